package io.quell.compile.pattern;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.rule.Rule;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rules about what some findings have, so that they often match; the same for the same seed.
final class RandomBook {
  /// The time at which the rules decide.
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /// What one vulnerability is asked: the finding's title is the same for all.
  private static final List<Field> OF_VULNERABILITIES =
      List.of(
          Named.VULNERABILITY,
          Named.CVSS,
          Named.EPSS,
          Named.FIX_AVAILABLE,
          Named.EXPLOIT_AVAILABLE,
          Named.VULNERABILITY,
          Named.FIX_AVAILABLE,
          Named.EXPLOIT_AVAILABLE,
          Named.TITLE);

  private final Random random;
  private final List<Finding> findings;
  private final List<Field> fields;

  RandomBook(Random random, List<Finding> findings) {
    this.random = random;
    this.findings = findings;
    this.fields =
        Stream.concat(
                Stream.of(Named.values()),
                Stream.of(
                    Criteria.resourceTag("team"),
                    Criteria.resourceTag("a.b"),
                    Criteria.userDefinedField("ticket"),
                    Criteria.userDefinedField("quell.rules"),
                    Criteria.raw("Network", "Ports"),
                    Criteria.raw("Network", "Nested", "Name"),
                    Criteria.raw("Flag"),
                    Criteria.raw("Resources", "Type"),
                    Criteria.raw("Severity", "Label"),
                    Criteria.raw("Title"),
                    Criteria.raw("resources", "type"),
                    Criteria.raw("severity_id"),
                    Criteria.raw("finding_info", "types"),
                    Criteria.raw("Vulnerabilities", "Cvss", "BaseScore"),
                    Criteria.rawResource("Details", "List", "Name"),
                    Criteria.rawResource("Details", "Size"),
                    Criteria.rawResource("data", "Name"),
                    Criteria.rawResource("Tags", "team")))
            .toList();
  }

  List<Rule> rules(int count) {
    return IntStream.range(0, count)
        .<Rule>mapToObj(
            at ->
                SampleRule.rule("r-" + at)
                    .when(criteria(pick(findings), 3, fields))
                    .decides(Decision.suppress()))
        .toList();
  }

  /// Criteria that a finding meets more often than not.
  private Criteria criteria(Finding finding, int depth, List<Field> among) {
    return switch (random.nextInt(depth == 0 ? 3 : 13)) {
      case 0, 1, 2 -> test(finding, among);
      case 3, 4, 5, 6 -> Criteria.allOf(parts(finding, depth, 1 + random.nextInt(4), among));
      case 7, 8 -> Criteria.anyOf(parts(finding, depth, 1 + random.nextInt(3), among));
      case 9 -> Criteria.not(criteria(pick(findings), depth - 1, among));
      case 10 -> Criteria.onOneVulnerability(vulnerability(finding, depth));
      case 11 ->
          random.nextBoolean()
              ? Criteria.onEveryVulnerability(vulnerability(finding, depth))
              : test(finding, OF_VULNERABILITIES);
      default -> {
        Criteria[] parts = parts(finding, depth, 1 + random.nextInt(3), among);
        yield among.equals(OF_VULNERABILITIES)
            ? Criteria.allOf(parts)
            : random.nextBoolean()
                ? Criteria.onOneResource(parts)
                : Criteria.onEveryResource(parts);
      }
    };
  }

  private Criteria[] vulnerability(Finding finding, int depth) {
    return parts(finding, depth, 1 + random.nextInt(3), OF_VULNERABILITIES);
  }

  private Criteria[] parts(Finding finding, int depth, int count, List<Field> among) {
    return IntStream.range(0, count)
        .mapToObj(_ -> criteria(finding, depth - 1, among))
        .toArray(Criteria[]::new);
  }

  private Criteria test(Finding finding, List<Field> among) {
    for (int tries = 0; tries < 20; tries++) {
      Field field = pick(among);
      List<String> values =
          field
              .values(EvaluationContext.of(finding, NOW))
              .filter(value -> !value.isEmpty())
              .toList();
      if (!values.isEmpty()) {
        return test(field, pick(values));
      }
    }
    return test(pick(among), "none");
  }

  private Criteria test(Field field, String value) {
    return switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> field.is(value);
      case 4 ->
          field.is(
              value,
              field
                  .values(EvaluationContext.of(pick(findings), NOW))
                  .filter(other -> !other.isEmpty())
                  .findFirst()
                  .orElse("other"));
      case 5 -> field.isIgnoringCase(random.nextBoolean() ? value.toUpperCase(Locale.ROOT) : value);
      case 6 -> field.startsWith(value.substring(0, 1 + random.nextInt(value.length())));
      case 7 -> field.endsWith(value.substring(random.nextInt(value.length())));
      case 8 -> field.contains(part(value));
      case 9 -> field.fits(wildcard(value));
      case 10 -> field.matches(Pattern.quote(value));
      case 11 -> field.isPresent();
      case 12 ->
          switch (random.nextInt(3)) {
            case 0 -> field.isAtLeast(random.nextInt(10));
            case 1 -> field.olderThan(Duration.ofDays(1 + random.nextInt(20)));
            default -> field.isAbsent();
          };
      default -> Criteria.allOf(field.is(value), field.startsWith(value.substring(0, 1)));
    };
  }

  private String part(String value) {
    int from = random.nextInt(value.length());
    return value.substring(from, from + 1 + random.nextInt(value.length() - from));
  }

  private String wildcard(String value) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < value.length(); at++) {
      parts.add(random.nextInt(4) == 0 ? "*" : value.substring(at, at + 1));
    }
    return String.join("", parts);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
