package io.quell.run;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.update.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that an update depends on: what rules want, in their order, and what is there already.
/// Findings in the same situation take the same update, which has to be worked out only once.
final class Situation {
  /// What one rule wants.
  ///
  /// @param rule the rule's id
  record Wish(String rule, Decision.Apply decision) {}

  /// What updates set, and what tells whose it is and whether the finding is open.
  private static final List<List<String>> ASFF =
      List.of(
          List.of("Severity"),
          List.of("Workflow"),
          List.of("RecordState"),
          List.of("Compliance", "Status"),
          List.of("FindingProviderFields"),
          List.of("Note"),
          List.of("UserDefinedFields"),
          List.of("RelatedFindings"),
          List.of("VerificationState"),
          List.of("Confidence"),
          List.of("Criticality"),
          List.of("Types"));

  private static final List<List<String>> OCSF =
      List.of(
          List.of("severity_id"),
          List.of("status_id"),
          List.of("activity_id"),
          List.of("comment"),
          List.of("compliance", "status"),
          List.of("vendor_attributes"),
          List.of("confidence_score"),
          List.of("finding_info", "types"));

  /// The time of the provider's last change counts where a mark tells what was set before it.
  private static final List<List<String>> ASFF_MARKED = with(ASFF, List.of(List.of("UpdatedAt")));

  private static final List<List<String>> OCSF_MARKED =
      with(
          OCSF,
          List.of(
              List.of("finding_info", "modified_time"),
              List.of("finding_info", "modified_time_dt")));

  private final Format format;
  private final byte[] text;
  private final List<Wish> wishes;
  private final int hash;

  private Situation(Format format, byte[] text, List<Wish> wishes) {
    this.format = format;
    this.text = text;
    this.wishes = wishes;
    this.hash = 31 * Arrays.hashCode(text) + wishes.hashCode();
  }

  /// The situation of a finding.
  ///
  /// @param isMarked whether the finding carries a mark
  static Situation of(Finding finding, boolean isMarked, List<Wish> wishes) {
    return new Situation(
        finding.format(), finding.textAt(counting(finding.format(), isMarked)), wishes);
  }

  /// A finding without all that does not count, its name included.
  ///
  /// @param isMarked whether the finding carries a mark
  static Finding state(Finding finding, boolean isMarked) {
    return finding.onlyAt(counting(finding.format(), isMarked));
  }

  private static List<List<String>> counting(Format format, boolean isMarked) {
    return switch (format) {
      case ASFF -> isMarked ? ASFF_MARKED : ASFF;
      case OCSF -> isMarked ? OCSF_MARKED : OCSF;
    };
  }

  private static List<List<String>> with(List<List<String>> paths, List<List<String>> more) {
    List<List<String>> all = new ArrayList<>(paths);
    all.addAll(more);
    return List.copyOf(all);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Situation situation
        && hash == situation.hash
        && format == situation.format
        && Arrays.equals(text, situation.text)
        && wishes.equals(situation.wishes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
