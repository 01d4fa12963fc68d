package io.quell.compile.pattern;

import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryVulnerability;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.onOneVulnerability;
import static io.quell.criteria.Field.Named.EPSS;
import static io.quell.criteria.Field.Named.EXPLOIT_AVAILABLE;
import static io.quell.criteria.Field.Named.FIX_AVAILABLE;
import static io.quell.criteria.Field.Named.RESOURCE_ID;
import static io.quell.criteria.Field.Named.RESOURCE_REGION;
import static io.quell.criteria.Field.Named.VULNERABILITY;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What AWS's own matcher makes of patterns about one element of a list.
final class OneElementTest {
  private static final Criteria FIRST = VULNERABILITY.is("CVE-1");
  private static final Criteria FIXED = FIX_AVAILABLE.is("YES");
  private static final Criteria EXPLOITED = EXPLOIT_AVAILABLE.is("YES");

  private static EventBus bus(Criteria criteria) {
    return new EventBus(
        FindingPattern.of(
            List.of(SampleRule.rule("a").when(criteria).decides(Decision.suppress())),
            EnumSet.allOf(Format.class)));
  }

  private static boolean takes(Criteria criteria, SampleFinding sample) {
    return bus(criteria).takes(sample.read());
  }

  private static Map<?, ?> vulnerability(
      Format format, String id, boolean isFixed, boolean isExploited) {
    return switch (format) {
      case ASFF ->
          Map.of(
              "Id",
              id,
              "FixAvailable",
              isFixed ? "YES" : "NO",
              "ExploitAvailable",
              isExploited ? "YES" : "NO");
      case OCSF ->
          Map.of(
              "cve",
              Map.of("uid", id),
              "is_fix_available",
              isFixed,
              "is_exploit_available",
              isExploited);
    };
  }

  private static SampleFinding with(Format format, Map<?, ?>... vulnerabilities) {
    SampleFinding sample =
        switch (format) {
          case ASFF -> finding();
          case OCSF -> ocsfFinding();
        };
    return sample.vulnerabilities(vulnerabilities);
  }

  @ParameterizedTest
  @EnumSource
  void asksOneVulnerabilityForAll(Format format) {
    SampleFinding together =
        with(
            format,
            vulnerability(format, "CVE-2", false, false),
            vulnerability(format, "CVE-1", true, true));
    SampleFinding apart =
        with(
            format,
            vulnerability(format, "CVE-1", false, false),
            vulnerability(format, "CVE-2", true, true));
    for (Criteria one :
        List.of(
            onOneVulnerability(FIRST, FIXED),
            onOneVulnerability(FIRST, EXPLOITED),
            onOneVulnerability(FIRST, FIXED, EXPLOITED),
            onOneResource(onOneVulnerability(FIRST, FIXED)))) {
      assertThat(takes(one, together)).as("%s", one).isTrue();
      assertThat(takes(one, apart)).as("%s", one).isFalse();
    }
    assertThat(takes(FIRST.and(FIXED), apart)).isTrue();
    assertThat(takes(onOneVulnerability(FIRST).and(onOneVulnerability(FIXED)), apart)).isTrue();
    assertThat(takes(onOneResource(FIRST, FIXED), apart)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void takesMoreWhereAPatternCannotTell(Format format) {
    SampleFinding one = with(format, vulnerability(format, "CVE-1", true, false));
    SampleFinding two =
        with(
            format,
            vulnerability(format, "CVE-1", true, false),
            vulnerability(format, "CVE-2", false, false));
    // what must not be, what is a number, and what every one has
    assertThat(takes(onOneVulnerability(FIRST, not(EXPLOITED)), one)).isTrue();
    assertThat(takes(onOneVulnerability(FIRST, not(FIXED)), one)).isTrue();
    assertThat(takes(onEveryVulnerability(FIXED), two)).isTrue();
    assertThat(takes(not(onOneVulnerability(FIRST, EXPLOITED)), one)).isTrue();
    // and no more than that
    assertThat(takes(onOneVulnerability(VULNERABILITY.is("CVE-3"), not(FIXED)), one)).isFalse();
    assertThat(takes(onOneVulnerability(EPSS.isAtLeast(0.9)), one)).isFalse();
    assertThat(takes(onEveryVulnerability(EXPLOITED), two)).isFalse();
  }

  @Test
  void takesAResourceByEitherName() {
    OcsfSample none = ocsfFinding().without("resources");
    OcsfSample both = none.resource("AWS::EC2::Instance", "i-1", "arn:aws:ec2:::i-1");
    assertThat(takes(RESOURCE_ID.is("i-1"), both)).isTrue();
    assertThat(takes(RESOURCE_ID.is("arn:aws:ec2:::i-1"), both)).isTrue();
    assertThat(takes(RESOURCE_ID.startsWith("arn:aws:ec2:"), both)).isTrue();
    assertThat(takes(RESOURCE_ID.is("i-2"), both)).isFalse();
    assertThat(takes(RESOURCE_ID.is("i-1"), none.resource("AWS::EC2::Instance", "i-1"))).isTrue();
    assertThat(takes(RESOURCE_ID.is("i-1"), both.without("resources", "0", "uid"))).isFalse();
    assertThat(takes(RESOURCE_ID.is("i-1"), none)).isFalse();
  }

  @Test
  void asksOneResourceForItsNamesAndTheRest() {
    OcsfSample two =
        ocsfFinding()
            .without("resources")
            .resource("AWS::EC2::Instance", "i-1", "arn:aws:ec2:::i-1")
            .with("eu-west-1", "resources", "0", "region")
            .resource("AWS::EC2::Instance", "i-2", "arn:aws:ec2:::i-2")
            .with("us-east-1", "resources", "1", "region");
    Criteria west = RESOURCE_REGION.is("eu-west-1");
    for (String name : List.of("i-", "arn:aws:ec2:::i-")) {
      assertThat(takes(onOneResource(RESOURCE_ID.is(name + 1), west), two)).isTrue();
      assertThat(takes(onOneResource(RESOURCE_ID.is(name + 2), west), two)).isFalse();
      assertThat(takes(RESOURCE_ID.is(name + 2).and(west), two)).isTrue();
    }
    assertThat(
            takes(onOneResource(RESOURCE_ID.is("i-1"), RESOURCE_ID.is("arn:aws:ec2:::i-1")), two))
        .isTrue();
  }
}
