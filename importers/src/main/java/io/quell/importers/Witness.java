package io.quell.importers;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.criteria.RegexBudgetExceededException;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes up a finding that meets criteria: it takes them apart into what each field must and must
/// not have, and chooses values. What it finds is held against the criteria themselves.
final class Witness {
  /// More ways through criteria than this are not tried.
  private static final int MOST_ATTEMPTS = 2_000;

  private final Criteria criteria;
  private final Instant now;
  private int attempts;

  private Witness(Criteria criteria, Instant now) {
    this.criteria = criteria;
    this.now = now;
  }

  /// What the criteria ask of one field.
  private record Demands(List<Condition> must, List<Condition> mustNot) {
    Demands with(Condition condition, boolean isWanted) {
      List<Condition> longer = new ArrayList<>(isWanted ? must : mustNot);
      longer.add(condition);
      return isWanted ? new Demands(longer, mustNot) : new Demands(must, longer);
    }

    boolean isMetBy(List<String> values, Instant now) {
      return must.stream()
              .allMatch(condition -> values.stream().anyMatch(value -> condition.holds(value, now)))
          && mustNot.stream()
              .noneMatch(
                  condition -> values.stream().anyMatch(value -> condition.holds(value, now)));
    }
  }

  private record Goal(Criteria criteria, boolean isWanted) {}

  /// A finding that meets the criteria, or empty where none is found.
  static Optional<Sample> of(Criteria criteria, Instant now) {
    return new Witness(criteria, now).search(List.of(new Goal(criteria, true)), Map.of());
  }

  private Optional<Sample> search(List<Goal> goals, Map<Field, Demands> demands) {
    if (attempts > MOST_ATTEMPTS) {
      return Optional.empty();
    }
    if (goals.isEmpty()) {
      attempts++;
      return Stream.of(Format.values())
          .flatMap(format -> sample(format, demands).stream())
          .findFirst();
    }
    Goal goal = goals.getFirst();
    List<Goal> rest = goals.subList(1, goals.size());
    return switch (goal.criteria()) {
      case Criteria.AllOf(var parts) ->
          parts(parts, goal.isWanted(), goal.isWanted(), rest, demands);
      case Criteria.AnyOf(var parts) ->
          parts(parts, goal.isWanted(), !goal.isWanted(), rest, demands);
      case Criteria.Not(var part) ->
          search(with(rest, List.of(new Goal(part, !goal.isWanted()))), demands);
      case Criteria.OnResources(_, var part) ->
          search(with(rest, List.of(new Goal(part, goal.isWanted()))), demands);
      case Criteria.Test(var field, var condition) -> {
        Map<Field, Demands> more = new LinkedHashMap<>(demands);
        more.put(
            field,
            demands
                .getOrDefault(field, new Demands(List.of(), List.of()))
                .with(condition, goal.isWanted()));
        yield search(rest, more);
      }
    };
  }

  private Optional<Sample> parts(
      List<Criteria> parts,
      boolean isWanted,
      boolean all,
      List<Goal> rest,
      Map<Field, Demands> demands) {
    List<Goal> goals = parts.stream().map(part -> new Goal(part, isWanted)).toList();
    return all
        ? search(with(rest, goals), demands)
        : goals.stream()
            .flatMap(goal -> search(with(rest, List.of(goal)), demands).stream())
            .findFirst();
  }

  private static List<Goal> with(List<Goal> rest, List<Goal> first) {
    List<Goal> goals = new ArrayList<>(first);
    goals.addAll(rest);
    return goals;
  }

  private Optional<Sample> sample(Format format, Map<Field, Demands> demands) {
    Sample sample = Sample.plausible(format);
    for (Map.Entry<Field, Demands> entry : demands.entrySet()) {
      Field field = entry.getKey();
      if (field == Named.FORMAT) {
        continue;
      }
      Optional<Sample> met = met(sample, field, entry.getValue());
      if (met.isEmpty()) {
        return Optional.empty();
      }
      sample = met.get();
    }
    return Optional.of(sample).filter(this::isMetBy);
  }

  private boolean isMetBy(Sample sample) {
    try {
      return criteria.holds(EvaluationContext.of(sample.finding(), now));
    } catch (RegexBudgetExceededException
        | StackOverflowError unknown) { // what cannot be tested is no example
      return false;
    }
  }

