package io.quell.importers.source;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.importers.CardDefaults;
import io.quell.importers.SourceRule.Imported;
import io.quell.lint.detectors.CardIncomplete;
import io.quell.lint.solver.Satisfiability;
import io.quell.lint.solver.Solver;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.update.Action;
import io.quell.update.Decision;
import io.quell.value.ShortText;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Makes the rules of one source: gives each an id of its own, and a card that allows what the rule
/// does and no more.
public final class RuleMaker {
  /// The severity CRITICAL, in the words of each field that says it. OCSF's FATAL is CRITICAL too.
  private static final Criteria CRITICAL =
      Criteria.anyOf(
          Named.SEVERITY.is(SeverityLabel.CRITICAL).and(Named.FORMAT.is(Format.ASFF)),
          Criteria.allOf(
              Named.SEVERITY.is(SeverityLabel.CRITICAL),
              Named.FORMAT.is(Format.OCSF),
              Criteria.raw("severity_id").is("5", "6"),
              Criteria.raw("severity").is("Critical", "Fatal")));
  /// What it proves holds on every later day too, so that it can start with the first.
  private static final Solver SOLVER = new Solver(Instant.EPOCH);

  private final String tool;
  private final CardDefaults defaults;
  private final Set<String> ids = new HashSet<>();

  /// Begins without a rule.
  ///
  /// @param tool what the rules are imported from, such as `Prowler's mutelist`
  /// @param defaults what cards say where the source does not
  public RuleMaker(String tool, CardDefaults defaults) {
    this.tool = tool;
    this.defaults = defaults;
  }

  /// What a source says of a rule beside its criteria.
  ///
  /// @param name what the id is made of
  /// @param title what the rule says; a longer one than a card takes is cut, which is noted
  /// @param reason why the rule exists, as far as the source says
  /// @param creator who made it, as far as the source says
  /// @param terminal whether it ends the run
  public record Sign(
      String name, String title, String reason, Optional<String> creator, boolean terminal) {}

  /// A rule with an id of its own.
  ///
  /// @throws RefusedException where nobody answers for it
  public Imported rule(
      String source, Sign sign, Criteria when, List<Action> actions, List<String> notes)
      throws RefusedException {
    List<String> allNotes = new ArrayList<>(notes);
    String owner =
        defaults
            .ownerOr(sign.creator())
            .orElseThrow(
                () ->
                    new RefusedException(
                        "the file does not say who answers for it in "
                            + Card.LONGEST_NAME
                            + " characters: add --owner NAME"));
    String title = sign.title();
    if (title.length() > Card.LONGEST_TITLE) {
      title = ShortText.tidy(title, Card.LONGEST_TITLE);
      allNotes.add("the title is cut to %d characters".formatted(Card.LONGEST_TITLE));
    }
    boolean suppressesCritical =
        actions.contains(new Action.SetWorkflow(WorkflowStatus.SUPPRESSED)) && mayBeCritical(when);
    if (suppressesCritical) {
      allNotes.add("it suppresses CRITICAL findings too, as the source does");
    }
    String id = id(sign.name());
    Card card =
        Card.builder(id, title, reason(sign), owner)
            .expires(defaults.expires())
            .terminal(sign.terminal())
            .doing(actions)
            .suppressesCritical(suppressesCritical)
            .importedFrom(tool)
            .build();
    ids.add(id);
    return new Imported(source, new FixedRule(card, when, new Decision.Apply(actions)), allNotes);
  }

  /// What the source says, or that it says nothing: lint takes no stopgap for a reason.
  private String reason(Sign sign) {
    String reason = sign.reason().strip();
    if (CardIncomplete.isStopgap(reason)
        || CardIncomplete.repeats(sign.title(), reason)
        || reason.isEmpty()) {
      return "Imported from %s, which gives no reason beside what the rule is called."
          .formatted(tool);
    }
    return CardIncomplete.isTooShort(reason)
        ? "Imported from %s, where the reason is: %s".formatted(tool, reason)
        : reason;
  }

  /// Whether a finding of the severity CRITICAL can meet the criteria, as far as is known.
  private static boolean mayBeCritical(Criteria criteria) {
    return !(SOLVER.solve(criteria.and(CRITICAL)) instanceof Satisfiability.Never);
  }

  /// Lower-case words joined by hyphens; with a number where another rule has the same.
  private String id(String name) {
    String words =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String base = cut(words.isEmpty() ? "imported-rule" : words, Card.LONGEST_ID);
    String id = base;
    for (int number = 2; ids.contains(id); number++) {
      String suffix = "-" + number;
      id = cut(base, Card.LONGEST_ID - suffix.length()) + suffix;
    }
    return id;
  }

  /// At most so many characters, where that is possible at the end of a word.
  private static String cut(String words, int longest) {
    if (words.length() <= longest) {
      return words;
    }
    int hyphen = words.lastIndexOf('-', longest);
    return words.substring(0, hyphen > longest / 2 ? hyphen : longest).replaceAll("-$", "");
  }
}
