package io.quell.cli.init;

import io.quell.cli.command.WrongUseException;
import io.quell.finding.Json;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// A rule to begin with: it is right, and matches findings of an account that nobody has.
///
/// @param entry it as an entry of a file of rules, not indented
/// @param rules it alone
record RuleSketch(String entry, List<FixedRule> rules) {
  /// How long it holds.
  private static final int YEARS = 1;

  RuleSketch {
    rules = List.copyOf(rules);
  }

  /// A rule of this id.
  ///
  /// @param clock tells the day from which its last day is counted
  /// @throws WrongUseException where that is no id, or no owner
  static RuleSketch of(String id, String owner, Clock clock) {
    if (!Card.isId(id)) {
      throw new WrongUseException(
          "'%s' is no name of a rule: it is %s, such as test-data-buckets"
              .formatted(id, Card.ID_FORM));
    }
    String entry =
        Template.text(
            "rule/entry.yaml",
            Map.of(
                "id",
                id,
                "owner",
                Json.write(owner),
                "expires",
                LocalDate.now(clock).plusYears(YEARS).toString()));
    try {
      String file = "rules:\n" + entry.indent(2);
      return new RuleSketch(
          entry, RuleFile.read("rules.yaml", file.getBytes(StandardCharsets.UTF_8)).rules());
    } catch (RuleFileException e) {
      throw new WrongUseException("--owner: " + e.problems().getFirst().message());
    }
  }
}
