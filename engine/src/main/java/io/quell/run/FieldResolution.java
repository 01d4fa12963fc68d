package io.quell.run;

import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.run.DesiredChanges.Request;
import io.quell.update.Action;
import io.quell.update.Action.SetField;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import io.quell.value.ShortText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the matching rules wanted one field of a finding to be, who won, and what came of it.
///
/// @param field the field, such as `severity` or `user-defined field team`
/// @param bids what each rule wanted, in the order of the rules
/// @param result what came of it
/// @param givenBack the value from before Quell, where it is given back; else null
/// @param kept what stays as it was and why, each a sentence
public record FieldResolution(
    String field, List<Bid> bids, Result result, @Nullable String givenBack, List<String> kept) {
  private static final int LONGEST_VALUE = 80;
  /// Of more rules the first so many are told, and the winner.
  private static final int MOST_BIDS = 5;
  private static final String REFUSED = "refused since somebody else has changed it";

  public FieldResolution {
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

  /// What came of a field.
  public enum Result {
    /// The winner's value is set.
    SET,
    /// The finding has the winner's value already, or no rule's request changes anything.
    UNCHANGED,
    /// No rule in force wants what Quell had set: the value from before is set.
    GIVEN_BACK,
    /// The field stays as it was, because a person has set it, the format does not have it, or a
    /// limit is reached.
    KEPT
  }

  /// The rule whose value the field gets: the last one that changes something.
  public Optional<Bid> winner() {
    return bids.reversed().stream().filter(bid -> bid.idle() == null).findFirst();
  }

  /// What one request comes to on a finding of the format.
  static Bid bid(Request request, Format format) {
    Card by = request.by();
    Bid bid = bid(by, request, format);
    return request.isRefused() ? new Bid(by, bid.wanted(), REFUSED) : bid;
  }

  private static Bid bid(Card by, Request request, Format format) {
    return switch (request.action()) {
      case Action.SetSeverity(var label) -> new Bid(by, label.name(), null);
      case Action.RelativeSeverity relative -> relative(request, relative);
      case Action.SetWorkflow(var status) -> new Bid(by, status.name(), null);
      case Action.WriteNote(var text) -> new Bid(by, "“%s”".formatted(text), null);
      case SetField(var field, FieldValue.Percentage(var normalized))
          when field == UpdateField.NORMALIZED_SEVERITY ->
          new Bid(
              by,
              "%s (%d)"
                  .formatted(
                      SeverityLabel.ofNormalized(normalized).map(Enum::name).orElseThrow(),
                      normalized),
              null);
      case SetField(var field, var value) ->
          new Bid(
              by,
              value instanceof FieldValue.Entry(_, var text) ? text : value.toString(),
              field.isExpressibleIn(format) ? null : "which %s does not have".formatted(format));
    };
  }

  private static Bid relative(Request request, Action.RelativeSeverity relative) {
    SeverityLabel before = request.before().orElse(null);
    if (before == null) {
      return new Bid(
          request.by(), words(relative), "and the finding has no severity to start from");
    }
    SeverityLabel after = relative.from(before);
    return after == before
        ? new Bid(request.by(), words(relative), "which %s is already".formatted(before))
        : new Bid(request.by(), after.name(), null);
  }

  private static String words(Action.RelativeSeverity relative) {
    return switch (relative) {
      case Action.ShiftSeverity(var steps) ->
          steps < 0 ? "it lower by " + -steps : "it higher by " + steps;
      case Action.CapSeverity(var highest) -> "at most " + highest;
      case Action.FloorSeverity(var lowest) -> "at least " + lowest;
    };
  }

  private List<String> toldBids() {
    List<Bid> first = bids.stream().limit(MOST_BIDS).toList();
    Optional<Bid> winner = winner().filter(bid -> !first.contains(bid));
    List<String> told = new ArrayList<>(first.stream().map(Bid::toString).toList());
    int others = bids.size() - first.size() - (winner.isPresent() ? 1 : 0);
    if (others > 0) {
      told.add("%,d other%s wanted something too".formatted(others, others == 1 ? "" : "s"));
    }
    winner.ifPresent(bid -> told.add(bid.toString()));
    return told;
  }

  /// `severity: low wanted LOW, raise wanted HIGH: raise wins, it runs later`. Of many rules only
  /// the first are told, how many others there are, and the winner.
  @Override
  public String toString() {
    String separator = bids.stream().allMatch(bid -> bid.idle() == null) ? ", " : "; ";
    String said = field + ": " + String.join(separator, toldBids());
    boolean isContested = bids.stream().map(bid -> bid.rule().id()).distinct().count() > 1;
    String won = isContested && result != Result.KEPT ? winner().map(this::won).orElse("") : "";
    return said
        + won
        + switch (result) {
          case SET -> isContested ? "" : " and gets it";
          case UNCHANGED -> winner().isPresent() ? "; the finding has it already" : "";
          case GIVEN_BACK ->
              (bids.isEmpty() ? "" : "; ")
                  + "given back: it is %s again, for no rule in force wants what Quell had set"
                      .formatted(givenBack);
          case KEPT ->
              !bids.isEmpty() && bids.stream().allMatch(bid -> REFUSED.equals(bid.idle()))
                  ? "" // that says it all
                  : (bids.isEmpty() ? "" : "; ") + "left as it was: " + String.join("; ", kept);
        };
  }

  private String won(Bid winner) {
    return ": %s wins%s"
        .formatted(winner.rule().id(), winner.equals(bids.getLast()) ? ", it runs later" : "");
  }
}
