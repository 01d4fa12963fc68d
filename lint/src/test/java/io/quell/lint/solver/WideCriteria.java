package io.quell.lint.solver;

import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onEveryVulnerability;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.onOneVulnerability;
import static io.quell.criteria.Criteria.rawResource;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static io.quell.testing.OcsfFindings.ocsfFinding;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Criteria with every kind of condition on every kind of field, and findings as Security Hub has
/// them, out of a vocabulary so small that they often meet; the same for the same seed.
final class WideCriteria {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final List<String> CONTROLS = List.of("S3.9", "S3.1", "EC2.13");
  private static final List<String> PRODUCTS =
      List.of("aws/securityhub", "aws/guardduty", "aws/inspector");
  private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");
  private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1");
  private static final List<String> TITLES =
      List.of("Port 22 is open", "Port 443 is open", "port 22 is OPEN", "Root has no MFA");
  private static final List<String> TAGS = List.of("dev", "prod", "Prod", "test-1");
  private static final List<String> TYPES = List.of("AwsS3Bucket", "AwsEc2Instance");
  private static final List<String> IDS =
      List.of("arn:aws:s3:::bucket-0", "arn:aws:s3:::bucket-1", "bucket-0", "i-0");
  private static final List<String> CVES = List.of("CVE-2026-1", "CVE-2026-2", "CVE-2025-7");
  private static final List<String> ADDRESSES = List.of("10.0.0.1", "10.1.2.3", "192.0.2.7");
  private static final List<Duration> AGES =
      List.of(Duration.ofDays(2), Duration.ofDays(10), Duration.ofDays(30));

  private WideCriteria() {}

  static Criteria criteria(Random random, int depth) {
    return criteria(random, depth, true);
  }

