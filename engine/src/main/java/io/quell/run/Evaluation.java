package io.quell.run;

import io.quell.finding.Finding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import io.quell.value.Bounded;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the rules say about one finding.
///
/// @param finding the finding
/// @param matched the rules that decided on a change, in order
/// @param decidedBy the last of them whose value the update sets, one that sets the status before
///     others; empty where it sets none
/// @param update what to set after settling; empty where the finding already has it all, or no rule
///     matched
/// @param changes what the update changes, field by field, and which rules have a part in it
/// @param givenBack what no rule wants any more and is set back to what it was before Quell
/// @param kept what a rule wanted and did not get, because a person had set it, a limit is reached
///     or something cannot be read
/// @param unknownRules the ids of rules that the book does not know, where what they have set stays
///     for that
/// @param failures the rules that failed on this finding
/// @param notAsked the ids of rules that may be about the finding and were not asked, because they
///     had run away on others of the same invocation: the finding is to be decided on again
public record Evaluation(
    Finding finding,
    List<Card> matched,
    Optional<Card> decidedBy,
    Update update,
    List<RuleChange> changes,
    List<String> givenBack,
    List<String> kept,
    List<String> unknownRules,
    List<RuleFailure> failures,
    List<String> notAsked) {
  public Evaluation {
    matched = List.copyOf(matched);
    changes = List.copyOf(changes);
    givenBack = List.copyOf(givenBack);
    kept = List.copyOf(kept);
    unknownRules = List.copyOf(unknownRules);
    failures = List.copyOf(failures);
    notAsked = List.copyOf(notAsked);
  }

  /// That all rules were asked, and nobody asks which of them has a part in what.
  public Evaluation(
      Finding finding,
      List<Card> matched,
      Optional<Card> decidedBy,
      Update update,
      List<String> givenBack,
      List<String> kept,
      List<String> unknownRules,
      List<RuleFailure> failures) {
    this(
        finding,
        matched,
        decidedBy,
        update,
        List.of(),
        givenBack,
        kept,
        unknownRules,
        failures,
        List.of());
  }

  /// Whether the update does nothing but raise the severity, so that it hides nothing.
  public boolean onlyRaises() {
    Set<UpdateField> others = EnumSet.noneOf(UpdateField.class);
    others.addAll(update.values().keySet());
    others.removeAll(
        EnumSet.of(
            UpdateField.SEVERITY,
            UpdateField.SEVERITY_ID,
            UpdateField.NORMALIZED_SEVERITY,
            UpdateField.NOTE,
            UpdateField.USER_DEFINED_FIELDS));
    Optional<SeverityLabel> after =
        switch (finding.format()) {
          case ASFF -> update.severityLabel();
          case OCSF -> update.severityId().flatMap(OcsfSeverity::label);
        };
    return others.isEmpty()
        && givenBack.isEmpty()
        && after.isPresent()
        && finding.severity().filter(now -> now.compareTo(after.get()) < 0).isPresent();
  }

  /// That no rule was asked about the finding.
  public static Evaluation none(Finding finding) {
    return byPerson(finding, Update.NONE, List.of());
  }

  /// That nothing can be done about the finding.
  static Evaluation failed(Finding finding, RuleFailure failure) {
    return new Evaluation(
        finding,
        List.of(),
        Optional.empty(),
        Update.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(failure));
  }

  /// What a person's choice comes to, without any rule.
  public static Evaluation byPerson(Finding finding, Update update, List<String> kept) {
    return new Evaluation(
        finding, List.of(), Optional.empty(), update, List.of(), kept, List.of(), List.of());
  }

  /// Whether the whole finding is left as it is, whatever rules want: another book has marked it, a
  /// person has released it, it has no room for Quell's marks, or it is not open.
  public boolean isLeftWhole() {
    return kept.stream().anyMatch(sentence -> sentence.startsWith("everything: "));
  }

  /// A rule that threw, or that decided on what its card does not allow. The other rules ran on.
  ///
  /// @param rule the rule's id
  /// @param message what happened, for a person
  public record RuleFailure(String rule, String message) {
    public RuleFailure {
      message = Bounded.sentence(message);
    }
  }
}
