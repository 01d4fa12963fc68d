package io.quell.criteria;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.region;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.CONTROL;
import static io.quell.criteria.Field.Named.RESOURCE_ID;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.testing.Findings.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.finding.SeverityLabel;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleFinding;
import io.quell.testing.random.RandomCriteria;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CriteriaTest {
  private static final Criteria BUCKET = RESOURCE_TYPE.is("AwsS3Bucket");
  private static final Criteria LOGS = resourceTag("purpose", "logs");
  /// A bucket that is not for logs, and a trail that is.
  private static final Sample TWO =
      finding()
          .resource("AwsCloudTrailTrail", "trail-1")
          .with("logs", "Resources", "1", "Tags", "purpose");
  private static final Sample NONE = finding().without("Resources");

  private static boolean holds(Criteria criteria, Sample sample) {
    return criteria.holds(subject(sample));
  }

  private static EvaluationContext subject(SampleFinding sample) {
    return EvaluationContext.of(sample.read(), Instant.parse("2026-06-01T12:00:00Z"));
  }

  private static String mismatch(Criteria criteria, SampleFinding sample) {
    return criteria.mismatch(subject(sample)).map(Object::toString).orElse("matched");
  }

  // --- Several resources

  @Test
  void aTestHoldsWhereOneResourcePasses() {
    assertThat(holds(RESOURCE_TYPE.is("AwsEc2Volume"), TWO)).isFalse();
    assertThat(holds(BUCKET, TWO)).isTrue();
    assertThat(holds(RESOURCE_TYPE.is("AwsCloudTrailTrail"), TWO)).isTrue();
  }

  @Test
  void notAsksForNoResourceThatPasses() {
    assertThat(holds(not(BUCKET), TWO)).isFalse();
    assertThat(holds(not(RESOURCE_TYPE.is("AwsEc2Volume")), TWO)).isTrue();
    assertThat(holds(not(BUCKET), NONE)).isTrue();
  }

  @Test
  void twoTestsMayBeMetByTwoResources() {
    assertThat(holds(BUCKET.and(LOGS), TWO)).isTrue();
    assertThat(holds(onOneResource(BUCKET, LOGS), TWO)).isFalse();
    assertThat(holds(onOneResource(BUCKET, LOGS), TWO.tag("purpose", "logs"))).isTrue();
  }

  @Test
  void oneResourceMeetsTheNotByItself() {
    assertThat(holds(onOneResource(BUCKET, not(LOGS)), TWO.tag("purpose", "logs"))).isFalse();
    assertThat(holds(onOneResource(BUCKET, not(LOGS)), TWO)).isTrue();
  }

  @Test
  void everyResourceMeetsAll() {
    assertThat(holds(onEveryResource(BUCKET), TWO)).isFalse();
    assertThat(holds(onEveryResource(LOGS), TWO)).isFalse();
    assertThat(holds(onEveryResource(LOGS), TWO.tag("purpose", "logs"))).isTrue();
    assertThat(holds(onEveryResource(RESOURCE_ID.isPresent()), TWO)).isTrue();
  }

  @Test
  void aFindingWithoutResourcesMeetsNeither() {
    assertThat(holds(onEveryResource(not(LOGS)), NONE)).isFalse();
    assertThat(holds(onOneResource(not(LOGS)), NONE)).isFalse();
    assertThat(holds(onEveryResource(), NONE)).isFalse();
    assertThat(holds(not(onOneResource(LOGS)), NONE)).isTrue();
  }

  @Test
  void theFindingsOwnFieldsStayInViewOnAResource() {
    assertThat(holds(onOneResource(BUCKET, control("S3.9")), TWO)).isFalse();
    assertThat(holds(onOneResource(BUCKET, control("S3.1")), TWO)).isTrue();
    assertThat(holds(onOneResource(onEveryResource(BUCKET)), TWO)).isTrue();
  }

  // --- All, any, not

  @Test
  void allOfNothingIsAnyFinding() {
    assertThat(holds(not(allOf()), NONE)).isFalse();
    assertThat(holds(allOf(), NONE)).isTrue();
    assertThat(allOf()).hasToString("any finding");
    assertThat(not(allOf())).hasToString("not (any finding)");
  }

  @Test
  void anyOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(Criteria::anyOf)
        .withMessage("any-of needs at least one part: with none it could never hold");
    assertThatIllegalArgumentException().isThrownBy(Criteria::control);
  }

  @Test
  void combinesTests() {
    Sample sample = finding().control("S3.9").account("444455556666").region("us-east-1");
    assertThat(holds(control("S3.9").and(account("111122223333")), sample)).isFalse();
    assertThat(holds(control("S3.1").or(account("111122223333")), sample)).isFalse();
    assertThat(holds(control("S3.9").unless(region("us-east-1")), sample)).isFalse();
    assertThat(holds(control("S3.9", "S3.1").and(product("aws/securityhub")), sample)).isTrue();
    assertThat(holds(control("S3.1").or(account("444455556666")), sample)).isTrue();
    assertThat(holds(control("S3.9").unless(region("eu-west-1")), sample)).isTrue();
    assertThat(holds(anyOf(List.of(control("S3.9"))), sample)).isTrue();
  }

  @Test
  void nestedAllOfsAndAnyOfsAreLaidFlat() {
    Criteria a = control("a");
    Criteria b = control("b");
    Criteria c = control("c");
    assertThat(a.and(b).and(c)).isEqualTo(allOf(a, b, c)).isEqualTo(a.and(b.and(c)));
    assertThat(a.or(b).or(c)).isEqualTo(anyOf(a, b, c)).isEqualTo(control("a", "b", "c"));
    assertThat(allOf(a)).isEqualTo(a);
    assertThat(anyOf(a)).isEqualTo(a);
    assertThat(a.and(allOf())).isEqualTo(a);
  }

  @Test
  void printsItselfAsASentence() {
    assertThat(control("S3.9").and(LOGS))
        .hasToString("control is S3.9 and resource tag purpose is logs");
    assertThat(control("S3.9", "S3.1").and(LOGS))
        .hasToString("(control is S3.9 or control is S3.1) and resource tag purpose is logs");
    assertThat(control("S3.9").or(BUCKET.and(LOGS)))
        .hasToString(
            "control is S3.9 or (resource type is AwsS3Bucket and resource tag purpose is logs)");
    assertThat(control("S3.9").unless(BUCKET.or(LOGS)))
        .hasToString(
            "control is S3.9 and not (resource type is AwsS3Bucket or resource tag purpose is"
                + " logs)");
    assertThat(onEveryResource(BUCKET, LOGS))
        .hasToString(
            "on every resource (resource type is AwsS3Bucket and resource tag purpose is logs)");
    assertThat(onOneResource(BUCKET)).hasToString("on one resource (resource type is AwsS3Bucket)");
    assertThat(SEVERITY.is(SeverityLabel.HIGH)).hasToString("severity is HIGH");
  }

  @Test
  void namesItsFieldsOnceAndInOrder() {
    assertThat(
            control("a", "b")
                .and(not(onOneResource(BUCKET, TITLE.is("c"))))
                .and(TITLE.is("d"))
                .fields())
        .containsExactly(CONTROL, RESOURCE_TYPE, TITLE);
  }

  // --- Why not

  @Test
  void saysNothingWhereItHolds() {
    assertThat(control("S3.1").and(BUCKET).mismatch(subject(finding()))).isEmpty();
    assertThat(allOf().mismatch(subject(NONE))).isEmpty();
  }

  @Test
  void namesTheFirstCriterionThatFailsAndWhatItSaw() {
    Criteria criteria = control("S3.9").and(LOGS).and(BUCKET);
    assertThat(mismatch(criteria, finding())).isEqualTo("control is S3.9, but saw S3.1");
    assertThat(mismatch(criteria, finding().control("S3.9")))
        .isEqualTo("resource tag purpose is logs, but the finding has nothing there");
    assertThat(mismatch(criteria, finding().control("S3.9").tag("purpose", "web")))
        .isEqualTo("resource tag purpose is logs, but saw web");
    assertThat(mismatch(control("S3.9", "S3.8"), finding()))
        .isEqualTo("control is S3.9 or S3.8, but saw S3.1");
    assertThat(mismatch(not(control("S3.1")), finding()))
        .isEqualTo("left out by its exception: control is S3.1");
    assertThat(mismatch(onOneResource(BUCKET, LOGS), TWO))
        .isEqualTo(
            "no resource meets it: on arn:aws:s3:::amzn-s3-demo-bucket, resource tag purpose is"
                + " logs, but it has nothing there; on trail-1, resource type is AwsS3Bucket, but"
                + " saw AwsCloudTrailTrail");
    assertThat(mismatch(RESOURCE_TYPE.is("AwsEc2Volume"), finding().resource("AwsS3Bucket", "b")))
        .isEqualTo("resource type is AwsEc2Volume, but saw AwsS3Bucket");
  }

  @Test
  void hasAMismatchExactlyWhereItDoesNotHold() {
    var random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      Criteria criteria = RandomCriteria.criteria(random, 3);
      EvaluationContext subject = subject(RandomCriteria.finding(random));
      Optional<Mismatch> mismatch = criteria.mismatch(subject);
      assertThat(mismatch.isEmpty()).as("%s", criteria).isEqualTo(criteria.holds(subject));
      mismatch.ifPresent(found -> assertThat(found.criterion().holds(subject)).isFalse());
    }
  }
}
