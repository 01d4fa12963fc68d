package io.quell.lint.pairs;

import io.quell.finding.Finding;
import io.quell.lint.book.BookRule;
import io.quell.update.Action;
import io.quell.update.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What two rules that match one finding set to different values on it.
///
/// @param earlier the rule that runs first
/// @param later the rule that runs after it
/// @param values the fields that both set, each alone, with both values in words
/// @param added the severity that the two leave together, where one of them goes on from what the
///     other has left; else empty
record EffectDifference(
    BookRule earlier, BookRule later, Map<String, String> values, Optional<String> added) {
  private static final String SEVERITY = Settings.SEVERITY;

  static EffectDifference of(Finding finding, BookRule earlier, BookRule later) {
    Optional<Decision.Apply> first = earlier.decide(finding);
    Optional<Decision.Apply> second = later.decide(finding);
    if (first.isEmpty() || second.isEmpty()) {
      return new EffectDifference(earlier, later, Map.of(), Optional.empty());
    }
    Map<String, String> ofEarlier = FieldValues.after(first.get(), finding);
    Map<String, String> ofLater = FieldValues.after(second.get(), finding);
    Map<String, String> values = new LinkedHashMap<>();
    ofEarlier.forEach(
        (field, value) -> {
          String other = ofLater.get(field);
          if (other != null && !other.equals(value)) {
            values.put(field, "%s to %s and to %s".formatted(field, value, other));
          }
        });
    return new EffectDifference(
        earlier,
        later,
        values,
        values.containsKey(SEVERITY) && (isRelative(first.get()) || isRelative(second.get()))
            ? Optional.ofNullable(both(first.get(), second.get(), finding).get(SEVERITY))
            : Optional.empty());
  }

  private static boolean isRelative(Decision.Apply changes) {
    return changes.actions().stream().anyMatch(Action.RelativeSeverity.class::isInstance);
  }

  private static Map<String, String> both(
      Decision.Apply first, Decision.Apply second, Finding finding) {
    List<Action> actions = new ArrayList<>(first.actions());
    actions.addAll(second.actions());
    return FieldValues.after(new Decision.Apply(actions), finding);
  }

  /// Whether there is any.
  ///
  /// @param onlyForGood whether only fields count of which the one rule sets aside what the other
  ///     has set
  boolean isThere(boolean onlyForGood) {
    return onlyForGood ? isForGood() : !values.isEmpty();
  }

  /// Whether the later rule sets aside what the earlier one has set. A note is no more than a
  /// note; a step, a cap or a floor does not ask for a severity of its own, and goes on from
  /// another rule's.
  boolean isForGood() {
    return values.keySet().stream()
        .anyMatch(field -> !field.equals(Settings.NOTE) && !(field.equals(SEVERITY) && isAdded()));
  }

  private boolean isAdded() {
    return added.isPresent();
  }

  /// What is at odds, as sentences.
  String sentence(boolean isException) {
    String what =
        "On one finding, each alone, %s and %s set %s; "
            .formatted(earlier.id(), later.id(), String.join(", ", values.values()));
    if (isAdded() && !isForGood()) {
      return what + "together, in this order, they leave %s.".formatted(added.orElseThrow());
    }
    String winner = "%s wins, for it is the later".formatted(later.id());
    return what + winner + (isException ? ", and about some of the other's findings alone." : ".");
  }
}
