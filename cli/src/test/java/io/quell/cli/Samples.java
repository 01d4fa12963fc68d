package io.quell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Sample events, and small findings made for a test. The events are the tests' own: those in
/// `events` are the user's.
public final class Samples {
  public static final Path EVENTS = Path.of("../testing/src/test/resources/events");
  public static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";
  public static final String PRODUCT_V2 =
      "arn:aws:securityhub:eu-west-1::productv2/aws/securityhub";
  public static final String ACCOUNT = "444455556666";

  private Samples() {}

  /// The path of a sample event.
  public static String event(String name) {
    return EVENTS.resolve(name + ".json").toString();
  }

  /// How many sample events there are.
  public static int count() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      return Math.toIntExact(files.filter(file -> file.toString().endsWith(".json")).count());
    }
  }

  /// The folders of findings and events as AWS sends them: the sample events, and the corpus where
  /// it is kept beside the project; the console says where it is not.
  static List<Path> folders() {
    Path corpus = Path.of("..", "..", "shared", "corpus");
    if (Files.isDirectory(corpus)) {
      return List.of(EVENTS, corpus);
    }
    System.out.println(
        "with the sample events alone: there is no corpus at "
            + corpus.toAbsolutePath().normalize());
    return List.of(EVENTS);
  }

  /// A finding of control S3.9 on a bucket that receives access logs, which a rule suppresses.
  public static String logBucket(String id) {
    return """
    {"Id": "%s", "ProductArn": "%s", "AwsAccountId": "444455556666", "Title": "No access log",
     "Severity": {"Label": "MEDIUM"}, "Workflow": {"Status": "NEW"},
     "Compliance": {"Status": "FAILED", "SecurityControlId": "S3.9"},
     "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::logs-%s", "Tags": {"purpose": "access-logs"}}]}
    """
        .formatted(id, PRODUCT, id);
  }

  /// The same defect in OCSF.
  public static String ocsfLogBucket(String uid) {
    return """
    {"class_uid": 2003, "activity_id": 1, "cloud": {"account": {"uid": "%s"}, "region": "eu-west-1"},
     "compliance": {"control": "S3.9", "status": "Fail", "status_id": 3},
     "finding_info": {"uid": "info-%s", "title": "No access log", "created_time": 1767225600000},
     "metadata": {"uid": "%s", "version": "1.6.0", "product": {"name": "Security Hub", "uid": "%s"}},
     "resources": [{"type": "AWS::S3::Bucket", "uid": "logs-%s", "uid_alt": "arn:aws:s3:::logs-%s",
       "tags": [{"name": "purpose", "value": "access-logs"}]}],
     "severity_id": 3, "severity": "Medium", "status_id": 1, "status": "New",
     "vendor_attributes": {"severity_id": 3, "severity": "Medium"}}
    """
        .formatted(ACCOUNT, uid, uid, PRODUCT_V2, uid, uid);
  }

  /// The same without the uid that the hub gives.
  public static String ocsfWithoutUid(String own) {
    return ocsfLogBucket(own)
        .replace("\"metadata\": {\"uid\": \"%s\", ".formatted(own), "\"metadata\": {");
  }

  /// The event that brings an OCSF finding.
  public static String ocsfEventOf(String finding) {
    return """
    {"id": "event-2", "source": "aws.securityhub", "detail-type": "Findings Imported V2",
     "detail": {"findings": [%s]}}
    """
        .formatted(finding);
  }

  /// The event that brings a finding.
  public static String eventOf(String finding) {
    return """
    {"id": "event-1", "source": "aws.securityhub", "detail-type": "Security Hub Findings - Imported",
     "detail": {"findings": [%s]}}
    """
        .formatted(finding);
  }

  /// A file in the folder with this text.
  public static String file(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
