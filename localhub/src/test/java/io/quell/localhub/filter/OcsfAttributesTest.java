package io.quell.localhub.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.LocalHub;
import io.quell.localhub.filter.FindingAttribute.FilterKind;
import io.quell.localhub.json.JsonText;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.securityhub.model.OcsfBooleanField;
import software.amazon.awssdk.services.securityhub.model.OcsfDateField;
import software.amazon.awssdk.services.securityhub.model.OcsfIpField;
import software.amazon.awssdk.services.securityhub.model.OcsfMapField;
import software.amazon.awssdk.services.securityhub.model.OcsfNumberField;
import software.amazon.awssdk.services.securityhub.model.OcsfStringField;

/// Filters by every field that the model in the AWS SDK names, and finds the one finding that has
/// it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OcsfAttributesTest {
  /// A value of a field, and the filter that finds it.
  private record Sample(String value, String member, String filter) {
    static Sample of(FilterKind kind) {
      return switch (kind) {
        case STRING ->
            new Sample("'word'", "StringFilters", "{'Value': 'word', 'Comparison': 'EQUALS'}");
        case NUMBER -> new Sample("7.5", "NumberFilters", "{'Eq': 7.5}");
        case DATE ->
            new Sample(
                "'2026-02-02T00:00:00Z'",
                "DateFilters",
                "{'Start': '2026-02-01T00:00:00Z', 'End': '2026-02-03T00:00:00Z'}");
        case BOOLEAN -> new Sample("true", "BooleanFilters", "{'Value': true}");
        case PAIRS ->
            new Sample(
                "[{'name': 'k', 'value': 'v'}]",
                "MapFilters",
                "{'Key': 'k', 'Value': 'v', 'Comparison': 'EQUALS'}");
        case IP -> new Sample("'10.1.2.3'", "IpFilters", "{'Cidr': '10.0.0.0/8'}");
        case MAP, KEYWORD -> throw new AssertionError("OCSF has no " + kind);
      };
    }
  }

  private final LocalHub hub = LocalHub.start();

  static Stream<Arguments> fields() {
    return Stream.of(
            of(FilterKind.STRING, OcsfStringField.knownValues().stream()),
            of(FilterKind.NUMBER, OcsfNumberField.knownValues().stream()),
            of(FilterKind.DATE, OcsfDateField.knownValues().stream()),
            of(FilterKind.BOOLEAN, OcsfBooleanField.knownValues().stream()),
            of(FilterKind.PAIRS, OcsfMapField.knownValues().stream()),
            of(FilterKind.IP, OcsfIpField.knownValues().stream()))
        .flatMap(fields -> fields);
  }

  private static Stream<Arguments> of(FilterKind kind, Stream<?> fields) {
    return fields.map(String::valueOf).sorted().map(field -> Arguments.of(kind, field));
  }

  @BeforeAll
  void seedAFindingForEachField() {
    fields()
        .forEach(
            arguments -> {
              String field = String.valueOf(arguments.get()[1]);
              Sample sample = Sample.of(FilterKind.valueOf(String.valueOf(arguments.get()[0])));
              ObjectNode finding = JsonText.object();
              finding.putObject("metadata").put("uid", "of " + field);
              put(finding, field, HubCalls.json(sample.value().replace('\'', '"')));
              hub.seed(finding.toString());
            });
  }

  @AfterAll
  void close() {
    hub.close();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void areFilteredBy(FilterKind kind, String field) {
    assertThat(OcsfAttributes.named(field)).map(FindingAttribute::kind).contains(kind);
    Sample sample = Sample.of(kind);
    Answer answer =
        HubCalls.send(
            hub,
            "POST",
            "/findingsv2",
            """
            {'Filters': {'CompositeFilters': [{'%s': [{'FieldName': '%s', 'Filter': %s}]}]}}
            """
                .formatted(sample.member(), field, sample.filter())
                .replace('\'', '"'));
    assertThat(answer.body().path("Findings")).as(answer.body().toString()).hasSize(1);
    assertThat(answer.body().at("/Findings/0/metadata/uid").asText()).isIn("of " + field, "word");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void areSortedByUnlessTheyAreMaps(FilterKind kind, String field) {
    Answer answer =
        HubCalls.send(
            hub,
            "POST",
            "/findingsv2",
            "{\"SortCriteria\": [{\"Field\": \"" + field + "\", \"SortOrder\": \"asc\"}]}");
    assertThat(answer.status()).isEqualTo(kind == FilterKind.PAIRS ? 400 : 200);
  }

  @Test
  void areNoOthersThanThoseOfTheModel() {
    assertThat(OcsfAttributes.names())
        .containsExactlyInAnyOrderElementsOf(
            fields().map(field -> String.valueOf(field.get()[1])).toList());
  }

  /// Puts a value at a path; what OCSF has as a list is a list.
  private static void put(ObjectNode finding, String path, JsonNode value) {
    String[] members = path.split("\\.", -1);
    ObjectNode holder = finding;
    for (String member : Arrays.copyOf(members, members.length - 1)) {
      boolean many =
          member.equals("resources")
              || member.equals("evidences")
              || member.equals("vulnerabilities");
      holder = many ? holder.withArray(member).addObject() : holder.withObjectProperty(member);
    }
    holder.set(members[members.length - 1], value);
  }
}
