package io.quell.criteria;

import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onEveryVulnerability;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.onOneVulnerability;
import static io.quell.criteria.Criteria.rawResource;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.CVSS;
import static io.quell.criteria.Field.Named.EPSS;
import static io.quell.criteria.Field.Named.EXPLOIT_AVAILABLE;
import static io.quell.criteria.Field.Named.FIX_AVAILABLE;
import static io.quell.criteria.Field.Named.RESOURCE_ID;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.criteria.Field.Named.VULNERABILITY;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.finding.Format;
import io.quell.testing.SampleFinding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Criteria that one and the same vulnerability has to meet, or every one.
final class OnVulnerabilitiesTest {
  private static final Criteria FIXED = FIX_AVAILABLE.is("YES");
  private static final Criteria EXPLOITED = EXPLOIT_AVAILABLE.is("YES");

  private static SampleFinding sample(Format format) {
    return switch (format) {
      case ASFF -> finding();
      case OCSF -> ocsfFinding();
    };
  }

  private static Map<?, ?> vulnerability(
      Format format, String id, double score, boolean isFixed, boolean isExploited) {
    return switch (format) {
      case ASFF ->
          Map.of(
              "Id",
              id,
              "Cvss",
              List.of(Map.of("BaseScore", score, "Version", "3.1")),
              "EpssScore",
              score / 10,
              "FixAvailable",
              isFixed ? "YES" : "NO",
              "ExploitAvailable",
              isExploited ? "YES" : "NO");
      case OCSF ->
          Map.of(
              "cve",
              Map.of(
                  "uid",
                  id,
                  "cvss",
                  List.of(Map.of("base_score", score, "version", "3.1")),
                  "epss",
                  Map.of("score", Double.toString(score / 10))),
              "fix_coverage",
              isFixed ? "Complete" : "None",
              "is_exploit_available",
              isExploited);
    };
  }

  /// One is severe and has a fix, the other is mild and has an exploit.
  private static SampleFinding two(Format format) {
    return sample(format)
        .vulnerabilities(
            vulnerability(format, "CVE-2026-1", 9.8, true, false),
            vulnerability(format, "CVE-2026-2", 3.1, false, true));
  }

  private static EvaluationContext subject(SampleFinding sample) {
    return EvaluationContext.of(sample.read(), Instant.parse("2026-06-01T12:00:00Z"));
  }

  private static boolean holds(Criteria criteria, SampleFinding sample) {
    return criteria.holds(subject(sample));
  }

  private static String mismatch(Criteria criteria, SampleFinding sample) {
    return criteria.mismatch(subject(sample)).map(Object::toString).orElse("matched");
  }

