package io.quell.lambda;

import io.quell.update.Limits;

/// How the function is to be given events, so that updates stay within Security Hub's quota: the
/// stack deploys these settings, and the benchmark of a backlog keeps to them.
///
/// They follow from how many calls a second Security Hub takes, [Limits#CALLS_A_SECOND], and of
/// how many findings each, [Limits#MOST_FINDINGS_A_CALL].
public final class CallBudget {
  /// An imported event has one finding. A call takes a hundred that need the same update, and the
  /// findings of a time need several updates: of a thousand findings each update fills its calls
  /// but for the last. Lambda hands over fewer where they have more than 6 MB together.
  public static final int BATCH_SIZE = 10 * Limits.MOST_FINDINGS_A_CALL;

  /// Below 10 findings a second, a call for each of them stays within the quota, however short the
  /// window is; above, it gathers 50 findings and more.
  public static final int BATCH_WINDOW_SECONDS = 5;

  /// The least that Lambda lets a queue have: while the one environment waits for answers, the
  /// other one decides. Each takes its share of the quota.
  public static final int CONCURRENCY = 2;

  /// A batch whose findings all differ needs 1,000 calls: some 200 seconds at half of the quota;
  /// the rest is for retries.
  public static final int FUNCTION_TIMEOUT_SECONDS = 240;

  /// Six times the function's timeout, and the window (Lambda, SQS event source).
  public static final int VISIBILITY_SECONDS = 6 * FUNCTION_TIMEOUT_SECONDS + BATCH_WINDOW_SECONDS;

  /// How often a message is tried: two hours at the pace of the visibility timeout.
  public static final int RECEIVES = 5;

  private CallBudget() {}
}
