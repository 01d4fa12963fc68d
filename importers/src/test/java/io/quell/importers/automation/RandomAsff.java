package io.quell.importers.automation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Findings in ASFF, and automation rules about them, out of a small vocabulary, so that they often
/// meet; the same for the same seed.
public final class RandomAsff {
  private static final Map<String, List<String>> TEXTS =
      Map.ofEntries(
          Map.entry(
              "ProductArn",
              List.of(
                  "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
                  "arn:aws:securityhub:us-east-1::product/aws/guardduty")),
          Map.entry("AwsAccountId", List.of("111122223333", "444455556666", "777788889999")),
          Map.entry("Id", List.of("finding/1", "finding/2", "sample/1")),
          Map.entry(
              "GeneratorId",
              List.of("security-control/S3.9", "security-control/IAM.1", "arn:aws:guardduty:x")),
          Map.entry(
              "Type",
              List.of(
                  "Effects/Data Exposure",
                  "TTPs/Discovery",
                  "Software and Configuration Checks/A")),
          Map.entry("Title", List.of("Bucket is open", "User has no MFA", "bucket is open")),
          Map.entry("Description", List.of("This is a sample", "This checks")),
          Map.entry("SourceUrl", List.of("https://one", "http://two")),
          Map.entry("ProductName", List.of("Security Hub", "GuardDuty")),
          Map.entry("CompanyName", List.of("AWS", "Personal")),
          Map.entry("SeverityLabel", List.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL")),
          Map.entry("ResourceType", List.of("AwsS3Bucket", "AwsIamUser", "AwsEc2Instance")),
          Map.entry(
              "ResourceId",
              List.of("arn:aws:s3:::logs", "arn:aws:iam::111122223333:user/anna", "i-1")),
          Map.entry("ResourcePartition", List.of("aws", "aws-cn")),
          Map.entry("ResourceRegion", List.of("eu-west-1", "eu-central-1", "us-east-1")),
          Map.entry("ComplianceStatus", List.of("PASSED", "FAILED", "WARNING")),
          Map.entry("ComplianceSecurityControlId", List.of("S3.9", "IAM.1", "S3.1")),
          Map.entry(
              "ComplianceAssociatedStandardsId",
              List.of("standards/cis/v/1", "standards/fsbp/v/1")),
          Map.entry("VerificationState", List.of("UNKNOWN", "TRUE_POSITIVE", "FALSE_POSITIVE")),
          Map.entry("WorkflowStatus", List.of("NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED")),
          Map.entry("RecordState", List.of("ACTIVE", "ARCHIVED")),
          Map.entry("RelatedFindingsProductArn", List.of("arn:one", "arn:two")),
          Map.entry("RelatedFindingsId", List.of("parent/1", "parent/2")),
          Map.entry("NoteText", List.of("keep this", "look at it")),
          Map.entry("NoteUpdatedBy", List.of("jan", "anna")),
          Map.entry(
              "ResourceApplicationArn", List.of("arn:application/shop", "arn:application/desk")),
          Map.entry("ResourceApplicationName", List.of("shop", "desk")),
          Map.entry("AwsAccountName", List.of("prod", "sandbox")),
          Map.entry("ResourceProvider", List.of("AWS", "Azure")),
          Map.entry("ResourceOwnerAccountId", List.of("111122223333", "444455556666")),
          Map.entry("ResourceOwnerOrgId", List.of("o-1", "o-2")));
  private static final List<String> KEYS = List.of("team", "stage.of/it");
  private static final List<String> WORDS = List.of("red", "blue", "dark red");
  private static final List<String> TIMES =
      List.of(
          "2026-05-31T00:00:00Z",
          "2026-05-01T10:00:00.000Z",
          "2026-01-01T00:00:00Z",
          "2025-06-01T00:00:00.123Z");
  private static final List<String> COMPARISONS =
      List.of("EQUALS", "PREFIX", "CONTAINS", "NOT_EQUALS", "PREFIX_NOT_EQUALS", "NOT_CONTAINS");
  private static final List<String> OF_MAPS =
      List.of("EQUALS", "CONTAINS", "NOT_EQUALS", "NOT_CONTAINS");

  private final Random random;

  public RandomAsff(long seed) {
    this.random = new Random(seed);
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String word(String field) {
    return any(TEXTS.getOrDefault(field, List.of()));
  }

  /// Whether something that findings often lack is there.
  private boolean maybe() {
    return random.nextInt(4) > 0;
  }

  /// A finding; one that nobody but its provider has touched where `untouched`.
  Map<String, @Nullable Object> finding(boolean untouched) {
    Map<String, @Nullable Object> finding = new LinkedHashMap<>();
    for (String needed :
        List.of("Id", "ProductArn", "AwsAccountId", "GeneratorId", "Title", "Description")) {
      finding.put(needed, word(needed));
    }
    for (String text :
        List.of("SourceUrl", "ProductName", "CompanyName", "RecordState", "AwsAccountName")) {
      if (maybe()) {
        finding.put(text, word(text));
      }
    }
    if (maybe()) {
      finding.put("Types", List.of(word("Type"), word("Type")));
    }
    for (String time : List.of("FirstObservedAt", "LastObservedAt", "CreatedAt", "UpdatedAt")) {
      if (maybe()) {
        finding.put(time, any(TIMES));
      }
    }
    for (String number : List.of("Confidence", "Criticality")) {
      if (maybe()) {
        finding.put(number, random.nextInt(5) * 25);
      }
    }
    finding.put(
        "Severity",
        maybe()
            ? Map.of("Label", word("SeverityLabel"))
            : Map.of("Normalized", random.nextInt(101)));
    if (!untouched) {
      touch(finding);
    } else {
      finding.put("Workflow", Map.of("Status", "NEW"));
    }
    if (maybe()) {
      finding.put(
          "Compliance",
          Map.of(
              "Status",
              word("ComplianceStatus"),
              "SecurityControlId",
              word("ComplianceSecurityControlId"),
              "AssociatedStandards",
              List.of(Map.of("StandardsId", word("ComplianceAssociatedStandardsId")))));
    }
    List<Object> resources = new ArrayList<>();
    for (int number = random.nextInt(3); number >= 0; number--) {
      resources.add(resource());
    }
    finding.put("Resources", resources);
    return finding;
  }

  private void touch(Map<String, @Nullable Object> finding) {
    if (maybe()) {
      finding.put("Workflow", Map.of("Status", word("WorkflowStatus")));
    }
    if (maybe()) {
      finding.put("VerificationState", word("VerificationState"));
    }
    if (maybe()) {
      finding.put(
          "Note",
          Map.of(
              "Text",
              word("NoteText"),
              "UpdatedBy",
              word("NoteUpdatedBy"),
              "UpdatedAt",
              any(TIMES)));
    }
    if (maybe()) {
      finding.put(
          "RelatedFindings",
          List.of(
              Map.of(
                  "ProductArn",
                  word("RelatedFindingsProductArn"),
                  "Id",
                  word("RelatedFindingsId"))));
    }
    if (maybe()) {
      finding.put("UserDefinedFields", Map.of(any(KEYS), any(WORDS)));
    }
  }

  private Map<String, Object> resource() {
    Map<String, Object> resource = new LinkedHashMap<>();
    for (String text :
        List.of(
            "Type", "Id", "Partition", "Region", "ApplicationArn", "ApplicationName", "Provider")) {
      if (maybe()) {
        resource.put(text, word("Resource" + text));
      }
    }
    if (maybe()) {
      resource.put("Tags", Map.of(any(KEYS), any(WORDS)));
    }
    if (maybe()) {
      resource.put("Details", Map.of("Other", Map.of(any(KEYS), any(WORDS))));
    }
    if (maybe()) {
      resource.put(
          "Owner",
          Map.of(
              "Account",
              Map.of("Id", word("ResourceOwnerAccountId")),
              "Org",
              Map.of("Id", word("ResourceOwnerOrgId"))));
    }
    return resource;
  }

  /// Some rules, whose names are their places in the list.
  public List<Object> rules() {
    List<Object> rules = new ArrayList<>();
    for (int number = 1 + random.nextInt(6); number > 0; number--) {
      rules.add(rule("Rule " + rules.size()));
    }
    return rules;
  }

  private Map<String, Object> rule(String name) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("RuleArn", "arn:" + name);
    rule.put("RuleName", name);
    rule.put("RuleStatus", maybe() ? "ENABLED" : "DISABLED");
    rule.put("RuleOrder", 1 + random.nextInt(3));
    rule.put("Description", "Made up.");
    rule.put("IsTerminal", random.nextInt(4) == 0);
    Map<String, Object> criteria = new LinkedHashMap<>();
    for (int number = random.nextInt(3); number >= 0; number--) {
      AutomationField field = any(List.of(AutomationField.values()));
      criteria.put(field.member(), filters(field));
    }
    rule.put("Criteria", criteria);
    rule.put(
        "Actions",
        List.of(Map.of("Type", "FINDING_FIELDS_UPDATE", "FindingFieldsUpdate", update())));
    rule.put("CreatedAt", "2026-01-01T00:00:00Z");
    rule.put("UpdatedAt", "2026-01-%02dT00:00:00Z".formatted(1 + random.nextInt(28)));
    rule.put("CreatedBy", "anna");
    return rule;
  }

  private List<Object> filters(AutomationField field) {
    List<Object> filters = new ArrayList<>();
    for (int number = random.nextInt(3); number >= 0; number--) {
      filters.add(
          switch (field.kind()) {
            case STRING -> {
              String word = word(field.member());
              String comparison = any(COMPARISONS);
              yield Map.of(
                  "Value",
                  comparison.contains("EQUALS") && !comparison.startsWith("PREFIX")
                      ? word
                      : part(word),
                  "Comparison",
                  comparison);
            }
            case MAP -> Map.of("Key", any(KEYS), "Value", any(WORDS), "Comparison", any(OF_MAPS));
            case NUMBER ->
                Map.of(any(List.of("Gte", "Lte", "Eq", "Gt", "Lt")), random.nextInt(5) * 25);
            case DATE ->
                switch (random.nextInt(4)) {
                  case 0 -> Map.of("Start", any(TIMES));
                  case 1 -> Map.of("Start", "2025-12-31T00:00:00Z", "End", "2026-05-10T00:00:00Z");
                  case 2 ->
                      Map.of(
                          "DateRange", Map.of("Value", 20 + random.nextInt(200), "Unit", "DAYS"));
                  default ->
                      Map.of(
                          "DateRange",
                          Map.of(
                              "Value",
                              20 + random.nextInt(200),
                              "Unit",
                              "DAYS",
                              "Comparison",
                              "OLDER_THAN"));
                };
          });
    }
    return filters;
  }

  private String part(String word) {
    return word.substring(0, 1 + random.nextInt(word.length()));
  }

  private Map<String, Object> update() {
    Map<String, Object> update = new LinkedHashMap<>();
    while (update.isEmpty()) {
      if (random.nextInt(3) == 0) {
        update.put("Workflow", Map.of("Status", word("WorkflowStatus")));
      }
      if (random.nextInt(3) == 0) {
        update.put(
            "Severity",
            random.nextBoolean()
                ? Map.of("Label", word("SeverityLabel"))
                : Map.of("Normalized", random.nextInt(101), "Product", 2.5));
      }
      if (random.nextInt(4) == 0) {
        update.put("Note", Map.of("Text", "Note " + random.nextInt(100), "UpdatedBy", "anna"));
      }
      if (random.nextInt(4) == 0) {
        update.put("VerificationState", word("VerificationState"));
      }
      if (random.nextInt(4) == 0) {
        update.put("Confidence", random.nextInt(101));
      }
      if (random.nextInt(4) == 0) {
        update.put("Criticality", random.nextInt(101));
      }
      if (random.nextInt(6) == 0) {
        update.put("Types", List.of("TTPs/Discovery"));
      }
      if (random.nextInt(5) == 0) {
        update.put("UserDefinedFields", Map.of(any(KEYS), "set " + random.nextInt(10)));
      }
      if (random.nextInt(6) == 0) {
        update.put(
            "RelatedFindings",
            List.of(Map.of("ProductArn", "arn:three", "Id", "other/" + random.nextInt(3))));
      }
    }
    return update;
  }
}
