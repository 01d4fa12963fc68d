package io.quell.infra.options;

import io.quell.update.Limits;
import java.util.Locale;

/// Whether and how fast a second function looks for findings that are not as the rules want them.
///
/// A run reads all findings that the book has marked, a page at a time, and changes those that are
/// at odds. Runs wait for each other, and there is one each day. So what cannot be done within a
/// day is refused.
///
/// @param isOn whether there is such a function
/// @param atMost the most findings on which one run gives something back
/// @param reads how many reads it makes a second
/// @param updates how many updates it makes a second
/// @param findings how many findings the book has marked, at most
public record ReconciliationOptions(
    boolean isOn, int atMost, int reads, int updates, int findings) {
  /// As many as a run can give back within a day at one update a second.
  static final int MOST_GIVEN_BACK = 86_400;
  /// More than any rate reads in a day.
  static final int MOST_FINDINGS = 100_000_000;

  /// The most findings of a page (GetFindings, MaxResults).
  private static final int PAGE = 100;

  private static final int HOUR = 60 * 60;
  private static final int DAY = 24 * HOUR;

  public ReconciliationOptions {
    DeploymentOption.RECONCILE_AT_MOST.requireWithin(1, atMost, MOST_GIVEN_BACK);
    DeploymentOption.RECONCILE_READS.requireWithin(1, reads, Limits.READS_A_SECOND);
    DeploymentOption.RECONCILE_UPDATES.requireWithin(1, updates, Limits.CALLS_A_SECOND);
    DeploymentOption.RECONCILE_FINDINGS.requireWithin(1, findings, MOST_FINDINGS);
    if (isOn && seconds(atMost, reads, updates, findings) > DAY) {
      throw new OptionException(
          DeploymentOption.RECONCILE_FINDINGS, refusal(atMost, reads, updates, findings));
    }
  }

  static ReconciliationOptions read(OptionValues values) {
    return new ReconciliationOptions(
        values.isOn(DeploymentOption.RECONCILE),
        values.number(DeploymentOption.RECONCILE_AT_MOST),
        values.number(DeploymentOption.RECONCILE_READS),
        values.number(DeploymentOption.RECONCILE_UPDATES),
        values.number(DeploymentOption.RECONCILE_FINDINGS));
  }

  private static int pages(int findings) {
    return Math.ceilDiv(findings, PAGE);
  }

  /// How long a run takes that reads all findings and gives back as many as it may, each by an
  /// update of its own.
  private static int seconds(int atMost, int reads, int updates, int findings) {
    return Math.ceilDiv(pages(findings), reads) + Math.ceilDiv(atMost, updates);
  }

  private static String refusal(int atMost, int reads, int updates, int findings) {
    return String.format(
        Locale.ROOT,
        "A reconciliation of %,d findings takes %d hours, and a day has 24: %,d reads of %d at %d a"
            + " second, and up to %,d updates at %d a second. Raise %s (at most %d) or %s (at most"
            + " %d), lower %s to the number of findings that are marked, or leave reconciliation"
            + " out: %s: off.",
        findings,
        Math.ceilDiv(seconds(atMost, reads, updates, findings), HOUR),
        pages(findings),
        PAGE,
        reads,
        atMost,
        updates,
        DeploymentOption.RECONCILE_READS.key(),
        Limits.READS_A_SECOND,
        DeploymentOption.RECONCILE_UPDATES.key(),
        Limits.CALLS_A_SECOND,
        DeploymentOption.RECONCILE_FINDINGS.key(),
        DeploymentOption.RECONCILE.key());
  }
}