  @ParameterizedTest
  @EnumSource
  void oneVulnerabilityMeetsThemAll(Format format) {
    SampleFinding two = two(format);
    assertThat(holds(FIXED.and(EXPLOITED), two)).isTrue();
    assertThat(holds(onOneVulnerability(FIXED, EXPLOITED), two)).isFalse();
    assertThat(holds(onOneVulnerability(FIXED, CVSS.isAtLeast(9), EPSS.isAtLeast(0.9)), two))
        .isTrue();
    assertThat(holds(onOneVulnerability(EXPLOITED, CVSS.isAtLeast(9)), two)).isFalse();
    assertThat(holds(onOneVulnerability(VULNERABILITY.is("CVE-2026-2"), FIXED), two)).isFalse();
    assertThat(holds(onOneVulnerability(VULNERABILITY.is("CVE-2026-2"), EXPLOITED), two)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void oneVulnerabilityMeetsTheNotByItself(Format format) {
    SampleFinding two = two(format);
    assertThat(holds(CVSS.isAtLeast(9).unless(EXPLOITED), two)).isFalse();
    assertThat(holds(onOneVulnerability(CVSS.isAtLeast(9).unless(EXPLOITED)), two)).isTrue();
    assertThat(holds(onOneVulnerability(CVSS.isAtLeast(9).unless(FIXED)), two)).isFalse();
    assertThat(holds(onOneVulnerability(not(EXPLOITED), not(FIXED)), two)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyVulnerabilityMeetsAll(Format format) {
    SampleFinding two = two(format);
    assertThat(holds(onEveryVulnerability(FIXED), two)).isFalse();
    assertThat(holds(onEveryVulnerability(FIXED.or(EXPLOITED)), two)).isTrue();
    assertThat(holds(onEveryVulnerability(VULNERABILITY.startsWith("CVE-2026-")), two)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aFindingWithoutVulnerabilitiesMeetsNeither(Format format) {
    for (SampleFinding none : List.of(sample(format), sample(format).vulnerabilities())) {
      assertThat(holds(onOneVulnerability(not(FIXED)), none)).isFalse();
      assertThat(holds(onEveryVulnerability(not(FIXED)), none)).isFalse();
      assertThat(holds(onOneVulnerability(), none)).isFalse();
      assertThat(holds(not(onOneVulnerability(FIXED)), none)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesOverWhatIsNoVulnerability(Format format) {
    String list = format == Format.ASFF ? "Vulnerabilities" : "vulnerabilities";
    SampleFinding odd =
        sample(format)
            .with(
                List.of("CVE-2026-1", 7, vulnerability(format, "CVE-2026-2", 5, true, true)), list);
    assertThat(holds(onEveryVulnerability(FIXED, EXPLOITED), odd)).isTrue();
    assertThat(holds(onOneVulnerability(), sample(format).with("CVE-2026-1", list))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void theFindingItselfStaysInView(Format format) {
    SampleFinding two = two(format).control("S3.9");
    assertThat(holds(onOneVulnerability(EXPLOITED, control("S3.9")), two)).isTrue();
    assertThat(holds(onOneVulnerability(EXPLOITED, control("S3.1")), two)).isFalse();
    assertThat(holds(onOneVulnerability(EXPLOITED, onEveryVulnerability(EXPLOITED)), two)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aResourceMayBeAskedForAnyVulnerability(Format format) {
    SampleFinding two = two(format);
    assertThat(holds(onOneResource(RESOURCE_TYPE.is("AwsS3Bucket"), FIXED, EXPLOITED), two))
        .isTrue();
    assertThat(holds(onOneResource(onOneVulnerability(FIXED, EXPLOITED)), two)).isFalse();
  }

  static List<Criteria> ofResources() {
    return List.of(
        RESOURCE_TYPE.is("AwsS3Bucket"),
        not(RESOURCE_ID.is("i-1")),
        resourceTag("team", "a"),
        rawResource("Details", "Size").isPresent(),
        anyOf(FIXED, allOf(EXPLOITED, resourceTag("team").isAbsent())),
        onOneResource(FIXED),
        onOneVulnerability(FIXED).and(onEveryResource()));
  }

  @ParameterizedTest
  @MethodSource("ofResources")
  void refusesCriteriaOnResources(Criteria criteria) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> onOneVulnerability(FIXED, criteria))
        .withMessageContaining("cannot be asked of a vulnerability");
    assertThatIllegalArgumentException().isThrownBy(() -> onEveryVulnerability(criteria));
  }

  @Test
  void saysWhatToDoAboutCriteriaOnResources() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> onOneVulnerability(FIXED, resourceTag("team", "a")))
        .withMessage(
            "resource tag team cannot be asked of a vulnerability: findings do not say which"
                + " resource has which vulnerability. Move it out, beside the criteria on"
                + " vulnerabilities");
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatFailedOnEachVulnerability(Format format) {
    assertThat(mismatch(onOneVulnerability(FIXED, EXPLOITED), two(format)))
        .isEqualTo(
            "no vulnerability meets it: on CVE-2026-1, exploit available is YES, but saw NO; on"
                + " CVE-2026-2, fix available is YES, but saw NO");
    assertThat(mismatch(onEveryVulnerability(FIXED), two(format)))
        .isEqualTo(
            "not every vulnerability meets it: on CVE-2026-2, fix available is YES, but saw NO");
    assertThat(mismatch(onOneVulnerability(FIXED), sample(format)))
        .isEqualTo(
            "one vulnerability has (fix available is YES), but the finding has no vulnerability");
    assertThat(mismatch(not(onOneVulnerability(FIXED, CVSS.isAtLeast(9))), two(format)))
        .isEqualTo(
            "left out by its exception: fix available is YES on CVE-2026-1 and CVSS score is at"
                + " least 9 (9.8) on CVE-2026-1");
  }

  @Test
  void callsAVulnerabilityWithoutIdentifierByItsPlace() {
    SampleFinding sample =
        finding().vulnerabilities(Map.of("Id", " "), Map.of("Id", "CVE-2026-1"), Map.of());
    Mismatch mismatch = onOneVulnerability(FIXED).mismatch(subject(sample)).orElseThrow();
    assertThat(mismatch.seen()).containsExactly("vulnerability 1", "CVE-2026-1", "vulnerability 3");
    assertThat(mismatch.parts().getFirst())
        .isEqualTo(
            new Mismatch.OnElement(
                Element.VULNERABILITY,
                "vulnerability 1",
                new Mismatch.Unmet(FIXED, "is YES", List.of())));
  }

  @Test
  void readsAsASentence() {
    assertThat(onOneVulnerability(FIXED, EXPLOITED))
        .hasToString("on one vulnerability (fix available is YES and exploit available is YES)");
    assertThat(Sentence.of(onEveryVulnerability(FIXED).and(control("S3.9"))))
        .isEqualTo("every vulnerability has (fix available is YES) and control is S3.9");
  }
}
