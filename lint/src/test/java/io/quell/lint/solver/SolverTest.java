package io.quell.lint.solver;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onEveryVulnerability;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.onOneVulnerability;
import static io.quell.criteria.Criteria.product;
import static io.quell.criteria.Criteria.raw;
import static io.quell.criteria.Criteria.rawResource;
import static io.quell.criteria.Criteria.region;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static io.quell.criteria.Field.Named.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SolverTest {
  private static final Instant NOW = WideCriteria.NOW;
  private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

  private final Solver solver = new Solver(NOW);

  static List<Criteria> impossible() {
    return List.of(
        // one value cannot be two
        control("S3.9").and(control("EC2.1")),
        control("S3.9").unless(control("S3.9")),
        account("111122223333").and(account("444455556666")),
        product("aws/guardduty").and(product("aws/macie")),
        region("eu-west-1").and(REGION.startsWith("us-")),
        TITLE.is("a").and(TITLE.contains("b")),
        TITLE.startsWith("a").and(TITLE.startsWith("b")),
        TITLE.fits("a*b").and(TITLE.fits("*c")),
        TITLE.matches("[a-z]+").and(TITLE.matches("[0-9]+")),
        TITLE.isIgnoringCase("abc").and(TITLE.startsWith("x")),
        TITLE.matches("(dev|test)-[0-9]{2}").and(TITLE.endsWith("x")),
        TITLE.matches("(?s:.*)foo").and(TITLE.endsWith("x")),
        TITLE.matches("a++b").and(TITLE.startsWith("b")),
        TITLE.matches("(?=a)[a-c]+").and(TITLE.contains("d")),
        TITLE.matches("a(?i:b)c").and(TITLE.startsWith("A")),
        TITLE.matches("(?U:\\d+)").and(TITLE.is("x")),
        TITLE.is("FOO").unless(TITLE.matches("(?iu:foo)")),
        TITLE.is("a\nb").unless(TITLE.matches("(?s:a.b)")),
        TITLE.startsWith("a").unless(TITLE.matches("(?s:a.*)")),
        TITLE.isPresent().and(TITLE.isAbsent()),
        TITLE.startsWith("ab").unless(TITLE.startsWith("a")),
        TITLE.fits("*a*").unless(TITLE.contains("a")),
        SEVERITY.is("HIGH").and(SEVERITY.is("LOW")),
        TITLE.is("5").and(TITLE.isLessThan(5)),
        raw("A", "B")
            .isBetween(1, 2)
            .and(raw("A", "B").isPresent())
            .unless(raw("A", "B").isPresent()),
        // values that do not exist
        SEVERITY.is("URGENT"),
        SEVERITY.is("critical"),
        SEVERITY.startsWith("crit"),
        WORKFLOW_STATUS.is("OPEN"),
        RECORD_STATE.is("active"),
        COMPLIANCE_STATUS.is("FAIL"),
        FORMAT.is("asff"),
        VERIFICATION_STATE.is("TRUE"),
        account("12345"),
        account("1111-2222-3333"),
        region("EU-WEST-1"),
        region("Frankfurt"),
        product("guardduty"),
        FIX_AVAILABLE.is("true"),
        CREATED_AT.is("yesterday"),
        RESOURCE_PARTITION.is("gcp"),
        CLASS.is("compliance"),
        // ranges
        CONFIDENCE.isAtLeast(101),
        CONFIDENCE.isBetween(10, 20).and(CONFIDENCE.isAtLeast(30)),
        CONFIDENCE.isMoreThan(10).and(CONFIDENCE.isLessThan(11)),
        CVSS.isMoreThan(10),
        onOneResource(
            rawResource("A").isBetween(0, 1).and(resourceTag("b").isAtLeast(2)),
            resourceTag("b").isLessThan(2)),
        NORMALIZED_SEVERITY.isAtLeast(70).and(SEVERITY.is("LOW")),
        SEVERITY.is("HIGH").and(NORMALIZED_SEVERITY.is("90")),
        // times
        CREATED_AT.olderThan(Duration.ofDays(30)).and(CREATED_AT.newerThan(Duration.ofDays(10))),
        AGE.olderThan(Duration.ofDays(30)).and(AGE.newerThan(Duration.ofDays(30))),
        CREATED_AT
            .isWithin(PAST, PAST.plusSeconds(60))
            .and(CREATED_AT.newerThan(Duration.ofDays(10))),
        CREATED_AT
            .isWithin(PAST, PAST.plusSeconds(60))
            .and(CREATED_AT.isWithin(PAST.plusSeconds(61), PAST.plusSeconds(62))),
        AGE.olderThan(Duration.ofDays(30)).and(FIRST_OBSERVED_AT.newerThan(Duration.ofDays(10))),
        AGE.olderThan(Duration.ofDays(30))
            .and(FIRST_OBSERVED_AT.isAbsent())
            .and(CREATED_AT.newerThan(Duration.ofDays(10))),
        AGE.isPresent().and(FIRST_OBSERVED_AT.isAbsent()).and(CREATED_AT.isAbsent()),
        AGE.isAbsent().and(CREATED_AT.isPresent()),
        // networks
        onOneResource(
            resourceTag("ip").isInNetwork("10.0.0.0/8"),
            resourceTag("ip").isInNetwork("192.168.0.0/16")),
        onOneResource(resourceTag("ip").isInNetwork("10.1.0.0/16"))
            .and(not(resourceTag("ip").isInNetwork("10.0.0.0/8"))),
        // one field and another
        control("S3.9").and(product("aws/guardduty")),
        control("S3.9").unless(product("aws/securityhub")),
        CONTROL.isPresent().and(PRODUCT.isAbsent()),
        CLASS.is("2003").and(FORMAT.is("ASFF")),
        userDefinedField("ticket").isPresent().and(FORMAT.is("OCSF")),
        VERIFICATION_STATE.isPresent().and(CLASS.isPresent()),
        NOTE_AUTHOR.isPresent().and(NOTE_TEXT.isAbsent()),
        SEVERITY.isAbsent().and(NORMALIZED_SEVERITY.isPresent()),
        ID.isAbsent(),
        FORMAT.isAbsent(),
        // a field and the path of its value
        FORMAT
            .is("ASFF")
            .and(SEVERITY.is("CRITICAL"))
            .and(raw("Severity", "Label").isPresent())
            .unless(raw("Severity", "Label").is("CRITICAL")),
        FORMAT.is("ASFF").and(region("eu-west-1")).and(raw("Region").is("us-east-1")),
        FORMAT.is("ASFF").and(raw("Severity", "Label").is("example")),
        FORMAT.is("ASFF").and(raw("AwsAccountId").is("12345")),
        FORMAT.is("ASFF").and(raw("Workflow", "Status").is("NEW")).and(WORKFLOW_STATUS.isAbsent()),
        FORMAT
            .is("ASFF")
            .and(raw("Compliance", "SecurityControlId").is("S3.9"))
            .and(product("aws/macie")),
        FORMAT.is("ASFF").and(raw("RecordState").is("ACTIVE")).and(RECORD_STATE.is("ARCHIVED")),
        FORMAT
            .is("ASFF")
            .and(raw("Compliance", "Status").is("FAILED"))
            .and(COMPLIANCE_STATUS.is("PASSED")),
        // several values
        TYPE.startsWith("TTPs").unless(TYPE.isPresent()),
        FIX_AVAILABLE.is("YES").unless(FIX_AVAILABLE.is("YES", "NO")),
        // resources
        onOneResource(RESOURCE_TYPE.is("AwsS3Bucket"), RESOURCE_TYPE.is("AwsEc2Instance")),
        onOneResource(resourceTag("a").is("1"), resourceTag("a").is("2")),
        onEveryResource(resourceTag("a").is("1")).and(resourceTag("a").is("2")),
        onEveryResource(resourceTag("a").is("1"))
            .and(RESOURCE_TYPE.isPresent())
            .unless(resourceTag("a").isPresent()),
        onOneResource(control("S3.9")).unless(control("S3.9")),
        onEveryResource(resourceTag("a").isPresent())
            .and(onOneResource(resourceTag("a").isAbsent())),
        // names of a resource: OCSF has two, ASFF one
        FORMAT
            .is("ASFF")
            .and(onOneResource(RESOURCE_ID.is("i-1"), RESOURCE_ID.is("arn:aws:ec2:::i-1"))),
        onOneResource(RESOURCE_ID.is("a"), RESOURCE_ID.is("b"), RESOURCE_ID.is("c")),
        onOneResource(
            RESOURCE_ID.startsWith("a"), RESOURCE_ID.startsWith("b"), RESOURCE_ID.startsWith("c")),
        onOneResource(RESOURCE_ID.is("a"), not(RESOURCE_ID.is("a"))),
        RESOURCE_ID.is("a").unless(RESOURCE_ID.isPresent()),
        onEveryResource(RESOURCE_ID.is("a")).unless(RESOURCE_ID.is("a")),
        // vulnerabilities
        onOneVulnerability(VULNERABILITY.is("CVE-1"), VULNERABILITY.is("CVE-2")),
        onOneVulnerability(CVSS.isAtLeast(9), CVSS.isLessThan(9)),
        onOneVulnerability(FIX_AVAILABLE.is("YES"), not(FIX_AVAILABLE.is("YES"))),
        onOneVulnerability(EPSS.isMoreThan(1)),
        onEveryVulnerability(FIX_AVAILABLE.is("YES")).and(FIX_AVAILABLE.is("NO")),
        onEveryVulnerability(FIX_AVAILABLE.is("YES"))
            .and(onOneVulnerability(EXPLOIT_AVAILABLE.is("YES"), FIX_AVAILABLE.isAbsent())),
        onEveryVulnerability().and(not(onOneVulnerability())),
        onOneVulnerability(control("S3.9")).unless(control("S3.9")),
        CVSS.isAtLeast(9)
            .unless(onOneVulnerability(CVSS.isAtLeast(9), EXPLOIT_AVAILABLE.is("YES")))
            .and(onEveryVulnerability(EXPLOIT_AVAILABLE.is("YES"))),
        onOneResource(resourceTag("a").is("1"), FIX_AVAILABLE.is("YES"))
            .unless(FIX_AVAILABLE.is("YES", "NO")),
        // alternatives
        control("S3.9").and(anyOf(control("S3.8"), product("aws/macie"), account("5"))),
        not(allOf()));
  }

  static List<Criteria> possible() {
    return List.of(
        allOf(),
        control("S3.9"),
        control("S3.9").and(product("aws/securityhub")),
        product("aws/guardduty"),
        product("111122223333/default"),
        product("aquasecurity/aquasecurity"),
        CONTROL.isAbsent(),
        PRODUCT.isAbsent(),
        TYPE.is("TTPs/a").and(TYPE.is("Effects/b")),
        resourceTag("a").is("1").and(resourceTag("a").is("2")),
        RESOURCE_TYPE.is("AwsS3Bucket").and(RESOURCE_TYPE.is("AwsEc2Instance")),
        onOneResource(RESOURCE_TYPE.is("AwsS3Bucket"), resourceTag("a").is("1"))
            .and(onOneResource(RESOURCE_TYPE.is("AwsEc2Instance"), resourceTag("a").isAbsent())),
        RESOURCE_ID.isAbsent(),
        onOneResource(RESOURCE_ID.is("i-1"), RESOURCE_ID.is("arn:aws:ec2:::i-1")),
        onOneResource(
            RESOURCE_ID.is("a", "b"),
            RESOURCE_ID.is("c"),
            RESOURCE_ID.is("b"),
            not(RESOURCE_ID.is("a"))),
        onOneResource(
            RESOURCE_ID.startsWith("arn:"),
            RESOURCE_ID.endsWith("/x"),
            RESOURCE_ID.startsWith("i-"),
            RESOURCE_ID.contains("0")),
        onOneVulnerability(
            VULNERABILITY.is("CVE-1"),
            CVSS.isAtLeast(9),
            FIX_AVAILABLE.is("YES"),
            not(EXPLOIT_AVAILABLE.is("YES"))),
        onOneVulnerability(VULNERABILITY.is("CVE-1"), FIX_AVAILABLE.is("YES"))
            .and(onOneVulnerability(VULNERABILITY.is("CVE-2"), FIX_AVAILABLE.is("NO")))
            .and(onEveryVulnerability(EPSS.isPresent())),
        onOneVulnerability(FIX_AVAILABLE.isAbsent(), EXPLOIT_AVAILABLE.isAbsent()),
        onEveryVulnerability(),
        not(onOneVulnerability()),
        onOneVulnerability(CVSS.isAtLeast(9), FORMAT.is("OCSF")),
        FIX_AVAILABLE.is("YES").and(FIX_AVAILABLE.is("NO")),
        onOneResource(resourceTag("a").is("1"), onOneVulnerability(CVSS.isAtLeast(9))),
        not(onEveryResource(resourceTag("a").isPresent())),
        ACCOUNT.isAbsent(),
        REGION.isAbsent(),
        REGION.startsWith("us-gov-"),
        TITLE.isIgnoringCase("STRASSE").unless(TITLE.is("STRASSE")),
        TITLE.isIgnoringCase("k").unless(TITLE.is("k", "K")),
        TITLE.matches("^[A-Z]{2}-\\d{3,}(?: open| closed)?$"),
        TITLE.matches("(?s:.*)foo(?s:.*)").and(TITLE.endsWith("x")),
        TITLE.matches("(?U:\\w+\\s\\d++)"),
        TITLE.matches("prowler-(?s:.*)(?:ec2_*)(?s:.*)"),
        TITLE.matches("(?!zzz).*"),
        TITLE.matches("(?-i:a)(?iu:b)\\x41"),
        TITLE.matches("(?s:.*)(?:\\bport\\b)(?s:.*)").and(SEVERITY.is("CRITICAL")),
        TITLE.startsWith("a").unless(TITLE.matches("a.*")),
        TITLE.startsWith("aa").unless(TITLE.matches("a++a")),
        TITLE.matches("(?i)port [0-9]+ .*").and(TITLE.endsWith("OPEN")),
        TITLE.matches("\\Qa.b\\E[^x-z]\\.(?<n>c|d)*"),
        TITLE.fits("a*b*c").unless(TITLE.fits("ab*")).unless(TITLE.contains("x")),
        TITLE
            .contains("one")
            .and(TITLE.contains("two"))
            .and(TITLE.startsWith("a"))
            .and(TITLE.endsWith("z")),
        SEVERITY.is("HIGH").and(NORMALIZED_SEVERITY.isAtLeast(80)),
        SEVERITY.isAbsent(),
        PROVIDER_SEVERITY.isAbsent(),
        SEVERITY.is("LOW").and(PROVIDER_SEVERITY.is("CRITICAL")),
        NORMALIZED_SEVERITY.isAtLeast(41).and(NORMALIZED_SEVERITY.isLessThan(42)),
        CVSS.isAtLeast(7)
            .and(CVSS.isLessThan(7.5))
            .and(EPSS.isAtLeast(0.9))
            .and(FIX_AVAILABLE.is("PARTIAL")),
        VULNERABILITY.startsWith("CVE-2023").and(EXPLOIT_AVAILABLE.is("YES")),
        CONFIDENCE.isBetween(60, 60),
        AGE.olderThan(Duration.ofDays(30)),
        AGE.newerThan(Duration.ofHours(1)),
        AGE.isAbsent(),
        AGE.olderThan(Duration.ofDays(30)).and(CREATED_AT.newerThan(Duration.ofDays(1))),
        not(AGE.olderThan(Duration.ofDays(3))),
        CREATED_AT.startsWith("2026-11").and(UPDATED_AT.isPresent()),
        CREATED_AT.isWithin(PAST, PAST.plusSeconds(1)),
        LAST_OBSERVED_AT.isAbsent(),
        resourceTag("ip")
            .isInNetwork("10.0.0.0/8")
            .unless(resourceTag("ip").isInNetwork("10.0.0.0/9")),
        rawResource("Details", "Ip").isInNetwork("2001:db8::/32"),
        raw("ProductFields", "aws/x").is("y"),
        raw("Network", "Ports").isBetween(20, 22),
        raw("finding_info", "product", "uid").is("y"),
        rawResource("Details", "AwsS3Bucket", "OwnerId").startsWith("1"),
        raw("Workflow", "Status").is("NEW"),
        userDefinedField("ticket").is("T-1"),
        CLASS.is("2004"),
        FORMAT.is("OCSF").and(control("S3.9")),
        VERIFICATION_STATE.is("FALSE_POSITIVE"),
        NOTE_TEXT.contains("known"),
        NOTE_AUTHOR.is("ann"),
        WORKFLOW_STATUS.isAbsent(),
        RECORD_STATE.is("ARCHIVED").and(FORMAT.is("OCSF")),
        RECORD_STATE.isAbsent(),
        COMPLIANCE_STATUS.is("NOT_AVAILABLE").and(FORMAT.is("OCSF")),
        STANDARD.contains("cis").and(STANDARD.contains("pci")),
        GENERATOR.is("x"),
        ID.startsWith("arn:"),
        DESCRIPTION.isAbsent(),
        RESOURCE_REGION.is("global"),
        RESOURCE_PARTITION.is("aws-cn"),
        onEveryResource(allOf()),
        TYPE.isAbsent(),
        TITLE.isAtLeast(5),
        CRITICALITY.isAtLeast(50).and(CONFIDENCE.isAtMost(10)),
        control(IntStream.range(0, 300).mapToObj(at -> "S3." + at).toArray(String[]::new))
            .and(
                account(
                    IntStream.range(0, 300)
                        .mapToObj(at -> "%012d".formatted(at))
                        .toArray(String[]::new))));
  }

  @ParameterizedTest
  @MethodSource
  void impossible(Criteria criteria) {
    assertThat(solver.solve(criteria)).as("%s", criteria).isInstanceOf(Satisfiability.Never.class);
  }

  @ParameterizedTest
  @MethodSource
  void possible(Criteria criteria) {
    assertThat(solver.solve(criteria))
        .as("%s", criteria)
        .isInstanceOfSatisfying(
            Satisfiability.Holds.class,
            answer ->
                assertThat(criteria.holds(EvaluationContext.of(answer.example(), NOW))).isTrue());
  }

  @ParameterizedTest
  @MethodSource("possible")
  void findsExamplesInBothFormatsOrSaysWhyNot(Criteria criteria) {
    for (Format format : Format.values()) {
      switch (solver.solve(criteria.and(FORMAT.is(format)))) {
        case Satisfiability.Holds(var example) -> assertThat(example.format()).isEqualTo(format);
        case Satisfiability.Never(var why) -> assertThat(why).isNotBlank();
        case Satisfiability.Unknown(var why) ->
            assertThat(criteria.fields())
                .as("%s: %s", criteria, why)
                .anyMatch(
                    field ->
                        field instanceof Field.Raw
                            || field == ID
                            || field == STANDARD
                            || field == WORKFLOW_STATUS);
      }
    }
  }

  /// What holds only on a later day, or depends on what no automaton can tell.
  static List<Criteria> unknown() {
    Instant future = NOW.plus(Duration.ofDays(100));
    return List.of(
        CREATED_AT
            .isWithin(future, future.plusSeconds(60))
            .and(CREATED_AT.olderThan(Duration.ofDays(1))),
        TITLE.matches("(.+)\\1").and(TITLE.endsWith("!?")),
        TITLE.matches("(?=a)b"));
  }

  @ParameterizedTest
  @MethodSource
  void unknown(Criteria criteria) {
    assertThat(solver.solve(criteria))
        .as("%s", criteria)
        .isInstanceOf(Satisfiability.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a++b",
        "(?>a)b",
        "a(?!b)c",
        "[a&&b]",
        "\\bword\\b",
        "(a)\\1",
        "a^b",
        "[a-",
        "\\p{Alpha}x",
        "a{2000}"
      })
  void neverProvesWhatItCannotRead(String regularExpression) {
    Criteria criteria = raw("a").isPresent();
    try {
      criteria = TITLE.matches(regularExpression);
    } catch (IllegalArgumentException noPattern) {
      return;
    }
    assertThat(solver.solve(criteria)).isNotInstanceOf(Satisfiability.Never.class);
    assertThat(solver.solve(not(criteria))).isInstanceOf(Satisfiability.Holds.class);
  }

  @Test
  void saysWhatExcludesWhat() {
    assertThat(why(control("S3.9").and(TITLE.contains("bucket")).and(control("EC2.1"))))
        .isEqualTo("control is S3.9 and control is EC2.1 exclude each other");
    assertThat(why(SEVERITY.is("URGENT")))
        .isEqualTo(
            "severity is URGENT, but it can only be one of INFORMATIONAL, LOW, MEDIUM, HIGH,"
                + " CRITICAL");
    assertThat(why(account("12345")))
        .isEqualTo("account is 12345, but it can only be twelve digits");
    assertThat(why(control("S3.9").and(product("aws/macie"))))
        .isEqualTo(
            "control is S3.9, and only aws/securityhub has controls, but product is aws/macie");
    assertThat(why(control("S3.9").unless(control("S3.9"))))
        .isEqualTo("control is S3.9 and not (control is S3.9) exclude each other");
    assertThat(why(CLASS.is("2003").and(FORMAT.is("ASFF"))))
        .isEqualTo("format is ASFF; class is 2003, which findings in ASFF never have");
    assertThat(why(CONFIDENCE.isAtLeast(101)))
        .isEqualTo("confidence is at least 101, but it can only be a whole number from 0 to 100");
    assertThat(why(NORMALIZED_SEVERITY.isAtLeast(70).and(SEVERITY.is("LOW"))))
        .isEqualTo("the tests of severity and normalized severity exclude each other");
    assertThat(why(anyOf(control("S3.9").and(control("EC2.1")), SEVERITY.is("URGENT"))))
        .contains("; ");
  }

  private String why(Criteria criteria) {
    return solver.solve(criteria) instanceof Satisfiability.Never(var why) ? why : "it may hold";
  }

  @Test
  void givesThePathOfAFieldItsValue() {
    Finding example =
        example(
            FORMAT
                .is("ASFF")
                .and(raw("Severity", "Label").isPresent())
                .unless(raw("Severity", "Label").is("CRITICAL")));
    assertThat(example.raw("Severity", "Label"))
        .singleElement()
        .asString()
        .isIn("INFORMATIONAL", "LOW", "MEDIUM", "HIGH");
    assertThat(example(not(raw("Region").is("eu-west-1")).and(FORMAT.is("ASFF"))).region())
        .contains("us-east-1");
    // the label may come from the number alone, so this is not proved
    assertThat(
            solver.solve(
                FORMAT
                    .is("ASFF")
                    .and(SEVERITY.is("HIGH"))
                    .unless(raw("Severity", "Label").isPresent())))
        .isInstanceOf(Satisfiability.Unknown.class);
  }

  @Test
  void makesExamplesThatLookReal() {
    Finding example = example(control("S3.9").and(resourceTag("purpose", "access-logs")));
    assertThat(example.control()).contains("S3.9");
    assertThat(example.product()).contains("aws/securityhub");
    assertThat(example.account()).contains("111122223333");
    assertThat(example.region()).contains("eu-west-1");
    assertThat(example.severity()).contains(SeverityLabel.MEDIUM);
    assertThat(example.normalizedSeverity()).hasValue(40);
    assertThat(example.providerSeverity()).contains(SeverityLabel.MEDIUM);
    assertThat(Field.Named.COMPLIANCE_STATUS.values(example)).containsExactly("FAILED");
    assertThat(example.resources())
        .singleElement()
        .satisfies(resource -> assertThat(resource.type()).contains("AwsS3Bucket"));
    assertThat(example.updatedAt().orElseThrow())
        .isAfter(Field.Named.CREATED_AT.values(example).findFirst().orElseThrow());
    assertThat(example(product("aws/guardduty")).control()).isEmpty();
    assertThat(example(CVSS.isAtLeast(9)).product()).contains("aws/inspector");
  }

  @Test
  void putsTestsOfSeveralThingsOnOneResourceWhereItCan() {
    assertThat(
            example(
                    RESOURCE_TYPE
                        .is("AwsS3Bucket")
                        .and(resourceTag("a").is("1"))
                        .and(resourceTag("b").is("2")))
                .resources())
        .hasSize(1);
  }

  @Test
  void putsTestsOfSeveralThingsOnOneVulnerabilityWhereItCan() {
    Criteria severe = CVSS.isAtLeast(9).and(FIX_AVAILABLE.is("NO")).and(VULNERABILITY.is("CVE-1"));
    assertThat(example(severe).vulnerabilities()).hasSize(1);
    assertThat(example(severe.and(VULNERABILITY.is("CVE-2"))).vulnerabilities()).hasSize(2);
    assertThat(
            example(
                    severe
                        .and(RESOURCE_TYPE.is("AwsS3Bucket"))
                        .and(RESOURCE_TYPE.is("AwsEc2Instance")))
                .vulnerabilities())
        .hasSize(1);
  }

  @Test
  void writesBothNamesOfAResource() {
    Finding example =
        example(
            onOneResource(RESOURCE_ID.is("arn:aws:ec2:::i-1"), RESOURCE_ID.is("i-1"))
                .and(FORMAT.is("OCSF")));
    assertThat(example.resources())
        .singleElement()
        .satisfies(
            resource ->
                assertThat(List.of(resource.raw("uid_alt"), resource.raw("uid")))
                    .containsExactly(List.of("arn:aws:ec2:::i-1"), List.of("i-1")));
    assertThat(example(RESOURCE_ID.is("i-1").and(FORMAT.is("OCSF"))).resources())
        .singleElement()
        .satisfies(
            resource -> {
              assertThat(resource.raw("uid")).containsExactly("i-1");
              assertThat(resource.raw("uid_alt")).isEmpty();
            });
  }

  @Test
  void isNotLostInManyNamesOrVulnerabilities() {
    String[] many = IntStream.range(0, 1_000).mapToObj(at -> "CVE-" + at).toArray(String[]::new);
    assertThat(solver.solve(VULNERABILITY.startsWith("CVE-9").unless(VULNERABILITY.is(many))))
        .isInstanceOf(Satisfiability.Holds.class);
    assertThat(solver.solve(onOneVulnerability(VULNERABILITY.is(many), CVSS.isAtLeast(9))))
        .isInstanceOf(Satisfiability.Holds.class);
    assertThat(solver.solve(RESOURCE_ID.startsWith("CVE-9").unless(RESOURCE_ID.is(many))))
        .isInstanceOf(Satisfiability.Holds.class);
    Criteria[] names =
        IntStream.range(0, 9)
            .mapToObj(at -> RESOURCE_ID.contains(Integer.toString(at)))
            .toArray(Criteria[]::new);
    assertThat(solver.solve(onOneResource(names))).isInstanceOf(Satisfiability.Holds.class);
  }

  private Finding example(Criteria criteria) {
    return solver.solve(criteria) instanceof Satisfiability.Holds(var example)
        ? example
        : org.assertj.core.api.Assertions.fail("no example of %s", criteria);
  }

  @Test
  void looksForAnExampleThatIsLiked() {
    Criteria tagged = resourceTag("decommission-by").isPresent();
    assertThat(
            solver.solve(
                tagged,
                finding ->
                    finding
                        .resources()
                        .getFirst()
                        .tags()
                        .getOrDefault("decommission-by", "")
                        .startsWith("2026-12")))
        .isInstanceOf(Satisfiability.Holds.class);
    assertThat(solver.solve(control("S3.9"), finding -> finding.format() == Format.OCSF))
        .isInstanceOfSatisfying(
            Satisfiability.Holds.class,
            answer -> assertThat(answer.example().format()).isEqualTo(Format.OCSF));
    assertThat(solver.solve(tagged, _ -> false)).isInstanceOf(Satisfiability.Unknown.class);
  }

  @ParameterizedTest
  @EnumSource
  void knowsTheDomainOfEveryField(Field.Named field) {
    assertThat(solver.solve(field.isPresent()))
        .as("%s", field)
        .isInstanceOfSatisfying(
            Satisfiability.Holds.class,
            answer ->
                field
                    .values(EvaluationContext.of(answer.example(), NOW))
                    .forEach(
                        value ->
                            assertThat(field.domain().admits(value))
                                .as("%s of %s", value, field)
                                .isTrue()));
    assertThat(solver.solve(field.isPresent().and(field.isAbsent())))
        .isInstanceOf(Satisfiability.Never.class);
  }

  @Test
  void provesThatOneFollowsFromTheOther() {
    assertThat(solver.implies(control("S3.9"), control("S3.9", "S3.8"))).isTrue();
    assertThat(solver.implies(control("S3.9"), product("aws/securityhub"))).isTrue();
    assertThat(solver.implies(TITLE.startsWith("abc"), TITLE.startsWith("ab"))).isTrue();
    assertThat(solver.implies(TITLE.matches("[0-9]+"), TITLE.matches("[0-9a-f]+"))).isTrue();
    assertThat(
            solver.implies(
                onOneResource(resourceTag("a").is("1"), resourceTag("b").is("2")),
                resourceTag("a").is("1")))
        .isTrue();
    assertThat(
            solver.implies(onEveryResource(resourceTag("a").is("1")), resourceTag("a").isPresent()))
        .isTrue();
    assertThat(
            solver.implies(AGE.olderThan(Duration.ofDays(30)), AGE.olderThan(Duration.ofDays(10))))
        .isTrue();
    assertThat(
            solver.implies(
                resourceTag("a").is("1").and(resourceTag("b").is("2")),
                onOneResource(resourceTag("a").is("1"), resourceTag("b").is("2"))))
        .isFalse();
    assertThat(
            solver.implies(
                onOneVulnerability(CVSS.isAtLeast(9), EXPLOIT_AVAILABLE.is("YES")),
                CVSS.isAtLeast(7)))
        .isTrue();
    assertThat(
            solver.implies(
                CVSS.isAtLeast(9).and(EXPLOIT_AVAILABLE.is("YES")),
                onOneVulnerability(CVSS.isAtLeast(9), EXPLOIT_AVAILABLE.is("YES"))))
        .isFalse();
    assertThat(solver.implies(onEveryVulnerability(CVSS.isAtLeast(9)), CVSS.isPresent())).isTrue();
    assertThat(solver.implies(control("S3.9"), TITLE.isPresent())).isFalse();
    assertThat(solver.implies(allOf(), control("S3.9"))).isFalse();
    assertThat(solver.implies(resourceTag("a").is("1"), onEveryResource(resourceTag("a").is("1"))))
        .isFalse();
    assertThat(
            Optional.of(
                solver.implies(
                    AGE.olderThan(Duration.ofDays(10)), AGE.olderThan(Duration.ofDays(30)))))
        .contains(false);
  }
}
