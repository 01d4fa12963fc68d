package io.quell.run;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.ShortText;
import io.quell.rule.Card;
import io.quell.run.Draft.Step;
import io.quell.update.Action;
import io.quell.update.Action.SetField;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the matching rules wanted one field of a finding to be, who won, and what came of it.
///
/// @param field the field, such as `severity` or `user-defined field team`
/// @param bids what each rule wanted, in the order of the rules
/// @param result what came of it
/// @param kept what stays as it was and why, each a sentence
public record Contest(String field, List<Bid> bids, Result result, List<String> kept) {
  private static final int LONGEST_VALUE = 80;

  public Contest {
    bids = List.copyOf(bids);
    kept = List.copyOf(kept);
  }

  /// What one rule wanted.
  ///
  /// @param rule the rule
  /// @param wanted the value; where it changes nothing, the words of the rule, such as
  ///     `at most LOW`
  /// @param idle why it changes nothing, or null where it does
  public record Bid(Card rule, String wanted, @Nullable String idle) {
    @Override
    public String toString() {
      return "%s wanted %s%s"
          .formatted(
              rule.id(), ShortText.of(wanted, LONGEST_VALUE), idle == null ? "" : ", " + idle);
    }
  }

  /// What came of a contest.
  public enum Result {
    /// The winner's value is set.
    SET,
    /// The finding has the winner's value already, or no rule's wish changes anything.
    UNCHANGED,
    /// The field stays as it was, because a person has set it, the format does not have it, or a
    /// limit is reached.
    KEPT
  }

  /// The rule whose value the field gets: the last one that changes something.
  public Optional<Bid> winner() {
    return bids.reversed().stream().filter(bid -> bid.idle() == null).findFirst();
  }

  /// One contest for each field that a rule wanted to change, in the order in which they came up.
  static List<Contest> of(Draft draft, Settlement settlement, Finding finding) {
    Map<String, List<Step>> byField = new LinkedHashMap<>();
    draft
        .steps()
        .forEach(
            step ->
                byField
                    .computeIfAbsent(
                        step.action().contended(finding.format()), _ -> new ArrayList<>())
                    .add(step));
    return byField.entrySet().stream()
        .map(
            entry -> {
              String field = entry.getKey();
              List<String> kept =
                  settlement.kept().stream()
                      .filter(one -> one.field() == null || one.field().equals(field))
                      .map(Settlement.Kept::sentence)
                      .toList();
              boolean isSet =
                  entry.getValue().stream()
                      .anyMatch(step -> isSet(step.action(), settlement.update(), finding));
              return new Contest(
                  field,
                  entry.getValue().stream().map(step -> bid(step, finding.format())).toList(),
                  isSet ? Result.SET : kept.isEmpty() ? Result.UNCHANGED : Result.KEPT,
                  kept);
            })
        .toList();
  }

  private static Bid bid(Step step, Format format) {
    return switch (step.action()) {
      case Action.SetSeverity(var label) -> new Bid(step.by(), label.name(), null);
      case Action.ShiftSeverity(var steps) ->
          relative(
              step,
              steps < 0 ? "it lower by " + -steps : "it higher by " + steps,
              before -> before.shifted(steps));
      case Action.CapSeverity(var highest) ->
          relative(step, "at most " + highest, before -> before.atMost(highest));
      case Action.FloorSeverity(var lowest) ->
          relative(step, "at least " + lowest, before -> before.atLeast(lowest));
      case Action.SetWorkflow(var status) -> new Bid(step.by(), status.name(), null);
      case Action.WriteNote(var text) -> new Bid(step.by(), "“%s”".formatted(text), null);
      case SetField(var field, FieldValue.Percentage(var normalized))
          when field == UpdateField.NORMALIZED_SEVERITY ->
          new Bid(
              step.by(),
              "%s (%d)"
                  .formatted(
                      SeverityLabel.ofNormalized(normalized).map(Enum::name).orElseThrow(),
                      normalized),
              null);
      case SetField(var field, FieldValue.Entry(_, var text)) -> simple(step, text, field, format);
      case SetField(var field, var value) -> simple(step, value.toString(), field, format);
    };
  }

  private static Bid simple(Step step, String value, UpdateField field, Format format) {
    return new Bid(
        step.by(),
        value,
        field.isExpressibleIn(format) ? null : "which %s does not have".formatted(format));
  }

  private static Bid relative(Step step, String words, UnaryOperator<SeverityLabel> change) {
    SeverityLabel before = step.before();
    if (before == null) {
      return new Bid(step.by(), words, "and the finding has no severity to start from");
    }
    SeverityLabel after = change.apply(before);
    return after == before
        ? new Bid(step.by(), words, "which %s is already".formatted(before))
        : new Bid(step.by(), after.name(), null);
  }

  /// Whether the update changes what the action is about.
  private static boolean isSet(Action action, Update update, Finding finding) {
    return switch (action) {
      case Action.SetSeverity _,
          Action.ShiftSeverity _,
          Action.CapSeverity _,
          Action.FloorSeverity _ ->
          setsOneOf(update, UpdateField.SEVERITY, finding);
      case Action.SetWorkflow _ -> setsOneOf(update, UpdateField.WORKFLOW_STATUS, finding);
      case Action.WriteNote _ -> !update.isEmpty();
      case SetField(_, FieldValue.Entry(var name, _)) ->
          update.userDefinedFields().containsKey(name)
              && !Objects.equals(
                  update.userDefinedFields().get(name), finding.userDefinedFields().get(name));
      case SetField(_, FieldValue.Reference(var related)) ->
          update.relatedFindings().contains(related)
              && !UpdateField.related(finding).contains(related);
      case SetField(var field, _) -> setsOneOf(update, field, finding);
    };
  }

  /// Whether the update sets the field, under whichever of its names.
  private static boolean setsOneOf(Update update, UpdateField field, Finding finding) {
    UpdateField contended = field.contended(finding.format());
    return update.values().keySet().stream()
        .anyMatch(set -> set.contended(finding.format()) == contended);
  }

  /// `severity: low wanted LOW, raise wanted HIGH: raise wins, it runs later`.
  @Override
  public String toString() {
    String separator = bids.stream().allMatch(bid -> bid.idle() == null) ? ", " : "; ";
    String said =
        field + ": " + bids.stream().map(Bid::toString).collect(Collectors.joining(separator));
    boolean isContested = bids.stream().map(bid -> bid.rule().id()).distinct().count() > 1;
    String won = isContested ? winner().map(this::won).orElse("") : "";
    return said
        + won
        + switch (result) {
          case SET -> isContested ? "" : " and gets it";
          case UNCHANGED -> winner().isPresent() ? "; the finding has it already" : "";
          case KEPT -> "; left as it was: " + String.join("; ", kept);
        };
  }

  private String won(Bid winner) {
    return ": %s wins%s"
        .formatted(winner.rule().id(), winner.equals(bids.getLast()) ? ", it runs later" : "");
  }
}
