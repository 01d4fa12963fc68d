package io.quell.lint.trial;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.onOneVulnerability;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.raw;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static io.quell.criteria.Field.Named.AGE;
import static io.quell.criteria.Field.Named.CVSS;
import static io.quell.criteria.Field.Named.EXPLOIT_AVAILABLE;
import static io.quell.criteria.Field.Named.FORMAT;
import static io.quell.criteria.Field.Named.RESOURCE_ID;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.testing.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.rule.DescribedFinding;
import io.quell.rule.Example;
import io.quell.rule.FixedRule;
import io.quell.testing.Findings;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExampleTrialTest {
  private static final FixedRule LOG_BUCKETS =
      rule(
          control("S3.9")
              .and(resourceTag("purpose", "access-logs"))
              .unless(SEVERITY.is(SeverityLabel.CRITICAL)));
  private static final Criteria LOG_BUCKET =
      control("S3.9").and(resourceTag("purpose", "access-logs"));

  private static FixedRule rule(Criteria when) {
    return SampleRule.rule("a-rule").when(when).asData(Decision.suppress());
  }

  private static List<FailedExample> failures(FixedRule rule, boolean isMatched, Criteria fields) {
    var described = new DescribedFinding(fields);
    return new ExampleTrial(rule).failures(new Example(isMatched, described, 7, 3), described);
  }

  private static List<FailedExample> failures(
      FixedRule rule, boolean isMatched, Findings.Sample stored) {
    return new ExampleTrial(rule)
        .failures(new Example(isMatched, new Example.FindingInFile("a.json"), 7, 3), stored.read());
  }

  @Test
  void saysWhichCriterionFailedAndWhatTheFindingHas() {
    assertThat(failures(LOG_BUCKETS, true, control("S3.8")))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.formats()).containsExactly(Format.ASFF, Format.OCSF);
              assertThat(failure.sentence())
                  .isEqualTo(
                      "it should match this example, and does not, in ASFF and OCSF: control is"
                          + " S3.9, but saw S3.8; resource tag purpose is access-logs, but the"
                          + " finding has nothing there");
            });
  }

  @Test
  void saysWhatHoldsWhereItShouldNot() {
    assertThat(failures(LOG_BUCKETS, false, LOG_BUCKET).getFirst().sentence())
        .isEqualTo(
            "it should not match this example, and does, in ASFF and OCSF: control is S3.9 and"
                + " resource tag purpose is access-logs, unless severity is CRITICAL");
  }

  @Test
  void saysNothingOfExamplesThatHold() {
    assertThat(failures(LOG_BUCKETS, true, LOG_BUCKET)).isEmpty();
    assertThat(failures(LOG_BUCKETS, false, control("S3.9"))).isEmpty();
    assertThat(failures(LOG_BUCKETS, false, LOG_BUCKET.and(SEVERITY.is(SeverityLabel.CRITICAL))))
        .isEmpty();
  }

  @Test
  void asksARuleWhateverTheDay() {
    FixedRule over =
        SampleRule.rule("a-rule")
            .when(control("S3.9"))
            .expires("2001-01-31")
            .asData(Decision.suppress());
    assertThat(failures(over, true, control("S3.9"))).isEmpty();
    assertThat(failures(over, false, control("S3.9"))).hasSize(1);
  }

  @Test
  void countsAgesFromAFixedDay() {
    FixedRule old = rule(AGE.olderThan(Duration.ofDays(30)));
    assertThat(failures(old, true, AGE.is("30 days"))).isEmpty();
    assertThat(failures(old, false, AGE.is("29 days"))).isEmpty();
    assertThat(failures(old, false, AGE.is("2026-05-20T00:00:00Z"))).isEmpty();
    assertThat(failures(old, true, AGE.is("2026-04-20T00:00:00Z"))).isEmpty();
    assertThat(failures(old, true, AGE.is("2026-05-20T00:00:00Z"))).hasSize(1);
  }

  @Test
  void triesOnlyTheFormatThatTheRuleIsAbout() {
    FixedRule asff = rule(FORMAT.is(Format.ASFF).and(product("aws/guardduty")));
    assertThat(failures(asff, true, product("aws/guardduty"))).isEmpty();
    assertThat(failures(asff, true, product("aws/macie")))
        .singleElement()
        .extracting(FailedExample::formats)
        .isEqualTo(List.of(Format.ASFF));
  }

  @Test
  void triesTheOtherFormatWhereTheExampleAsksForIt() {
    FixedRule asff = rule(FORMAT.is(Format.ASFF).and(product("aws/guardduty")));
    Criteria ocsf = product("aws/guardduty").and(FORMAT.is(Format.OCSF));
    assertThat(failures(asff, false, ocsf)).isEmpty();
    assertThat(failures(asff, true, ocsf).getFirst().sentence())
        .contains("in OCSF: format is ASFF, but saw OCSF");
  }

  @Test
  void triesOnlyTheFormatThatHasTheFields() {
    FixedRule named = rule(userDefinedField("ticket").is("OPS-1"));
    assertThat(failures(named, true, userDefinedField("ticket").is("OPS-1"))).isEmpty();
    assertThat(failures(named, true, userDefinedField("ticket").is("OPS-2")).getFirst().formats())
        .containsExactly(Format.ASFF);
  }

  /// A rule that tests one format's paths is another in the other format.
  @Test
  void tellsOfEachFormatByItself() {
    FixedRule raw =
        rule(
            raw("Network", "SourceIpV4")
                .isInNetwork("10.0.0.0/8")
                .or(FORMAT.is(Format.OCSF).and(SEVERITY.is(SeverityLabel.LOW))));
    assertThat(
            failures(raw, true, raw("Network", "SourceIpV4").is("11.0.0.1")).stream()
                .map(FailedExample::formats))
        .containsExactly(List.of(Format.ASFF), List.of(Format.OCSF));
  }

  @Test
  void saysWhereNoFindingIsLikeTheExample() {
    List<FailedExample> failures =
        failures(LOG_BUCKETS, false, control("S3.9").and(product("aws/guardduty")));
    assertThat(failures)
        .singleElement()
        .extracting(FailedExample::sentence)
        .asString()
        .startsWith("no finding is like this example: control is S3.9")
        .contains("product is aws/guardduty");
  }

  @Test
  void makesFindingsWithSeveralResources() {
    FixedRule buckets = rule(onEveryResource(RESOURCE_TYPE.is("AwsS3Bucket")));
    Criteria bucket = onOneResource(RESOURCE_TYPE.is("AwsS3Bucket"), RESOURCE_ID.is("a"));
    assertThat(
            failures(
                buckets,
                false,
                bucket.and(onOneResource(RESOURCE_TYPE.is("AwsEc2Instance"), RESOURCE_ID.is("b")))))
        .isEmpty();
    assertThat(
            failures(
                buckets,
                true,
                bucket.and(onOneResource(RESOURCE_TYPE.is("AwsS3Bucket"), RESOURCE_ID.is("b")))))
        .isEmpty();
  }

  @Test
  void makesFindingsOfVulnerabilities() {
    FixedRule quiet = rule(onOneVulnerability(EXPLOIT_AVAILABLE.is("NO"), CVSS.isLessThan(7)));
    assertThat(failures(quiet, true, EXPLOIT_AVAILABLE.is("NO").and(CVSS.is("6.9")))).isEmpty();
    assertThat(failures(quiet, false, EXPLOIT_AVAILABLE.is("NO").and(CVSS.is("7.0")))).isEmpty();
    assertThat(failures(quiet, false, EXPLOIT_AVAILABLE.is("YES").and(CVSS.is("6")))).isEmpty();
  }

  @Test
  void triesFindingsFromFiles() {
    Findings.Sample bucket = finding().control("S3.9").tag("purpose", "access-logs");
    assertThat(failures(LOG_BUCKETS, true, bucket)).isEmpty();
    assertThat(failures(LOG_BUCKETS, false, bucket).getFirst().sentence())
        .startsWith("it should not match this example, and does (a.json), in ASFF: control is");
  }

  /// The finding is 11 days old when it was last updated, on every day that it is looked at.
  @Test
  void countsAgesOfFindingsFromFilesToTheirLastUpdate() {
    FixedRule old = rule(AGE.olderThan(Duration.ofDays(30)));
    assertThat(failures(old, false, finding())).isEmpty();
    assertThat(failures(rule(not(AGE.olderThan(Duration.ofDays(30)))), true, finding())).isEmpty();
  }
}
