package io.quell.bench;

import io.quell.book.Book;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileCompiler;
import io.quell.rulefile.RuleFileException;
import io.quell.run.RuleEngine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rule books of any size, and the findings they meet.
public final class Books {
  /// The time at which the books decide.
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  /// A book of any size from here on decides alike on [#findings]: so many rules match one of them
  /// each.
  public static final int FEWEST_RULES = 10;
  private static final int FINDINGS = 100;

  private Books() {}

  /// A file of so many rules as people write them: two controls, an account, a tag, an exception.
  public static byte[] yaml(int rules) {
    var text =
        new StringBuilder("lists:\n  production: [\"111122223333\", \"444455556666\"]\nrules:\n");
    for (int at = 0; at < rules; at++) {
      text.append(
          """
            - id: rule-%1$d
              title: Log buckets of team %1$d keep no access log of their own
              reason: A bucket that logs to itself grows without end; its readers are few and audited.
              owner: platform-security
              expires: 2027-06-30
              when:
                control: [S3.%1$d, EC2.%1$d]
                account: {list: production}
                resource-tag:
                  purpose: access-logs
              unless:
                severity: CRITICAL
              then:
                workflow-status: SUPPRESSED
          """
              .formatted(at));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The same as the build packages it.
  public static byte[] packaged(int rules) {
    try {
      return RuleFileCompiler.json("rules.yaml", yaml(rules)).getBytes(StandardCharsets.UTF_8);
    } catch (RuleFileException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads a file and makes the engine: all that has to happen before the first finding.
  public static RuleEngine load(byte[] file) {
    return book(file).engine(CLOCK);
  }

  /// Reads a file.
  public static Book book(byte[] file) {
    try {
      return Book.of(RuleFile.read("rules", file), "bench");
    } catch (RuleFileException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Findings of which every second meets one rule, whatever the size of the book.
  public static List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (int at = 0; at < FINDINGS; at++) {
      findings.add(finding(at, at % 2 == 0 ? "S3." + at % FEWEST_RULES : "Config." + at));
    }
    return findings;
  }

  private static Finding finding(int at, String control) {
    String arn = "arn:aws:s3:::bucket-" + at;
    try {
      return Finding.read(
          Json.read(
              Json.write(
                  Map.ofEntries(
                      Map.entry("SchemaVersion", "2018-10-08"),
                      Map.entry(
                          "Id",
                          "arn:aws:securityhub:eu-west-1:111122223333:security-control/%s/finding/%d"
                              .formatted(control, at)),
                      Map.entry(
                          "ProductArn", "arn:aws:securityhub:eu-west-1::product/aws/securityhub"),
                      Map.entry("GeneratorId", "security-control/" + control),
                      Map.entry("AwsAccountId", "111122223333"),
                      Map.entry("Region", "eu-west-1"),
                      Map.entry("Title", "Buckets should have access logging enabled"),
                      Map.entry("Severity", Map.of("Label", "MEDIUM", "Normalized", 40)),
                      Map.entry(
                          "FindingProviderFields", Map.of("Severity", Map.of("Label", "MEDIUM"))),
                      Map.entry(
                          "Compliance", Map.of("Status", "FAILED", "SecurityControlId", control)),
                      Map.entry("Workflow", Map.of("Status", "NEW")),
                      Map.entry("RecordState", "ACTIVE"),
                      Map.entry("UpdatedAt", "2026-11-16T07:14:22.118Z"),
                      Map.entry(
                          "Resources",
                          List.of(
                              Map.of(
                                  "Type",
                                  "AwsS3Bucket",
                                  "Id",
                                  arn,
                                  "Partition",
                                  "aws",
                                  "Region",
                                  "eu-west-1",
                                  "Tags",
                                  Map.of(
                                      "purpose",
                                      "access-logs",
                                      "team",
                                      "platform",
                                      "Name",
                                      "bucket-" + at))))))));
    } catch (UnreadableException e) {
      throw new IllegalStateException(e);
    }
  }
}
