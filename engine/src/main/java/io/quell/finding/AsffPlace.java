package io.quell.finding;

import static io.quell.finding.FieldPlace.COMPUTED;
import static io.quell.finding.FieldPlace.NOWHERE;
import static io.quell.finding.FieldPlace.always;
import static io.quell.finding.FieldPlace.inEach;
import static io.quell.finding.FieldPlace.member;
import static io.quell.finding.FieldPlace.number;
import static io.quell.finding.FieldPlace.orElsewhere;
import static io.quell.finding.FieldPlace.sometimes;
import static io.quell.finding.FieldPlace.text;
import static io.quell.finding.FieldPlace.time;

import java.util.Arrays;
import java.util.stream.Stream;

/// Where findings in ASFF have the fields that criteria test, in the order in which they have them.
enum AsffPlace {
  FORMAT(COMPUTED),
  CLASS(NOWHERE),
  ID(always(text("Id"))),
  PRODUCT(always(member(new Form.ProductArn(":product/"), "ProductArn"))),
  GENERATOR(always(text("GeneratorId"))),
  ACCOUNT(orElsewhere(text("AwsAccountId"))),
  REGION(orElsewhere(text("Region"))),
  TYPE(sometimes(member(new Form.Text(true), "Types"))),
  AGE(COMPUTED),
  FIRST_OBSERVED_AT(sometimes(time("FirstObservedAt"))),
  LAST_OBSERVED_AT(sometimes(time("LastObservedAt"))),
  CREATED_AT(sometimes(time("CreatedAt"))),
  UPDATED_AT(sometimes(time("UpdatedAt"))),
  SEVERITY(severity("Severity")),
  NORMALIZED_SEVERITY(orElsewhere(number("Severity", "Normalized"))),
  CONFIDENCE(ofProvider("Confidence")),
  CRITICALITY(ofProvider("Criticality")),
  TITLE(always(text("Title"))),
  DESCRIPTION(always(text("Description"))),
  RESOURCE_TYPE(inEach("Resources", text("Type"))),
  RESOURCE_ID(inEach("Resources", text("Id"))),
  RESOURCE_PARTITION(inEach("Resources", text("Partition"))),
  RESOURCE_REGION(inEach("Resources", text("Region"))),
  COMPLIANCE_STATUS(sometimes(text("Compliance", "Status"))),
  CONTROL(orElsewhere(text("Compliance", "SecurityControlId"))),
  STANDARD(
      orElsewhere(
          member(new Form.TextOfEach(), "Compliance", "AssociatedStandards", "StandardsId"))),
  WORKFLOW_STATUS(
      sometimes(member(Form.Words.names(WorkflowStatus.values()), "Workflow", "Status"))),
  RECORD_STATE(sometimes(text("RecordState"))),
  VERIFICATION_STATE(sometimes(text("VerificationState"))),
  NOTE_TEXT(sometimes(text("Note", "Text"))),
  NOTE_AUTHOR(sometimes(text("Note", "UpdatedBy"))),
  PROVIDER_SEVERITY(severity("FindingProviderFields", "Severity")),
  VULNERABILITY(inEach("Vulnerabilities", text("Id"))),
  CVSS(inEach("Vulnerabilities", member(new Form.HighestScore("Version"), "Cvss", "BaseScore"))),
  EPSS(inEach("Vulnerabilities", number("EpssScore"))),
  FIX_AVAILABLE(inEach("Vulnerabilities", text("FixAvailable"))),
  EXPLOIT_AVAILABLE(inEach("Vulnerabilities", text("ExploitAvailable")));

  @SuppressWarnings("ImmutableEnumChecker") // a record that does not change
  private final FieldPlace place;

  AsffPlace(FieldPlace place) {
    this.place = place;
  }

  FieldPlace place() {
    return place;
  }

  /// A number that the provider gave, so that it is among its fields too: rules see it there.
  private static FieldPlace ofProvider(String name) {
    return sometimes(number(name), number("FindingProviderFields", name).onlyWritten());
  }

  /// The label, else the label of the number.
  private static FieldPlace severity(String... path) {
    return orElsewhere(
        member(Form.Words.names(SeverityLabel.values()), longer(path, "Label")),
        member(new Form.NormalizedSeverity(), longer(path, "Normalized")).onlyRead());
  }

  private static String[] longer(String[] path, String name) {
    return Stream.concat(Arrays.stream(path), Stream.of(name)).toArray(String[]::new);
  }
}
