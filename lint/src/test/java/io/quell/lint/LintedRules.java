package io.quell.lint;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.finding.SeverityLabel.CRITICAL;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.LintProblem;
import io.quell.rule.Acceptance;
import io.quell.rule.Card;
import io.quell.rule.CardBuilder;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.testing.SampleRule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rules that are as they should be, to be spoilt by a test, and what lint says of them.
final class LintedRules {
  private LintedRules() {}

  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final List<SeverityLabel> LABELS = List.of(SeverityLabel.values());
  static final LintOptions OPTIONS = LintOptions.at(Clock.fixed(NOW, ZoneOffset.UTC));
  static final Criteria NOT_CRITICAL = not(SEVERITY.is(CRITICAL));

  /// A rule that is data: by itself there is nothing wrong with it.
  record Data(Card card, Criteria criteria, Decision.Apply then) {
    static Data data(String id) {
      CardBuilder card =
          SampleRule.rule(id).because("A reason that says why.").card().toBuilder().ticket("SEC-1");
      return new Data(card.build(), control("S3.9").and(NOT_CRITICAL), suppress())
          .expires("2027-12-31");
    }

    Data when(Criteria other) {
      return new Data(card, other, then);
    }

    Data then(Decision.Apply other) {
      return new Data(card, criteria, other);
    }

    private Data with(CardBuilder other) {
      return new Data(other.build(), criteria, then);
    }

    Data because(String reason) {
      return with(card.toBuilder().reason(reason));
    }

    Data agreedIn(@Nullable String ticket) {
      return with(card.toBuilder().ticket(ticket));
    }

    Data from(String day) {
      return with(card.toBuilder().from(LocalDate.parse(day)));
    }

    Data expires(@Nullable String day) {
      return with(card.toBuilder().expires(day == null ? null : LocalDate.parse(day)));
    }

    Data terminal() {
      return with(card.toBuilder().terminal(true));
    }

    Data evenCritical() {
      return with(card.toBuilder().suppressesCritical(true));
    }

    Data importedFrom(String tool) {
      return with(card.toBuilder().importedFrom(tool));
    }

    Data accepts(String check, @Nullable String with) {
      List<Acceptance> all = new ArrayList<>(card.accepts());
      all.add(new Acceptance(check, with, "It is meant."));
      return with(card.toBuilder().accepts(all));
    }

    FixedRule rule() {
      return new FixedRule(sample().card(), criteria, then);
    }

    /// The same rule with code of its own for its decision.
    Rule code(Function<Finding, Decision> code) {
      return sample().decides(code);
    }

    private SampleRule sample() {
      Set<Change> changes = EnumSet.noneOf(Change.class);
      then.actions().forEach(action -> changes.add(action.change()));
      return SampleRule.rule(card.id())
          .with(card.toBuilder().changes(changes).build())
          .when(criteria);
    }
  }

  static Data data(String id) {
    return Data.data(id);
  }

  static List<LintProblem> problems(Rule... rules) {
    return Lint.problems(List.of(rules), OPTIONS);
  }

  static List<LintProblem> problems(Data... rules) {
    return problems(Arrays.stream(rules).map(Data::rule).toArray(Rule[]::new));
  }

  static List<String> ids(List<LintProblem> problems) {
    return problems.stream().map(problem -> problem.check().id()).toList();
  }

  /// Beside what is only said of changes that stay.
  static LintProblem only(String check, List<LintProblem> problems) {
    List<LintProblem> others =
        problems.stream()
            .filter(problem -> check.equals("one-way") || !isAboutOneWay(problem))
            .toList();
    assertThat(ids(others)).containsExactly(check);
    return others.getFirst();
  }

  static boolean isAboutOneWay(LintProblem problem) {
    return problem.check().id().equals("one-way");
  }

  static boolean holds(Criteria criteria, LintProblem problem) {
    return criteria.holds(EvaluationContext.of(problem.example().orElseThrow(), NOW));
  }

  /// A book in which a rule does not run for now.
  static Book suspending(String id, List<Rule> rules) {
    return new Book(rules, new RuleHistory(Set.of(), Map.of(), Set.of(id)), "these");
  }

  /// What lint says of a book.
  static List<LintProblem> problems(Book book) {
    return Lint.problems(book, OPTIONS, Optional.empty(), Optional.empty());
  }
}
