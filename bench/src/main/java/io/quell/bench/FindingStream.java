package io.quell.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Prints any number of findings as `get-findings` does, made while they are printed: the same ones
/// each time. A quarter of them is what the shipped rules are about, in any of 400 accounts. Or
/// other things that commands read: findings that are none, or identifiers of findings.
public final class FindingStream {
  private static final int ACCOUNTS = 400;
  private static final int BUFFER = 1 << 16;
  private static final List<String> SEVERITIES =
      List.of(
          "INFORMATIONAL", "LOW", "LOW", "MEDIUM", "MEDIUM", "MEDIUM", "HIGH", "HIGH", "CRITICAL");
  private static final List<String> CONTROLS =
      List.of(
          "S3.9",
          "ECR.3",
          "EC2.8",
          "EC2.13",
          "IAM.6",
          "RDS.3",
          "Lambda.1",
          "KMS.4",
          "CloudTrail.5",
          "ELB.6",
          "SQS.1",
          "SNS.1");
  private static final List<String> TAGS =
      List.of(
          "\"purpose\": \"access-logs\"",
          "\"purpose\": \"build-cache\"",
          "\"data-classification\": \"restricted\"",
          "\"purpose\": \"web\"",
          "\"team\": \"payments\"",
          "\"team\": \"search\"");

  private static final String PRODUCT_FIELDS = productFields();

  private FindingStream() {}

  /// What is printed.
  private enum Kind {
    FINDINGS,
    LARGE,
    UNREADABLE,
    IDENTIFIERS
  }

  /// Prints as many as the first argument says, of what the second one says: `findings` where there
  /// is none, `large`, `unreadable` or `identifiers`.
  public static void main(String[] args) {
    int number = Integer.parseInt(args[0]);
    Kind kind = args.length < 2 ? Kind.FINDINGS : Kind.valueOf(args[1].toUpperCase(Locale.ROOT));
    PrintStream out = System.out;
    try (Writer text =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER)) {
      print(number, kind, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes large findings, 4.1 KB each.
  ///
  /// @param text is not closed
  public static void writeLarge(int number, Writer text) throws IOException {
    print(number, Kind.LARGE, text);
  }

  private static void print(int number, Kind kind, Writer text) throws IOException {
    Random random = new Random(1);
    text.write(kind == Kind.IDENTIFIERS ? "{\"FindingIdentifiers\": [" : "{\"Findings\": [");
    for (int at = 0; at < number; at++) {
      text.write(at == 0 ? "\n" : ",\n");
      text.write(
          switch (kind) {
            case FINDINGS -> finding(at, random);
            case LARGE -> large(at, random);
            case UNREADABLE -> "{\"Id\": \"finding-%d\"}".formatted(at);
            case IDENTIFIERS ->
                "{\"Id\": \"arn:aws:securityhub:eu-west-1:444455556666:security-control/S3.9/finding/%d\", \"ProductArn\": \"arn:aws:securityhub:eu-west-1::product/aws/securityhub\"}"
                    .formatted(at);
          });
    }
    text.write("]}\n");
  }

  private static String finding(int at, Random random) {
    String account =
        random.nextInt(20) == 0
            ? "999988887777"
            : String.format(Locale.ROOT, "%012d", 100_000_000_000L + random.nextInt(ACCOUNTS));
    String control = pick(CONTROLS, random);
    String severity = pick(SEVERITIES, random);
    return """
    {"SchemaVersion": "2018-10-08", "Id": "arn:aws:securityhub:eu-west-1:%2$s:security-control/%3$s/finding/%1$d",
     "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub", "ProductName": "Security Hub",
     "GeneratorId": "security-control/%3$s", "AwsAccountId": "%2$s", "Region": "eu-west-1",
     "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
     "FirstObservedAt": "2026-10-01T08:00:00.000Z", "LastObservedAt": "2026-11-20T08:00:00.000Z",
     "CreatedAt": "2026-10-01T08:00:00.000Z", "UpdatedAt": "2026-11-20T08:00:00.000Z",
     "Severity": {"Label": "%4$s", "Original": "%4$s"},
     "Title": "Control %3$s has failed on a resource of this account",
     "Description": "This control checks a setting of the resource. It fails where the setting is not as the standard has it.",
     "Remediation": {"Recommendation": {"Text": "See the documentation.", "Url": "https://docs.aws.amazon.com/console/securityhub/%3$s/remediation"}},
     "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::bucket-%1$d", "Partition": "aws", "Region": "eu-west-1", "Tags": {%5$s}}],
     "Compliance": {"Status": "FAILED", "SecurityControlId": "%3$s",
      "AssociatedStandards": [{"StandardsId": "standards/aws-foundational-security-best-practices/v/1.0.0"}]},
     "WorkflowState": "NEW", "Workflow": {"Status": "NEW"}, "RecordState": "ACTIVE",
     "FindingProviderFields": {"Severity": {"Label": "%4$s", "Original": "%4$s"}, "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"]}}\
    """
        .formatted(at, account, control, severity, pick(TAGS, random));
  }

  /// A finding of some 4.2 KB, as those of controls are: with details of its resource and fields of
  /// its product.
  private static String large(int at, Random random) {
    String finding = finding(at, random);
    return finding.substring(0, finding.length() - 1)
        + """
        , "ProductFields": {%s}, "Sample": false,
         "Network": {"Direction": "IN", "Protocol": "TCP", "SourceIpV4": "10.0.%d.%d"}}\
        """
            .formatted(PRODUCT_FIELDS, at / 256 % 256, at % 256);
  }

  private static String productFields() {
    return IntStream.range(0, 22)
        .mapToObj(
            field ->
                "\"aws/securityhub/field-%d\": \"arn:aws:securityhub:eu-west-1:111122223333:control/%d/%s\""
                    .formatted(field, field, "related-configuration-item-"))
        .collect(Collectors.joining(", "));
  }

  private static String pick(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
