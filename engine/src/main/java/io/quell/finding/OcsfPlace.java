package io.quell.finding;

import static io.quell.finding.FieldPlace.COMPUTED;
import static io.quell.finding.FieldPlace.NOWHERE;
import static io.quell.finding.FieldPlace.always;
import static io.quell.finding.FieldPlace.inEach;
import static io.quell.finding.FieldPlace.member;
import static io.quell.finding.FieldPlace.namesInEach;
import static io.quell.finding.FieldPlace.number;
import static io.quell.finding.FieldPlace.orElsewhere;
import static io.quell.finding.FieldPlace.sometimes;
import static io.quell.finding.FieldPlace.text;
import static io.quell.finding.FieldPlace.time;

import io.quell.finding.FieldPlace.Member;
import java.util.Map;
import java.util.function.Function;

/// Where findings in OCSF have the fields that criteria test, in the order in which they have them.
enum OcsfPlace {
  FORMAT(COMPUTED),
  RECORD_STATE(COMPUTED),
  CLASS(sometimes(member(new Form.WholeNumber(), "class_uid"))),
  ACCOUNT(orElsewhere(text("cloud", "account", "uid"))),
  REGION(orElsewhere(text("cloud", "region"))),
  CONTROL(sometimes(text("compliance", "control"))),
  STANDARD(sometimes(member(new Form.Text(true), "compliance", "standards"))),
  COMPLIANCE_STATUS(
      sometimes(
          member(
              new Form.Words(
                  Map.of(
                      "Pass",
                      "PASSED",
                      "Fail",
                      "FAILED",
                      "Warning",
                      "WARNING",
                      "Unknown",
                      "NOT_AVAILABLE"),
                  true),
              "compliance",
              "status"))),
  ID(always(text("metadata", "uid"), text("finding_info", "uid"))),
  TITLE(always(text("finding_info", "title"))),
  DESCRIPTION(always(text("finding_info", "desc"))),
  TYPE(sometimes(member(new Form.Text(true), "finding_info", "types"))),
  GENERATOR(
      sometimes(
          text("finding_info", "analytic", "uid"),
          text("finding_info", "analytic", "name").onlyRead())),
  AGE(COMPUTED),
  CREATED_AT(milliseconds("created_time")),
  UPDATED_AT(milliseconds("modified_time")),
  FIRST_OBSERVED_AT(milliseconds("first_seen_time")),
  LAST_OBSERVED_AT(milliseconds("last_seen_time")),
  PRODUCT(
      always(
          member(new Form.ProductArn(":productv2/", ":product/"), "metadata", "product", "uid"))),
  CONFIDENCE(sometimes(number("confidence_score"))),
  CRITICALITY(NOWHERE),
  RESOURCE_TYPE(inEach("resources", member(new Form.ResourceType(), "type"))),
  RESOURCE_ID(namesInEach("resources", text("uid_alt"), text("uid"))),
  RESOURCE_PARTITION(inEach("resources", text("cloud_partition"))),
  RESOURCE_REGION(inEach("resources", text("region"))),
  SEVERITY(orElsewhere(severity(OcsfSeverity::id, "severity_id"), caption("severity"))),
  NORMALIZED_SEVERITY(COMPUTED),
  PROVIDER_SEVERITY(
      sometimes(
          severity(OcsfSeverity::id, "vendor_attributes", "severity_id"),
          caption("vendor_attributes", "severity"))),
  WORKFLOW_STATUS(
      sometimes(
          status(OcsfStatus::id, "status_id"),
          status(OcsfStatus::caption, "status").onlyWritten())),
  VERIFICATION_STATE(NOWHERE),
  NOTE_TEXT(sometimes(text("comment"))),
  NOTE_AUTHOR(NOWHERE),
  VULNERABILITY(inEach("vulnerabilities", text("cve", "uid"))),
  CVSS(
      inEach(
          "vulnerabilities",
          member(new Form.HighestScore("version"), "cve", "cvss", "base_score"))),
  EPSS(inEach("vulnerabilities", number("cve", "epss", "score"))),
  FIX_AVAILABLE(
      inEach(
          "vulnerabilities",
          member(
              new Form.Words(Map.of("Complete", "YES", "Partial", "PARTIAL", "None", "NO"), false),
              "fix_coverage"),
          yesOrNo("is_fix_available").onlyRead())),
  EXPLOIT_AVAILABLE(inEach("vulnerabilities", yesOrNo("is_exploit_available")));

  @SuppressWarnings("ImmutableEnumChecker") // a record that does not change
  private final FieldPlace place;

  OcsfPlace(FieldPlace place) {
    this.place = place;
  }

  FieldPlace place() {
    return place;
  }

  /// Milliseconds, and the text beside them.
  private static FieldPlace milliseconds(String name) {
    return sometimes(
        member(new Form.Milliseconds(), "finding_info", name), time("finding_info", name + "_dt"));
  }

  private static Member severity(Function<OcsfSeverity, Object> word, String... path) {
    return member(
        Form.Words.of(OcsfSeverity.values(), word, severity -> severity.label().map(Enum::name)),
        path);
  }

  private static Member caption(String... path) {
    return severity(OcsfSeverity::caption, path).onlyWritten();
  }

  private static Member status(Function<OcsfStatus, Object> word, String... path) {
    return member(
        Form.Words.of(OcsfStatus.values(), word, status -> status.workflowStatus().map(Enum::name)),
        path);
  }

  private static Member yesOrNo(String name) {
    return member(new Form.Words(Map.of(true, "YES", false, "NO"), false), name);
  }
}
