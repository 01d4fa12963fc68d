package io.quell.hub;

import static io.quell.finding.Format.ASFF;
import static io.quell.finding.Format.OCSF;
import static io.quell.hub.HubFindings.SUPPRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.call.FakeTimeSource;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Fault;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes over the wire, and what the hub holds afterwards.
final class OperationTest {
  private final LocalHub local = LocalHub.start();
  private final Relay relay = new Relay(local);
  private final SecurityHub hub = SecurityHub.local(relay.endpoint(), new FakeTimeSource());

  @AfterEach
  void stop() {
    hub.close();
    relay.close();
    local.close();
  }

  /// An update, what the call says besides the findings, and what the finding then has among the
  /// rest.
  record Row(Format format, Update update, String sent, String held) {
    @Override
    public String toString() {
      return format + " " + sent;
    }
  }

  private static Row asff(Update update, String sentAndHeld) {
    return new Row(ASFF, update, sentAndHeld, sentAndHeld);
  }

  private static Row ocsf(Update update, String sent, String held) {
    return new Row(OCSF, update, sent, held);
  }

  static List<Row> rows() {
    Note note = new Note("because", "quell");
    var related =
        List.of(
            new FindingIdentifier.Asff("b", HubFindings.PRODUCT),
            new FindingIdentifier.Asff("c", "p"));
    List<Row> rows =
        new ArrayList<>(
            List.of(
                asff(
                    Update.builder().severity(SeverityLabel.LOW).build(),
                    "{'Severity': {'Label': 'LOW'}}"),
                asff(
                    Update.builder()
                        .set(UpdateField.NORMALIZED_SEVERITY, new FieldValue.Percentage(71))
                        .build(),
                    "{'Severity': {'Normalized': 71}}"),
                asff(
                    Update.builder()
                        .set(UpdateField.PRODUCT_SEVERITY, new FieldValue.Decimal(7.5))
                        .build(),
                    "{'Severity': {'Product': 7.5}}"),
                asff(
                    Update.builder()
                        .severity(SeverityLabel.CRITICAL)
                        .set(UpdateField.NORMALIZED_SEVERITY, new FieldValue.Percentage(95))
                        .set(UpdateField.PRODUCT_SEVERITY, new FieldValue.Decimal(9.25))
                        .build(),
                    "{'Severity': {'Label': 'CRITICAL', 'Normalized': 95, 'Product': 9.25}}"),
                asff(
                    Update.builder().note(note).build(),
                    "{'Note': {'Text': 'because', 'UpdatedBy': 'quell'}}"),
                asff(
                    Update.builder()
                        .set(UpdateField.CONFIDENCE, new FieldValue.Percentage(0))
                        .build(),
                    "{'Confidence': 0}"),
                asff(
                    Update.builder()
                        .set(UpdateField.CONFIDENCE, new FieldValue.Percentage(100))
                        .build(),
                    "{'Confidence': 100}"),
                asff(
                    Update.builder()
                        .set(UpdateField.CRITICALITY, new FieldValue.Percentage(0))
                        .build(),
                    "{'Criticality': 0}"),
                asff(
                    Update.builder()
                        .set(UpdateField.CRITICALITY, new FieldValue.Percentage(100))
                        .build(),
                    "{'Criticality': 100}"),
                asff(
                    Update.builder()
                        .set(
                            UpdateField.TYPES,
                            new FieldValue.Texts(List.of("TTPs/Discovery", "Effects")))
                        .build(),
                    "{'Types': ['TTPs/Discovery', 'Effects']}"),
                asff(
                    Update.builder()
                        .userDefinedFields(Map.of("quell.rules", "s3", "ö", "\"x\""))
                        .build(),
                    "{'UserDefinedFields': {'quell.rules': 's3', 'ö': '\\\"x\\\"'}}"),
                asff(
                    Update.builder().relatedFindings(related).build(),
                    "{'RelatedFindings': [{'Id': 'b', 'ProductArn': '%s'}, {'Id': 'c', 'ProductArn': 'p'}]}"
                        .formatted(HubFindings.PRODUCT)),
                asff(
                    Update.builder()
                        .severity(SeverityLabel.HIGH)
                        .workflowStatus(WorkflowStatus.NOTIFIED)
                        .note(note)
                        .set(
                            UpdateField.VERIFICATION_STATE,
                            new FieldValue.Constant(VerificationState.TRUE_POSITIVE))
                        .set(UpdateField.CONFIDENCE, new FieldValue.Percentage(42))
                        .set(UpdateField.CRITICALITY, new FieldValue.Percentage(43))
                        .set(
                            UpdateField.TYPES,
                            new FieldValue.Texts(List.of("Effects/Data Exposure")))
                        .userDefinedFields(Map.of("a", "b"))
                        .build(),
                    """
                    {'Severity': {'Label': 'HIGH'}, 'Workflow': {'Status': 'NOTIFIED'},
                     'Note': {'Text': 'because', 'UpdatedBy': 'quell'}, 'VerificationState': 'TRUE_POSITIVE',
                     'Confidence': 42, 'Criticality': 43, 'Types': ['Effects/Data Exposure'],
                     'UserDefinedFields': {'a': 'b'}}\
                    """),
                ocsf(
                    Update.builder().severity(SeverityLabel.LOW).build(),
                    "{'SeverityId': 2}",
                    "{'severity_id': 2}"),
                ocsf(
                    Update.builder()
                        .severity(SeverityLabel.LOW)
                        .severityId(OcsfSeverity.FATAL)
                        .build(),
                    "{'SeverityId': 6}",
                    "{'severity_id': 6}"),
                ocsf(SUPPRESS, "{'StatusId': 3}", "{'status_id': 3}"),
                ocsf(
                    Update.builder()
                        .workflowStatus(WorkflowStatus.NEW)
                        .statusId(OcsfStatus.ARCHIVED)
                        .build(),
                    "{'StatusId': 5}",
                    "{'status_id': 5}"),
                ocsf(
                    Update.builder().note(note).build(),
                    "{'Comment': 'because'}",
                    "{'comment': 'because'}"),
                ocsf(
                    Update.builder()
                        .severity(SeverityLabel.HIGH)
                        .workflowStatus(WorkflowStatus.NOTIFIED)
                        .note(note)
                        .build(),
                    "{'SeverityId': 4, 'StatusId': 2, 'Comment': 'because'}",
                    "{'severity_id': 4, 'status_id': 2, 'comment': 'because'}")));
    for (SeverityLabel label : SeverityLabel.values()) {
      rows.add(
          asff(
              Update.builder().severity(label).build(),
              "{'Severity': {'Label': '%s'}}".formatted(label)));
    }
    for (WorkflowStatus status : WorkflowStatus.values()) {
      rows.add(
          asff(
              Update.builder().workflowStatus(status).build(),
              "{'Workflow': {'Status': '%s'}}".formatted(status)));
    }
    for (VerificationState state : VerificationState.values()) {
      rows.add(
          asff(
              Update.builder()
                  .set(UpdateField.VERIFICATION_STATE, new FieldValue.Constant(state))
                  .build(),
              "{'VerificationState': '%s'}".formatted(state)));
    }
    for (OcsfSeverity severity : OcsfSeverity.values()) {
      rows.add(
          ocsf(
              Update.builder().severityId(severity).build(),
              "{'SeverityId': %d}".formatted(severity.id()),
              "{'severity_id': %d}".formatted(severity.id())));
    }
    for (OcsfStatus status : OcsfStatus.values()) {
      rows.add(
          ocsf(
              Update.builder().statusId(status).build(),
              "{'StatusId': %d}".formatted(status.id()),
              "{'status_id': %d}".formatted(status.id())));
    }
    return rows;
  }

