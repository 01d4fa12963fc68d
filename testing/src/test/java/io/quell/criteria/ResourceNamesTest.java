package io.quell.criteria;

import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Field.Named.RESOURCE_ID;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A resource has one name in ASFF, and up to two in OCSF: both are what it is called.
final class ResourceNamesTest {
  private static final String ID = "i-0123";
  private static final String ARN = "arn:aws:ec2:eu-west-1:111122223333:instance/i-0123";
  private static final String OTHER = "i-4567";
  private static final OcsfSample NONE = ocsfFinding().without("resources");
  /// As Security Hub names it.
  private static final OcsfSample BOTH = NONE.resource("AWS::EC2::Instance", ID, ARN);
  /// As Inspector names it.
  private static final OcsfSample FIRST_ALONE = NONE.resource("AWS::EC2::Instance", ID);
  private static final OcsfSample SECOND_ALONE = BOTH.without("resources", "0", "uid");

  private static EvaluationContext subject(SampleFinding sample) {
    return EvaluationContext.of(sample.read(), Instant.EPOCH);
  }

  private static boolean holds(Criteria criteria, SampleFinding sample) {
    return criteria.holds(subject(sample));
  }

  private static List<String> values(SampleFinding sample) {
    return RESOURCE_ID.values(subject(sample)).toList();
  }

  @Test
  void bothNamesAreValues() {
    assertThat(values(BOTH)).containsExactly(ARN, ID);
    assertThat(values(FIRST_ALONE)).containsExactly(ID);
    assertThat(values(SECOND_ALONE)).containsExactly(ARN);
    assertThat(values(NONE.resource("AWS::EC2::Instance", ID, ID))).containsExactly(ID);
    assertThat(values(finding().without("Resources").resource("AwsEc2Instance", ARN)))
        .containsExactly(ARN);
  }

  @Test
  void aNameWithoutAVisibleCharacterIsNone() {
    for (Object blank : List.of("", " ", List.of(ARN), List.of())) {
      assertThat(values(BOTH.with(blank, "resources", "0", "uid_alt"))).containsExactly(ID);
      assertThat(values(BOTH.with(blank, "resources", "0", "uid"))).containsExactly(ARN);
    }
    assertThat(values(BOTH.with(null, "resources", "0", "uid_alt"))).containsExactly(ID);
  }

  @Test
  void eitherNameIsEnough() {
    for (String name : List.of(ID, ARN)) {
      assertThat(holds(RESOURCE_ID.is(name), BOTH)).isTrue();
    }
    assertThat(holds(RESOURCE_ID.is(OTHER), BOTH)).isFalse();
    assertThat(holds(RESOURCE_ID.is(ID), FIRST_ALONE)).isTrue();
    assertThat(holds(RESOURCE_ID.is(ARN), SECOND_ALONE)).isTrue();
  }

  @Test
  void aNegationHoldsWhereNeitherIs() {
    assertThat(holds(not(RESOURCE_ID.is(ID)), BOTH)).isFalse();
    assertThat(holds(not(RESOURCE_ID.is(ARN)), BOTH)).isFalse();
    assertThat(holds(not(RESOURCE_ID.startsWith("arn:")), BOTH)).isFalse();
    assertThat(holds(not(RESOURCE_ID.is(OTHER)), BOTH)).isTrue();
    assertThat(holds(RESOURCE_ID.isAbsent(), FIRST_ALONE)).isFalse();
    assertThat(holds(RESOURCE_ID.isAbsent(), SECOND_ALONE)).isFalse();
    assertThat(holds(RESOURCE_ID.isAbsent(), NONE)).isTrue();
  }

  @Test
  void noneOfSeveralMeansNeitherName() {
    Criteria noneOf = RESOURCE_ID.isPresent().and(not(RESOURCE_ID.is(ID, OTHER)));
    assertThat(holds(noneOf, BOTH)).isFalse();
    assertThat(holds(noneOf, SECOND_ALONE)).isTrue();
    assertThat(holds(noneOf, NONE)).isFalse();
    assertThat(holds(onOneResource(noneOf), BOTH)).isFalse();
    assertThat(holds(onOneResource(noneOf), SECOND_ALONE.resource("AWS::EC2::Instance", OTHER)))
        .isTrue();
  }

  @Test
  void oneResourceHasBothNames() {
    Criteria both = onOneResource(RESOURCE_ID.is(ID), RESOURCE_ID.is(ARN));
    assertThat(holds(both, BOTH)).isTrue();
    SampleFinding apart = FIRST_ALONE.resource("AWS::EC2::Instance", OTHER, ARN);
    assertThat(holds(RESOURCE_ID.is(ID).and(RESOURCE_ID.is(ARN)), apart)).isTrue();
    assertThat(holds(both, apart)).isFalse();
    assertThat(holds(onOneResource(RESOURCE_ID.is(ID), not(RESOURCE_ID.is(ARN))), apart)).isTrue();
    assertThat(holds(onOneResource(RESOURCE_ID.is(ID), not(RESOURCE_ID.is(ARN))), BOTH)).isFalse();
  }

  @Test
  void everyResourceNeedsTheNameOnce() {
    SampleFinding two = FIRST_ALONE.resource("AWS::EC2::Instance", "i-4567", ARN);
    assertThat(holds(onEveryResource(RESOURCE_ID.is(ID, ARN)), two)).isTrue();
    assertThat(holds(onEveryResource(RESOURCE_ID.startsWith("arn:")), two)).isFalse();
    assertThat(holds(onEveryResource(not(RESOURCE_ID.is(ID))), two)).isFalse();
  }

  @Test
  void whatWasSeenNamesBoth() {
    assertThat(RESOURCE_ID.is(OTHER).mismatch(subject(BOTH)))
        .hasValueSatisfying(
            mismatch -> {
              assertThat(mismatch.seen()).containsExactly(ARN, ID);
              assertThat(mismatch)
                  .hasToString("resource id is i-4567, but saw %s, %s".formatted(ARN, ID));
            });
    assertThat(not(RESOURCE_ID.startsWith("i-")).mismatch(subject(BOTH)))
        .hasValueSatisfying(
            mismatch ->
                assertThat(mismatch)
                    .hasToString("left out by its exception: resource id starts with i- (i-0123)"));
  }

  @Test
  void aResourceIsCalledByItsArn() {
    assertThat(BOTH.read().resources().getFirst().names()).containsExactly(ARN, ID);
    assertThat(BOTH.read().resources().getFirst().id()).hasValue(ARN);
    assertThat(FIRST_ALONE.read().resources().getFirst().id()).hasValue(ID);
    assertThat(onOneResource(RESOURCE_TYPE.is("AwsS3Bucket")).mismatch(subject(BOTH)))
        .hasValueSatisfying(mismatch -> assertThat(mismatch.seen()).containsExactly(ARN));
  }
}
