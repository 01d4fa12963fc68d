package io.quell.lint.trial;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.criteria.Mismatch;
import io.quell.criteria.Sentence;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.lint.Examples;
import io.quell.lint.solver.Satisfiability;
import io.quell.lint.solver.Solver;
import io.quell.rule.DescribedFinding;
import io.quell.rule.Example;
import io.quell.rule.FixedRule;
import io.quell.run.Explanation;
import io.quell.run.RuleEngine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tries a rule on its examples. It is asked by itself, without regard to the days between which it
/// is in force, and gives the same answer on every day: the day is a fixed one where the finding is
/// made from fields, and the one of its last update where it is stored.
public final class ExampleTrial {
  private final FixedRule rule;
  private final Set<Format> formats;

  /// A trial of this rule.
  public ExampleTrial(FixedRule rule) {
    this.rule =
        new FixedRule(
            rule.card().toBuilder().from(null).expires(null).build(), rule.when(), rule.then());
    this.formats = formats(rule.when());
  }

  /// The formats of the findings that the criteria can be about.
  private static Set<Format> formats(Criteria when) {
    Set<Format> formats = EnumSet.noneOf(Format.class);
    for (Format format : Format.values()) {
      if (!(solved(when.and(Named.FORMAT.is(format))) instanceof Satisfiability.Never)) {
        formats.add(format);
      }
    }
    return formats;
  }

  private static Satisfiability solved(Criteria criteria) {
    return new Solver(Examples.DAY).solve(criteria);
  }

  /// Tries an example that is a finding by its fields: in each format that the rule is about and
  /// that has such findings, and where there is none, in each that has them.
  public List<FailedExample> failures(Example example, DescribedFinding described) {
    Map<Format, Finding> findings = new EnumMap<>(Format.class);
    for (Format format : Format.values()) {
      if (solved(described.meaning().and(Named.FORMAT.is(format)))
          instanceof Satisfiability.Holds(var finding)) {
        findings.put(format, finding);
      }
    }
    if (findings.isEmpty()) {
      return List.of(
          new FailedExample(
              rule.card().id(),
              example,
              List.of(),
              switch (solved(described.meaning())) {
                case Satisfiability.Never(var why) -> why;
                case Satisfiability.Unknown(var why) -> why;
                case Satisfiability.Holds _ -> "none was found in a format";
              }));
    }
    if (findings.keySet().stream().anyMatch(formats::contains)) {
      findings.keySet().retainAll(formats);
    }
    Map<String, List<Format>> reasons = new LinkedHashMap<>();
    findings.forEach(
        (format, finding) ->
            reason(example, finding, Examples.DAY)
                .ifPresent(
                    reason -> reasons.computeIfAbsent(reason, _ -> new ArrayList<>()).add(format)));
    return reasons.entrySet().stream()
        .map(
            reason ->
                new FailedExample(rule.card().id(), example, reason.getValue(), reason.getKey()))
        .toList();
  }

  /// Tries an example that is a finding from a file.
  public List<FailedExample> failures(Example example, Finding stored) {
    return reason(example, stored, stored.updatedAt().orElse(Examples.DAY)).stream()
        .map(
            reason ->
                new FailedExample(rule.card().id(), example, List.of(stored.format()), reason))
        .toList();
  }

  /// Why the example does not hold, or empty where it does.
  private Optional<String> reason(Example example, Finding finding, Instant now) {
    var engine = new RuleEngine(List.of(rule), Clock.fixed(now, ZoneOffset.UTC));
    Explanation explanation = engine.explain(rule.card().id(), finding);
    return switch (explanation) {
      case Explanation.Broken broken -> Optional.of(broken.toString());
      case Explanation.Matched _ ->
          example.isMatched() ? Optional.empty() : Optional.of(Sentence.brief(rule.when()));
      case Explanation.Failed failed ->
          example.isMatched()
              ? Optional.of(
                  failed.mismatches().stream()
                      .map(Mismatch::toString)
                      .collect(Collectors.joining("; ")))
              : Optional.empty();
      case Explanation.Declined _,
          Explanation.Doubtful _,
          Explanation.Hidden _,
          Explanation.NotInForce _,
          Explanation.Released _,
          Explanation.Suspended _ ->
          example.isMatched() ? Optional.of(explanation.toString()) : Optional.empty();
    };
  }
}