  private Optional<Sample> met(Sample sample, Field field, Demands demands) {
    try {
      Criteria test = tests(field, demands);
      if (test.holds(EvaluationContext.of(sample.finding(), now))) {
        return Optional.of(sample.keeping(field));
      }
      if (demands.must().isEmpty() && !Sample.isNeeded(field)) {
        return Optional.of(sample.without(field));
      }
      List<String> proposals = proposals(field, demands);
      Optional<String> one =
          proposals.stream().filter(value -> demands.isMetBy(List.of(value), now)).findFirst();
      if (one.isPresent()) {
        return Optional.of(sample.with(field, List.of(typed(one.get(), demands))));
      }
      List<Object> several = new ArrayList<>();
      for (Condition condition : demands.must()) {
        proposals.stream()
            .filter(value -> condition.holds(value, now))
            .filter(value -> demands.mustNot().stream().noneMatch(not -> not.holds(value, now)))
            .findFirst()
            .ifPresent(several::add);
      }
      return Sample.isOfMany(field) && several.size() == demands.must().size()
          ? Optional.of(sample.with(field, several))
          : Optional.empty();
    } catch (IllegalArgumentException notInThisFormat) {
      return Optional.empty();
    } catch (RegexBudgetExceededException
        | StackOverflowError unknown) { // what cannot be tested is no example
      return Optional.empty();
    }
  }

  private static Criteria tests(Field field, Demands demands) {
    return Criteria.allOf(
        Stream.concat(
                demands.must().stream().map(condition -> new Criteria.Test(field, condition)),
                demands.mustNot().stream()
                    .map(condition -> Criteria.not(new Criteria.Test(field, condition))))
            .toList());
  }

  private List<String> proposals(Field field, Demands demands) {
    List<String> proposals = new ArrayList<>();
    demands.must().forEach(condition -> proposals.addAll(proposals(condition)));
    proposals.addAll(
        switch (field) {
          case Named.SEVERITY -> List.of("MEDIUM", "LOW", "HIGH", "INFORMATIONAL", "CRITICAL");
          case Named.WORKFLOW_STATUS -> List.of("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED");
          case Named.ID -> List.of("finding-1", "other");
          case Named.ACCOUNT -> List.of("123456789012", "999988887777");
          default ->
              field instanceof Field.Raw(var path) && path.equals(List.of("ProductArn"))
                  ? List.of("arn:aws:securityhub:eu-west-1::product/aws/guardduty", "other")
                  : List.of("other", "1");
        });
    return proposals.stream().filter(value -> isReadable(field, value)).toList();
  }

  /// Whether the field would have the value: some take none but their own.
  private static boolean isReadable(Field field, String value) {
    return switch (field) {
      case Named.ACCOUNT -> value.matches("\\d{12}");
      case Named.SEVERITY -> SeverityLabel.named(value).isPresent();
      case Named.WORKFLOW_STATUS -> WorkflowStatus.named(value).isPresent();
      default -> true;
    };
  }

  private List<String> proposals(Condition condition) {
    return switch (condition) {
      case Condition.Equal(var text) -> List.of(text);
      case Condition.EqualIgnoringCase(var text) -> List.of(text);
      case Condition.Prefix(var text) ->
          List.of(text, text + "x", text + "-1", digits(text, text + "0".repeat(12)));
      case Condition.Suffix(var text) ->
          List.of(text, "x" + text, "1-" + text, digits(text, "1".repeat(12) + text));
      case Condition.Containing(var text) ->
          List.of(
              text, "x" + text, text + "x", "x" + text + "x", digits(text, text + "0".repeat(12)));
      case Condition.Wildcard(var text) ->
          List.of(text.replace("*", ""), text.replace("*", "x"), text.replace("*", "-1-"));
      case Condition.RegularExpression(var pattern) -> PatternExample.of(pattern).stream().toList();
      case Condition.NumericRange range -> numbers(range);
      case Condition.OlderThan(var age) ->
          List.of(now.minus(age).minus(Duration.ofDays(1)).toString());
      case Condition.NewerThan(var age) -> List.of(now.minus(age.dividedBy(2)).toString());
      case Condition.TimeRange(var earliest, var latest) ->
          Stream.of(earliest, latest).filter(time -> time != null).map(Instant::toString).toList();
      case Condition.Network(var network) -> List.of(network.substring(0, network.indexOf('/')));
      case Condition.Exists _ -> List.of("x");
    };
  }

  /// Twelve digits, for the beginning or the end of an account.
  private static String digits(String part, String filled) {
    return !part.matches("\\d{1,12}")
        ? part
        : filled.startsWith(part)
            ? filled.substring(0, 12)
            : filled.substring(filled.length() - 12);
  }

  private static List<String> numbers(Condition.NumericRange range) {
    return Stream.of(
            range.lowest(),
            range.highest(),
            (range.lowest() + range.highest()) / 2,
            range.lowest() + 1,
            range.highest() - 1,
            0.0)
        .filter(Double::isFinite)
        .map(number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString())
        .toList();
  }

  /// The value as JSON has it: a number where one is asked for.
  private static Object typed(String value, Demands demands) {
    if (demands.must().stream().anyMatch(Condition.NumericRange.class::isInstance)) {
      BigDecimal number = new BigDecimal(value);
      if (number.stripTrailingZeros().scale() <= 0) {
        return number.intValueExact();
      }
      return number.doubleValue();
    }
    return value.equals("true") || value.equals("false") ? Boolean.valueOf(value) : value;
  }
}
