package io.quell.cli.rules;

import io.quell.cli.terminal.Text;
import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.Resource;
import io.quell.finding.SeverityLabel;
import io.quell.lint.Examples;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.run.Explanation;
import io.quell.run.FieldResolution;
import io.quell.run.FindingExplanation;
import io.quell.run.RuleEngine;
import io.quell.update.Decision;
import io.quell.value.ShortText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A finding that a rule matches, shown by what matters to the rule, and what it becomes.
///
/// The day of the example is the one on which the finding was last updated, or a fixed one where
/// the finding is made up, so that it is the same on every day that it is looked at.
///
/// @param lines the finding and what becomes of it, a fact a line
record RuleExample(List<String> lines) {
  /// Fields that every example shows, and resources with their tags.
  private static final Set<Named> SHOWN =
      Set.of(
          Named.TITLE,
          Named.CONTROL,
          Named.PRODUCT,
          Named.ACCOUNT,
          Named.SEVERITY,
          Named.RESOURCE_TYPE,
          Named.RESOURCE_ID);
  private static final int MOST_VALUES = 4;
  private static final int LONGEST_VALUE = 200;

  RuleExample {
    lines = List.copyOf(lines);
  }

  /// What is said in one line.
  private record Fact(String name, String value) {
    static Stream<Fact> present(String name, Optional<String> value) {
      return value.stream().map(present -> new Fact(name, present));
    }
  }

  /// A rule without regard to the days between which it is in force.
  ///
  /// @param when what findings are asked of it about
  private record Timeless(Rule rule, Criteria when) implements Rule {
    @Override
    public Card card() {
      return rule.card().toBuilder().from(null).expires(null).build();
    }

    @Override
    public Decision decide(Finding finding) {
      return rule.decide(finding);
    }
  }

  /// The first of the findings that the rule changes something on, or empty where there is none.
  static Optional<RuleExample> of(Rule rule, List<Finding> findings) {
    return findings.stream()
        .flatMap(finding -> of(rule, finding, finding.updatedAt().orElse(Instant.EPOCH)).stream())
        .findFirst();
  }

  /// A finding made up for the rule, or empty where none is found on which it changes something.
  /// Whether it does can depend on the severity, which the criteria need not mention.
  static Optional<RuleExample> madeUp(Rule rule) {
    var clock = Clock.fixed(Examples.DAY, ZoneOffset.UTC);
    return Stream.concat(
            Stream.of(rule.when()),
            Arrays.stream(SeverityLabel.values())
                .map(label -> rule.when().and(Named.SEVERITY.is(label))))
        .flatMap(criteria -> Examples.of(new Timeless(rule, criteria), clock).stream())
        .flatMap(finding -> of(rule, finding, Examples.DAY).stream())
        .findFirst();
  }

  /// The finding, looked at on this day, or empty where the rule changes nothing on it.
  private static Optional<RuleExample> of(Rule rule, Finding finding, Instant now) {
    FindingExplanation explanation =
        new RuleEngine(List.of(new Timeless(rule, rule.when())), Clock.fixed(now, ZoneOffset.UTC))
            .explain(finding);
    List<FieldResolution> set =
        explanation.fields().stream()
            .filter(field -> field.result() == FieldResolution.Result.SET)
            .toList();
    return explanation.rules().getFirst().explanation() instanceof Explanation.Matched
            && !set.isEmpty()
        ? Optional.of(new RuleExample(lines(rule, EvaluationContext.of(finding, now), set)))
        : Optional.empty();
  }

  private static List<String> lines(
      Rule rule, EvaluationContext subject, List<FieldResolution> set) {
    Finding finding = subject.finding();
    List<Field> asked = rule.when().fields();
    List<Fact> facts =
        Stream.of(
                Fact.present("title", finding.title()),
                finding
                    .control()
                    .map(control -> Stream.of(new Fact("control", control)))
                    .orElseGet(() -> Fact.present("product", finding.product())),
                Fact.present("account", finding.account()),
                Fact.present("severity", finding.severity().map(Enum::name)),
                finding.resources().stream()
                    .map(
                        resource ->
                            new Fact(
                                "resource", words(resource, asked.contains(Named.RESOURCE_ID)))),
                asked.stream()
                    .filter(field -> !isShown(field))
                    .flatMap(field -> Fact.present(field.toString(), values(field, subject))),
                set.stream()
                    .flatMap(
                        field ->
                            Fact.present(
                                "becomes",
                                field
                                    .winner()
                                    .map(winner -> field.field() + " " + winner.wanted()))))
            .flatMap(some -> some)
            .toList();
    int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
    return facts.stream()
        .map(
            fact ->
                "%s  %s"
                    .formatted(
                        Text.padded(fact.name(), width),
                        ShortText.tidy(Text.plain(fact.value()), LONGEST_VALUE)))
        .toList();
  }

  private static boolean isShown(Field field) {
    return switch (field) {
      case Named named -> SHOWN.contains(named);
      case Field.ResourceTag _ -> true;
      case Field.UserDefined _, Field.Raw _, Field.RawResource _ -> false;
    };
  }

  private static Optional<String> values(Field field, EvaluationContext subject) {
    List<String> values = field.values(subject).distinct().limit(MOST_VALUES).toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  /// @param withAllNames whether it is called by all its names, or by the first
  private static String words(Resource resource, boolean withAllNames) {
    String named =
        resource.type().map(type -> type + " ").orElse("")
            + (resource.names().isEmpty()
                ? "without identifier"
                : withAllNames
                    ? String.join(" or ", resource.names())
                    : resource.names().getFirst());
    return resource.tags().isEmpty()
        ? named
        : new TreeMap<>(resource.tags())
            .entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(", ", named + ", tags ", ""));
  }
}
