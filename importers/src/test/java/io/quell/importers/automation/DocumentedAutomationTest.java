package io.quell.importers.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import io.quell.testing.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What AWS's documents say of automation rules, example by example. There is no tool to ask: these
/// are the only answers that can be had. Each is named by the page of the
/// [API reference](https://docs.aws.amazon.com/securityhub/1.0/APIReference/) that it is from.
final class DocumentedAutomationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          API_StringFilter | Title: CONTAINS CloudFront                                | Title: a CloudFront distribution   | true
          API_StringFilter | Title: CONTAINS CloudFront                                | Title: a cloudfront distribution   | false
          API_StringFilter | Title: CONTAINS CloudFront                                | Title: a bucket                    | false
          API_StringFilter | AwsAccountId: EQUALS 123456789012                         | AwsAccountId: 123456789012         | true
          API_StringFilter | AwsAccountId: EQUALS 123456789012                         | AwsAccountId: 123456789013         | false
          API_StringFilter | ResourceRegion: PREFIX us                                 | ResourceRegion: us-east-1          | true
          API_StringFilter | ResourceRegion: PREFIX us                                 | ResourceRegion: af-south-1         | false
          API_StringFilter | ResourceRegion: PREFIX us                                 | ResourceRegion: ap-south-1         | false
          API_StringFilter | ResourceRegion: PREFIX us                                 | ResourceRegion: ca-central-1       | false
          API_StringFilter | Title: CONTAINS CloudFront, CONTAINS CloudWatch           | Title: CloudFront                  | true
          API_StringFilter | Title: CONTAINS CloudFront, CONTAINS CloudWatch           | Title: CloudWatch                  | true
          API_StringFilter | Title: CONTAINS CloudFront, CONTAINS CloudWatch           | Title: CloudFront and CloudWatch   | true
          API_StringFilter | Title: CONTAINS CloudFront, CONTAINS CloudWatch           | Title: a bucket                    | false
          API_StringFilter | Title: NOT_CONTAINS CloudFront                            | Title: a bucket                    | true
          API_StringFilter | Title: NOT_CONTAINS CloudFront                            | Title: CloudFront                  | false
          API_StringFilter | AwsAccountId: NOT_EQUALS 123456789012                     | AwsAccountId: 123456789013         | true
          API_StringFilter | AwsAccountId: NOT_EQUALS 123456789012                     | AwsAccountId: 123456789012         | false
          API_StringFilter | ResourceRegion: PREFIX_NOT_EQUALS us                      | ResourceRegion: af-south-1         | true
          API_StringFilter | ResourceRegion: PREFIX_NOT_EQUALS us                      | ResourceRegion: us-east-1          | false
          API_StringFilter | Title: NOT_CONTAINS CloudFront, NOT_CONTAINS CloudWatch   | Title: a bucket                    | true
          API_StringFilter | Title: NOT_CONTAINS CloudFront, NOT_CONTAINS CloudWatch   | Title: CloudFront                  | false
          API_StringFilter | Title: NOT_CONTAINS CloudFront, NOT_CONTAINS CloudWatch   | Title: CloudWatch                  | false
          API_StringFilter | ResourceType: PREFIX AwsIam, PREFIX AwsEc2, NOT_EQUALS AwsIamPolicy, NOT_EQUALS AwsEc2NetworkInterface | ResourceType: AwsIamUser             | true
          API_StringFilter | ResourceType: PREFIX AwsIam, PREFIX AwsEc2, NOT_EQUALS AwsIamPolicy, NOT_EQUALS AwsEc2NetworkInterface | ResourceType: AwsEc2Instance         | true
          API_StringFilter | ResourceType: PREFIX AwsIam, PREFIX AwsEc2, NOT_EQUALS AwsIamPolicy, NOT_EQUALS AwsEc2NetworkInterface | ResourceType: AwsIamPolicy           | false
          API_StringFilter | ResourceType: PREFIX AwsIam, PREFIX AwsEc2, NOT_EQUALS AwsIamPolicy, NOT_EQUALS AwsEc2NetworkInterface | ResourceType: AwsEc2NetworkInterface | false
          API_StringFilter | ResourceType: PREFIX AwsIam, PREFIX AwsEc2, NOT_EQUALS AwsIamPolicy, NOT_EQUALS AwsEc2NetworkInterface | ResourceType: AwsS3Bucket            | false
          API_MapFilter    | Department: CONTAINS Security                             | Department: Security               | true
          API_MapFilter    | Department: CONTAINS Security                             | Department: Security team          | true
          API_MapFilter    | Department: CONTAINS Security                             | Department: Finance                | false
          API_MapFilter    | Department: EQUALS Security                               | Department: Security               | true
          API_MapFilter    | Department: EQUALS Security                               | Department: Security team          | false
          API_MapFilter    | Department: CONTAINS Security, CONTAINS Finance           | Department: Finance                | true
          API_MapFilter    | Department: CONTAINS Security, CONTAINS Finance           | Department: Security and Finance   | true
          API_MapFilter    | Department: CONTAINS Security, CONTAINS Finance           | Department: Sales                  | false
          API_MapFilter    | Department: NOT_CONTAINS Finance                          | Department: Security               | true
          API_MapFilter    | Department: NOT_CONTAINS Finance                          | Department: Finance team           | false
          API_MapFilter    | Department: NOT_EQUALS Finance                            | Department: Finance team           | true
          API_MapFilter    | Department: NOT_EQUALS Finance                            | Department: Finance                | false
          API_MapFilter    | Department: NOT_CONTAINS Security, NOT_CONTAINS Finance   | Department: Sales                  | true
          API_MapFilter    | Department: NOT_CONTAINS Security, NOT_CONTAINS Finance   | Department: Finance                | false
          """)
  void decidesAsTheDocumentsSay(String page, String filters, String value, boolean holds) {
    boolean isMap = page.equals("API_MapFilter");
    ImportResult imports =
        SourceFiles.automationRules(
            """
            {"RuleName": "One", "RuleOrder": 1, "RuleStatus": "ENABLED", "Description": "As documented.",
             "Criteria": {"%s": [%s]},
             "Actions": [{"Type": "FINDING_FIELDS_UPDATE", "FindingFieldsUpdate": {"Confidence": 5}}]}
            """
                .formatted(isMap ? "ResourceTags" : name(filters), filters(filters, isMap)));
    assertThat(imports.isComplete()).as("%s", imports.sourceRules()).isTrue();
    assertThat(
            SourceFiles.written(imports)
                .evaluate(SourceFiles.finding(finding(name(value), rest(value))))
                .matched())
        .hasSize(holds ? 1 : 0);
  }

  private static String name(String text) {
    return text.substring(0, text.indexOf(": "));
  }

  private static String rest(String text) {
    return text.substring(text.indexOf(": ") + 2);
  }

  private static String filters(String filters, boolean isMap) {
    return rest(filters)
        .replaceAll(
            "([A-Z_]+) ([^,]+)(, )?",
            "{%s\"Comparison\": \"$1\", \"Value\": \"$2\"}$3"
                .formatted(isMap ? "\"Key\": \"%s\", ".formatted(name(filters)) : ""));
  }

  private static Map<String, @Nullable Object> finding(String name, String value) {
    return switch (name) {
      case "ResourceType" -> Findings.finding().resource(value, "arn:aws:x").json();
      case "ResourceRegion" -> resource("Region", value);
      case "Department" -> Findings.finding().tag(name, value).json();
      default -> {
        Map<String, @Nullable Object> finding = new LinkedHashMap<>(Findings.finding().json());
        finding.put(name, value);
        yield finding;
      }
    };
  }

  private static Map<String, @Nullable Object> resource(String member, String value) {
    Map<String, @Nullable Object> finding = new LinkedHashMap<>(Findings.finding().json());
    finding.put(
        "Resources", List.of(Map.of("Type", "AwsS3Bucket", "Id", "arn:aws:s3:::b", member, value)));
    return finding;
  }
}