  @Test
  void testsEveryFieldThatAFormatHas() {
    assertThat(
            Arrays.stream(Format.values())
                .collect(
                    Collectors.toMap(
                        format -> format,
                        format ->
                            rows().stream()
                                .filter(row -> row.format() == format)
                                .flatMap(row -> row.update().values().keySet().stream())
                                .collect(Collectors.toSet()))))
        .isEqualTo(
            Arrays.stream(Format.values())
                .collect(
                    Collectors.toMap(
                        format -> format,
                        format ->
                            Arrays.stream(UpdateField.values())
                                .filter(field -> field.isExpressibleIn(format))
                                .collect(Collectors.toSet()))));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void sendsWhatIsSetAndNothingElse(Row row) {
    FindingIdentifier finding = HubFindings.seed(local, row.format(), "a");

    Map<FindingIdentifier, UpdateResult> answers =
        hub.apply(List.of(new FindingUpdate(finding, row.update())));

    assertThat(answers).containsOnly(Map.entry(finding, new UpdateResult.Processed()));
    assertThat(relay.calls()).hasSize(1);
    ObjectNode call = relay.calls().getFirst().deepCopy();
    call.remove(List.of("FindingIdentifiers", "MetadataUids"));
    assertThat(call).isEqualTo(json(row.sent()));
    JsonNode held = HubFindings.held(local, finding);
    assertThat(has(held, json(row.held()))).as("%s has %s", held, row.held()).isTrue();
  }

  private static JsonNode json(String text) {
    return Relay.json(text.replace('\'', '"'));
  }

  /// Whether a value has all that another has: objects may have more members.
  private static boolean has(JsonNode value, JsonNode wanted) {
    return wanted instanceof ObjectNode object
        ? object
            .propertyStream()
            .allMatch(member -> has(value.path(member.getKey()), member.getValue()))
        : wanted.isNumber() ? value.asDouble() == wanted.asDouble() : value.equals(wanted);
  }

  @Test
  void namesAsffFindingsByIdAndProduct() {
    List<FindingIdentifier> findings = HubFindings.seed(local, ASFF, 2);

    hub.apply(HubFindings.all(findings, SUPPRESS));

    assertThat(relay.calls())
        .singleElement()
        .satisfies(
            call ->
                assertThat(call.path("FindingIdentifiers"))
                    .isEqualTo(
                        json(
                            "[{'Id': 'finding/0', 'ProductArn': '%1$s'}, {'Id': 'finding/1', 'ProductArn': '%1$s'}]"
                                .formatted(HubFindings.PRODUCT))));
  }

  @Test
  void namesOcsfFindingsInEitherWayButNeverInBothInOneCall() {
    List<FindingIdentifier> findings = new ArrayList<>();
    for (int at = 0; at < 150; at++) {
      HubFindings.seed(local, OCSF, "u" + at);
      HubFindings.seed(local, OCSF, "p" + at);
      findings.add(HubFindings.identifier(OCSF, "u" + at));
      findings.add(HubFindings.parts("p" + at));
    }

    Map<FindingIdentifier, UpdateResult> answers = hub.apply(HubFindings.all(findings, SUPPRESS));

    assertThat(answers).containsOnlyKeys(findings);
    assertThat(answers.values()).containsOnly(new UpdateResult.Processed());
    assertThat(relay.calls())
        .hasSize(4)
        .allSatisfy(
            call -> {
              assertThat(call.has("MetadataUids")).isNotEqualTo(call.has("FindingIdentifiers"));
              assertThat(call.path("MetadataUids").size() + call.path("FindingIdentifiers").size())
                  .isIn(50, 100);
            });
    assertThat(
            relay.calls().stream()
                .flatMap(call -> call.path("MetadataUids").valueStream())
                .map(JsonNode::asText))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 150).mapToObj(at -> "u" + at).toList());
    assertThat(
            relay.calls().stream().flatMap(call -> call.path("FindingIdentifiers").valueStream()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 150)
                .mapToObj(
                    at ->
                        json(
                            "{'CloudAccountUid': '%s', 'FindingInfoUid': 'info/p%d', 'MetadataProductUid': '%s'}"
                                .formatted(HubFindings.ACCOUNT, at, HubFindings.PRODUCT_V2)))
                .toList());
    assertThat(findings)
        .allSatisfy(
            finding -> assertThat(HubFindings.effectiveUpdates(local, finding)).isEqualTo(1));
  }

  @Test
  void neverMixesFormatsInOneCall() {
    FindingIdentifier asff = HubFindings.seed(local, ASFF, "a");
    FindingIdentifier ocsf = HubFindings.seed(local, OCSF, "a");

    Map<FindingIdentifier, UpdateResult> answers =
        hub.apply(HubFindings.all(List.of(asff, ocsf), SUPPRESS));

    assertThat(answers.values()).hasSize(2).containsOnly(new UpdateResult.Processed());
    assertThat(HubFindings.held(local, asff).at("/Workflow/Status").asText())
        .isEqualTo("SUPPRESSED");
    assertThat(HubFindings.held(local, ocsf).path("status_id").asInt()).isEqualTo(3);
    assertThat(relay.calls()).hasSize(2);
  }

  static Stream<FindingIdentifier> waysToNameAnOcsfFinding() {
    return Stream.of(HubFindings.identifier(OCSF, "a"), HubFindings.parts("a"));
  }

  @ParameterizedTest
  @MethodSource("waysToNameAnOcsfFinding")
  void readsWhatIsUnprocessedWhicheverWayItIsNamed(FindingIdentifier finding) {
    HubFindings.seed(local, OCSF, "a");
    local.faults().inject(Fault.unprocessed(UnprocessedCode.VALIDATION));

    assertThat(hub.apply(HubFindings.all(List.of(finding), SUPPRESS)).get(finding))
        .isInstanceOfSatisfying(
            UpdateResult.Unprocessed.class,
            unprocessed -> assertThat(unprocessed.code()).isEqualTo("ValidationException"));
  }

  @ParameterizedTest
  @MethodSource("waysToNameAnOcsfFinding")
  void readsAnAnswerThatNamesFindingsInBothWays(FindingIdentifier finding) {
    String both =
        """
        {'MetadataUid': 'a', 'FindingIdentifier':
          {'CloudAccountUid': '%s', 'FindingInfoUid': 'info/a', 'MetadataProductUid': '%s'}%s}\
        """;
    String processed = both.formatted(HubFindings.ACCOUNT, HubFindings.PRODUCT_V2, "");
    String refused =
        both.formatted(
            HubFindings.ACCOUNT, HubFindings.PRODUCT_V2, ", 'ErrorCode': 'ValidationException'");
    List<FindingUpdate> updates = HubFindings.all(List.of(finding), SUPPRESS);

    answer("{'ProcessedFindings': [%s], 'UnprocessedFindings': []}".formatted(processed));
    assertThat(hub.apply(updates)).containsOnly(Map.entry(finding, new UpdateResult.Processed()));

    answer("{'ProcessedFindings': [], 'UnprocessedFindings': [%s]}".formatted(refused));
    assertThat(hub.apply(updates).get(finding))
        .isInstanceOfSatisfying(
            UpdateResult.Unprocessed.class,
            unprocessed -> assertThat(unprocessed.code()).isEqualTo("ValidationException"));
  }

  private void answer(String text) {
    relay.answerInstead(_ -> Optional.of(new Relay.Reply(200, text.replace('\'', '"'))));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void endsAnUnknownFindingsStoryWithAHint(Format format) {
    FindingIdentifier unknown = HubFindings.identifier(format, "nobody");

    assertThat(hub.apply(HubFindings.all(List.of(unknown), SUPPRESS)).get(unknown))
        .isInstanceOfSatisfying(
            UpdateResult.Unprocessed.class,
            unprocessed ->
                assertThat(unprocessed.message())
                    .contains("The call went to " + relay.endpoint() + ";")
                    .doesNotContain(".."));
  }
}
