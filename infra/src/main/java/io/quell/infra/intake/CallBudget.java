package io.quell.infra.intake;

import io.quell.update.Limits;

/// The settings that keep updates within Security Hub's quota.
///
/// They follow from how many calls a second Security Hub takes, [Limits#CALLS_A_SECOND], and of
/// how many findings each, [Limits#MOST_FINDINGS_A_CALL].
public final class CallBudget {
  /// An imported event has one finding, so that a full batch of messages is one full call.
  public static final int BATCH_SIZE = Limits.MOST_FINDINGS_A_CALL;

  /// Below 10 findings a second, a call for each of them stays within the quota; at 10 a second
  /// this window fills a batch. So there is no rate at which calls are both too many and too empty.
  public static final int BATCH_WINDOW_SECONDS =
      Limits.MOST_FINDINGS_A_CALL / Limits.CALLS_A_SECOND;

  /// One call at a time and about 200 ms each: two environments make 10 calls a second. It is also
  /// the least that Lambda lets a queue have.
  public static final int CONCURRENCY = 2;

  /// A batch whose findings all differ needs 100 calls: 20 seconds at half of the quota, the rest
  /// is for retries.
  public static final int FUNCTION_TIMEOUT_SECONDS = 60;

  /// Six times the function's timeout, and the window (Lambda, SQS event source).
  public static final int VISIBILITY_SECONDS = 6 * FUNCTION_TIMEOUT_SECONDS + BATCH_WINDOW_SECONDS;

  /// How often a message is tried: half an hour at the pace of the visibility timeout.
  public static final int RECEIVES = 5;

  private CallBudget() {}
}
