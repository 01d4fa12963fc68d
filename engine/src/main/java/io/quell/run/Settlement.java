package io.quell.run;

import io.quell.rule.Card;
import io.quell.update.Update;
import java.util.List;
import java.util.Optional;

/// What comes of what rules want of a finding, but for the finding itself.
///
/// @param update what to set; empty where nothing is to change
/// @param decidedBy the rule that decided; see [Evaluation]
/// @param changes what the update changes, field by field
/// @param givenBack what is given back, each a sentence
/// @param kept what rules wanted and did not get, each a sentence
/// @param unknownRules the ids of rules of which nobody knows what they want
record Settlement(
    Update update,
    Optional<Card> decidedBy,
    List<RuleChange> changes,
    List<String> givenBack,
    List<String> kept,
    List<String> unknownRules) {
  /// Where nothing could be worked out.
  static final Settlement NOTHING =
      new Settlement(Update.NONE, Optional.empty(), List.of(), List.of(), List.of(), List.of());

  /// @param matched the rules that matched, in the order of the book
  static Settlement of(Reconciliation reconciliation, List<Card> matched) {
    Update update = reconciliation.update();
    return new Settlement(
        update,
        reconciliation.decidedBy(matched),
        update.isEmpty() ? List.of() : reconciliation.changes(),
        reconciliation.givenBack(),
        reconciliation.kept(),
        reconciliation.unknownRules());
  }
}
