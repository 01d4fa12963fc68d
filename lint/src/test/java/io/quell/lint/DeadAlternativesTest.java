package io.quell.lint;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.raw;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static io.quell.criteria.Field.Named.CONFIDENCE;
import static io.quell.criteria.Field.Named.CONTROL;
import static io.quell.criteria.Field.Named.CREATED_AT;
import static io.quell.criteria.Field.Named.FORMAT;
import static io.quell.criteria.Field.Named.NORMALIZED_SEVERITY;
import static io.quell.criteria.Field.Named.REGION;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.lint.LintedRules.data;
import static io.quell.lint.LintedRules.problems;
import static io.quell.update.Decision.severity;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.SeverityLabel;
import io.quell.lint.problem.Level;
import io.quell.lint.problem.LintProblem;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Alternatives and exceptions that can never hold, told one by one.
final class DeadAlternativesTest {
  private static List<LintProblem> dead(Criteria criteria) {
    return problems(data("a").when(criteria).then(severity(SeverityLabel.LOW))).stream()
        .filter(problem -> problem.check().id().equals("dead-alternative"))
        .toList();
  }

  static List<Arguments> findsWhatCanNeverHold() {
    return List.of(
        Arguments.of(control("S3.8", "EC2.9").and(CONTROL.startsWith("S3")), "control is EC2.9"),
        Arguments.of(
            allOf(CONTROL.startsWith("S3"), onOneResource(control("S3.8", "EC2.1"))),
            "control is EC2.1"),
        Arguments.of(SEVERITY.is("HIGH", "URGENT"), "severity is URGENT"),
        Arguments.of(
            product("aws/guardduty").and(anyOf(control("S3.9"), TITLE.contains("a"))),
            "control is S3.9"),
        Arguments.of(
            anyOf(control("S3.9").and(product("aws/macie")), TITLE.contains("a")),
            "control is S3.9 and product is aws/macie"),
        Arguments.of(
            FORMAT.is("OCSF").and(anyOf(userDefinedField("a").is("b"), account("111122223333"))),
            "user-defined field a is b"),
        Arguments.of(
            NORMALIZED_SEVERITY.isAtLeast(70).and(SEVERITY.is("LOW", "HIGH", "CRITICAL")),
            "severity is LOW"),
        Arguments.of(
            anyOf(CONFIDENCE.isAtLeast(101), CONFIDENCE.isLessThan(5)).and(FORMAT.is("ASFF")),
            "confidence is at least 101"),
        Arguments.of(
            raw("AwsAccountId")
                .is("111122223333")
                .and(account("111122223333", "444455556666"))
                .and(FORMAT.is("ASFF")),
            "account is 444455556666"),
        Arguments.of(
            onEveryResource(
                RESOURCE_TYPE.is("AwsS3Bucket"),
                anyOf(RESOURCE_TYPE.is("AwsS3Object"), resourceTag("a", "b"))),
            "resource type is AwsS3Object"),
        Arguments.of(
            REGION.is("eu-west-1").and(not(anyOf(REGION.is("us-east-1"), control("S3.1")))),
            "region is us-east-1"),
        Arguments.of(SEVERITY.is("LOW").unless(SEVERITY.is("CRITICAL")), "severity is CRITICAL"),
        Arguments.of(
            control("S3.9").unless(account("111122223333")).unless(account("111122223333")),
            "account is 111122223333"),
        Arguments.of(
            control("S3.9").unless(account("111122223333").and(control("S3.9", "S3.1"))),
            "control is S3.1"));
  }

  @ParameterizedTest
  @MethodSource
  void findsWhatCanNeverHold(Criteria criteria, String part) {
    assertThat(dead(criteria))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.level()).isEqualTo(Level.WARNING);
              assertThat(problem.message()).contains("'" + part + "'");
            });
  }

  static List<Criteria> leavesAloneWhatCanHold() {
    return List.of(
        control("S3.8", "EC2.1"),
        control("S3.8", "EC2.1").and(product("aws/securityhub")),
        control("S3.8").unless(SEVERITY.is("CRITICAL")),
        control("S3.8").unless(account("111122223333", "444455556666")),
        SEVERITY.is("LOW", "HIGH").unless(SEVERITY.is("LOW").and(account("111122223333"))),
        resourceTag("stage", "dev", "test").and(resourceTag("stage", "prod")),
        resourceTag("stage", "dev").unless(resourceTag("stage", "prod")),
        onEveryResource(anyOf(resourceTag("a", "b"), resourceTag("a", "c"))),
        anyOf(product("aws/inspector"), control("S3.9").and(TITLE.contains("a"))),
        CREATED_AT.olderThan(Duration.ofDays(9)).and(CREATED_AT.isPresent().or(TITLE.is("a"))),
        control("S3.9").and(userDefinedField("a").isAbsent()),
        product("aws/macie").and(CONTROL.isAbsent()),
        FORMAT.is("ASFF", "OCSF").and(CONFIDENCE.isLessThan(5).or(TITLE.is("a"))),
        TITLE.matches("a.*").and(TITLE.matches(".*(.)\\1").or(TITLE.endsWith("b"))));
  }

  @ParameterizedTest
  @MethodSource
  void leavesAloneWhatCanHold(Criteria criteria) {
    assertThat(dead(criteria)).isEmpty();
  }

  @Test
  void saysWhy() {
    assertThat(dead(CONTROL.startsWith("S3.").and(control("S3.8", "x.9"))).getFirst().message())
        .isEqualTo(
            "One of its alternatives can never hold, 'control is x.9': control starts with S3. and"
                + " control is x.9 exclude each other.");
    assertThat(dead(SEVERITY.is("LOW").unless(SEVERITY.is("CRITICAL"))).getFirst().message())
        .startsWith("One of its exceptions never applies, 'severity is CRITICAL': ");
  }

  @Test
  void saysItOnceOfWhatIsDeadAltogether() {
    assertThat(dead(control("S3.9").and(control("EC2.1", "EC2.2"))))
        .as("the rule never matches")
        .isEmpty();
    assertThat(
            dead(anyOf(TITLE.is("a"), control("S3.9").and(control("EC2.1").or(control("EC2.2"))))))
        .as("inside of an alternative that is dead")
        .hasSize(1);
  }

  @Test
  void tellsTheFirstOfVeryMany() {
    String[] many = IntStream.range(0, 5_000).mapToObj("%012d"::formatted).toArray(String[]::new);
    List<LintProblem> dead = dead(account(many).and(account("000000000001", "000000000002")));
    assertThat(dead).hasSize(11);
    assertThat(dead.getLast().message())
        .isEqualTo("There are 4,988 more of its alternatives that can never hold.");
    assertThat(dead(account(many).unless(account("000000000001", "999900000000")))).hasSize(2);
  }

  @Test
  void notesWhatWasImported() {
    Criteria criteria = control("S3.8", "EC2.9").and(CONTROL.startsWith("S3"));
    assertThat(
            problems(
                data("a").when(criteria).then(severity(SeverityLabel.LOW)).importedFrom("a tool")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.level()).isEqualTo(Level.NOTE);
              assertThat(problem.message())
                  .endsWith("It was so in a tool, which it is imported from.");
            });
  }
}