  /// @param mayAskResources whether they may be about resources too, as those of a vulnerability
  ///     may not
  private static Criteria criteria(Random random, int depth, boolean mayAskResources) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return mayAskResources ? test(random) : ofVulnerability(random);
    }
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> allOf(parts(random, depth, 2 + random.nextInt(3), mayAskResources));
      case 3, 4 -> anyOf(parts(random, depth, 1 + random.nextInt(3), mayAskResources));
      case 5 -> not(criteria(random, depth - 1, mayAskResources));
      default -> onElements(random, depth, mayAskResources);
    };
  }

  private static Criteria onElements(Random random, int depth, boolean mayAskResources) {
    return switch (random.nextInt(mayAskResources ? 6 : 3)) {
      case 0, 1 -> onOneVulnerability(parts(random, depth, 1 + random.nextInt(3), false));
      case 2 -> onEveryVulnerability(parts(random, depth, 1 + random.nextInt(2), false));
      case 3, 4 -> onOneResource(parts(random, depth, 1 + random.nextInt(3), true));
      default -> onEveryResource(parts(random, depth, 1 + random.nextInt(2), true));
    };
  }

  private static Criteria[] parts(Random random, int depth, int count, boolean mayAskResources) {
    return IntStream.range(0, count)
        .mapToObj(_ -> criteria(random, depth - 1, mayAskResources))
        .toArray(Criteria[]::new);
  }

  private static Criteria ofVulnerability(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Named.CVSS.isAtLeast(random.nextInt(11));
      case 1 -> Named.CVSS.isLessThan(1 + random.nextInt(10));
      case 2 -> Named.FIX_AVAILABLE.is(one(random, List.of("YES", "NO", "PARTIAL")));
      case 3 -> Named.EXPLOIT_AVAILABLE.is(one(random, List.of("YES", "NO")));
      case 4 ->
          random.nextBoolean()
              ? Named.VULNERABILITY.is(some(random, CVES))
              : Named.VULNERABILITY.startsWith("CVE-2026");
      default ->
          random.nextBoolean()
              ? Named.EPSS.isPresent()
              : Named.SEVERITY.is(one(random, List.of("LOW", "HIGH")));
    };
  }

  private static Criteria test(Random random) {
    return switch (random.nextInt(22)) {
      case 0, 1 -> Named.CONTROL.is(some(random, CONTROLS));
      case 2 ->
          Named.CONTROL.matches(
              one(random, List.of("S3\\.[0-9]+", "(S3|EC2)\\.\\d{1,2}", "EC2.*")));
      case 3 -> Named.PRODUCT.is(some(random, PRODUCTS));
      case 4 -> Named.ACCOUNT.is(some(random, ACCOUNTS));
      case 5 -> Named.REGION.startsWith(one(random, List.of("eu-", "us-", "us-east")));
      case 6, 7 -> text(random, Named.TITLE, TITLES);
      case 8 ->
          Named.SEVERITY.is(one(random, List.of("LOW", "MEDIUM", "HIGH", "CRITICAL", "URGENT")));
      case 9 ->
          random.nextBoolean()
              ? Named.NORMALIZED_SEVERITY.isAtLeast(random.nextInt(101))
              : Named.NORMALIZED_SEVERITY.isLessThan(random.nextInt(101));
      case 10 -> Named.WORKFLOW_STATUS.is(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED);
      case 11 -> Named.FORMAT.is(one(random, List.of("ASFF", "OCSF")));
      case 12 -> Named.COMPLIANCE_STATUS.is(one(random, List.of("PASSED", "FAILED")));
      case 13 ->
          one(random, List.of(Named.AGE, Named.CREATED_AT, Named.FIRST_OBSERVED_AT))
              .olderThan(one(random, AGES));
      case 14 ->
          one(random, List.of(Named.AGE, Named.CREATED_AT, Named.UPDATED_AT))
              .newerThan(one(random, AGES));
      case 15 -> text(random, resourceTag("stage"), TAGS);
      case 16 -> Named.RESOURCE_TYPE.is(some(random, TYPES));
      case 17 ->
          rawResource("Details", "Ip")
              .isInNetwork(one(random, List.of("10.0.0.0/8", "10.1.0.0/16", "192.0.2.0/24")));
      case 18 ->
          random.nextBoolean()
              ? userDefinedField("ticket").isPresent()
              : Named.CLASS.is("2003", "2004");
      case 19 -> Named.RESOURCE_ID.is(some(random, IDS));
      case 20 -> text(random, Named.RESOURCE_ID, IDS);
      default -> ofVulnerability(random);
    };
  }

  private static Criteria text(Random random, Field field, List<String> words) {
    String word = one(random, words);
    return switch (random.nextInt(9)) {
      case 0 -> field.is(some(random, words));
      case 1 -> field.isIgnoringCase(word);
      case 2 -> field.startsWith(word.substring(0, 1 + random.nextInt(word.length())));
      case 3 -> field.endsWith(word.substring(random.nextInt(word.length())));
      case 4 -> field.contains(word.substring(1, 3));
      case 5 -> field.fits(word.charAt(0) + "*" + word.substring(word.length() - 1));
      case 6 ->
          field.matches(
              one(
                  random,
                  List.of("[Pp]o?rt? .*", "(?i)prod|dev", "[a-z]+(-[0-9])?", ".*(open|MFA)")));
      case 7 -> field.isPresent();
      default -> field.isAbsent();
    };
  }

  static Finding finding(Random random) {
    boolean isControl = random.nextBoolean();
    SampleFinding sample = random.nextBoolean() ? asff(random, isControl) : ocsf(random, isControl);
    return sample
        .account(one(random, ACCOUNTS))
        .region(one(random, REGIONS))
        .title(one(random, TITLES))
        .severity(one(random, List.of(SeverityLabel.values())))
        .workflow(one(random, List.of(WorkflowStatus.values())))
        .read();
  }

  private static SampleFinding asff(Random random, boolean isControl) {
    Sample sample = Findings.finding().without("Resources");
    for (String time : List.of("CreatedAt", "FirstObservedAt", "UpdatedAt")) {
      sample =
          random.nextInt(4) == 0
              ? sample.without(time)
              : sample.with(NOW.minus(Duration.ofHours(random.nextInt(1_000))).toString(), time);
    }
    sample =
        sample.with(
            vulnerabilities(
                random,
                () ->
                    Map.of(
                        "Id",
                        one(random, CVES),
                        "Cvss",
                        List.of(Map.of("BaseScore", random.nextInt(11))),
                        "FixAvailable",
                        random.nextBoolean() ? "YES" : "NO",
                        "ExploitAvailable",
                        random.nextBoolean() ? "YES" : "NO")),
            "Vulnerabilities");
    sample = random.nextBoolean() ? sample.userDefinedField("ticket", "T-1") : sample;
    int resources = random.nextInt(3);
    for (int at = 0; at < resources; at++) {
      String place = Integer.toString(at);
      sample = sample.resource(one(random, TYPES), one(random, IDS));
      sample = maybe(random, sample, () -> one(random, TAGS), "Resources", place, "Tags", "stage");
      sample =
          maybe(random, sample, () -> one(random, ADDRESSES), "Resources", place, "Details", "Ip");
    }
    return isControl
        ? sample
            .control(one(random, CONTROLS))
            .with(random.nextBoolean() ? "PASSED" : "FAILED", "Compliance", "Status")
        : sample.product(one(random, PRODUCTS.subList(1, 3)));
  }

  private static Sample maybe(
      Random random, Sample sample, Supplier<String> value, String... path) {
    return random.nextInt(3) == 0 ? sample : sample.with(value.get(), path);
  }

  private static SampleFinding ocsf(Random random, boolean isControl) {
    OcsfSample sample = ocsfFinding();
    for (String time : List.of("created_time", "first_seen_time", "modified_time")) {
      sample =
          random.nextInt(4) == 0
              ? sample.without("finding_info", time).without("finding_info", time + "_dt")
              : sample.with(
                  NOW.minus(Duration.ofHours(random.nextInt(1_000))).toEpochMilli(),
                  "finding_info",
                  time);
    }
    if (random.nextBoolean()) {
      sample =
          sample.with(
              List.of(Map.of("name", "stage", "value", one(random, TAGS))),
              "resources",
              "0",
              "tags");
    }
    sample = sample.with(one(random, IDS), "resources", "0", "uid");
    sample =
        random.nextBoolean()
            ? sample.without("resources", "0", "uid_alt")
            : sample.with(one(random, IDS), "resources", "0", "uid_alt");
    sample =
        sample.with(
            vulnerabilities(
                random,
                () ->
                    Map.of(
                        "cve",
                        Map.of(
                            "uid",
                            one(random, CVES),
                            "cvss",
                            List.of(Map.of("base_score", random.nextInt(11)))),
                        "fix_coverage",
                        random.nextBoolean() ? "Complete" : "None",
                        "is_exploit_available",
                        random.nextBoolean())),
            "vulnerabilities");
    return isControl
        ? sample.control(one(random, CONTROLS))
        : sample.product(one(random, PRODUCTS.subList(1, 3)));
  }

  private static List<Map<String, ?>> vulnerabilities(
      Random random, Supplier<Map<String, ?>> vulnerability) {
    return IntStream.range(0, random.nextInt(4))
        .<Map<String, ?>>mapToObj(_ -> vulnerability.get())
        .toList();
  }

  private static <T> T one(Random random, List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  private static String[] some(Random random, List<String> items) {
    return IntStream.rangeClosed(0, random.nextInt(2))
        .mapToObj(_ -> one(random, items))
        .toArray(String[]::new);
  }
}
