package io.quell.localhub.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.OcsfFindings;
import io.quell.localhub.SampleFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AccessDeniedException;
import software.amazon.awssdk.services.securityhub.model.AllowedOperators;
import software.amazon.awssdk.services.securityhub.model.AwsOrganizationScope;
import software.amazon.awssdk.services.securityhub.model.CompositeFilter;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Response;
import software.amazon.awssdk.services.securityhub.model.MapFilterComparison;
import software.amazon.awssdk.services.securityhub.model.NumberFilter;
import software.amazon.awssdk.services.securityhub.model.OcsfMapField;
import software.amazon.awssdk.services.securityhub.model.OcsfMapFilter;
import software.amazon.awssdk.services.securityhub.model.OcsfNumberField;
import software.amazon.awssdk.services.securityhub.model.OcsfNumberFilter;
import software.amazon.awssdk.services.securityhub.model.OcsfStringField;
import software.amazon.awssdk.services.securityhub.model.OcsfStringFilter;
import software.amazon.awssdk.services.securityhub.model.SortCriterion;
import software.amazon.awssdk.services.securityhub.model.SortOrder;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;
import software.amazon.awssdk.services.securityhub.model.ValidationException;

class OcsfFilterTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  private final LocalHub hub =
      LocalHub.start(HubOptions.defaults().withClock(InstantSource.fixed(NOW)));

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void answersWithFindingsAsDocuments() {
    seed("b", finding -> {});
    seed("a", finding -> {});
    hub.seed(Findings.finding("asff").toString());
    try (SecurityHubClient client = HubCalls.client(hub)) {
      GetFindingsV2Response response = client.getFindingsV2(request -> {});
      assertThat(response.findings()).extracting(SampleFormat::uid).containsExactly("b", "a");
      assertThat(response.findings().getFirst().unwrap())
          .isInstanceOfSatisfying(
              Map.class,
              finding -> assertThat(finding.get("class_name")).isEqualTo("Compliance Finding"));
      assertThat(response.nextToken()).isNull();
    }
    assertThat(get("{}").body().at("/Findings/0")).isEqualTo(OcsfFindings.finding("b"));
  }

  @Test
  void joinsFiltersAsTheSdkWritesThem() {
    seed("a", finding -> finding.put("severity_id", 4));
    seed("b", finding -> finding.put("severity_id", 4).put("status_id", 3));
    seed("c", finding -> finding.withObjectProperty("cloud").put("region", "us-east-1"));
    seed("d", finding -> finding.remove("resources"));
    CompositeFilter severeAndOpen =
        CompositeFilter.builder()
            .operator(AllowedOperators.AND)
            .numberFilters(
                number(OcsfNumberField.SEVERITY_ID, filter -> filter.gte(4.0)),
                number(OcsfNumberField.STATUS_ID, filter -> filter.lt(3.0)))
            .build();
    CompositeFilter thatOrFromVirginia =
        CompositeFilter.builder()
            .operator(AllowedOperators.OR)
            .stringFilters(string(OcsfStringField.CLOUD_REGION, "us-east-1"))
            .nestedCompositeFilters(severeAndOpen)
            .build();
    OcsfMapFilter tagged =
        OcsfMapFilter.builder()
            .fieldName(OcsfMapField.RESOURCES_TAGS)
            .filter(
                filter -> filter.key("team").value("orders").comparison(MapFilterComparison.EQUALS))
            .build();
    CompositeFilter ofTheTeam = CompositeFilter.builder().mapFilters(tagged).build();
    try (SecurityHubClient client = HubCalls.client(hub)) {
      GetFindingsV2Response response =
          client.getFindingsV2(
              request ->
                  request
                      .filters(
                          filters ->
                              filters
                                  .compositeOperator(AllowedOperators.AND)
                                  .compositeFilters(thatOrFromVirginia, ofTheTeam))
                      .sortCriteria(sort("metadata.uid", SortOrder.DESC)));
      assertThat(response.findings()).extracting(SampleFormat::uid).containsExactly("c", "a");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'StringFilters': [{'FieldName': 'finding_info.title', 'Filter': {'Value': 'Queue',"
            + " 'Comparison': 'PREFIX'}}] | a b",
        "'StringFilters': [{'FieldName': 'finding_info.title', 'Filter': {'Value': 'REST',"
            + " 'Comparison': 'CONTAINS_WORD'}}] | a",
        "'StringFilters': [{'FieldName': 'finding_info.title', 'Filter': {'Value': 'res',"
            + " 'Comparison': 'CONTAINS_WORD'}}] | ''",
        "'StringFilters': [{'FieldName': 'finding_info.title', 'Filter': {'Value': 'rest',"
            + " 'Comparison': 'CONTAINS'}}] | a b",
        "'StringFilters': [{'FieldName': 'finding_info.types', 'Filter': {'Value': 'Posture"
            + " Management', 'Comparison': 'NOT_EQUALS'}}] | b",
        "'StringFilters': [{'FieldName': 'metadata.uid', 'Filter': {'Value': 'a', 'Comparison':"
            + " 'EQUALS'}}, {'FieldName': 'metadata.uid', 'Filter': {'Value': 'b', 'Comparison':"
            + " 'EQUALS'}}] | ''",
        "'Operator': 'OR', 'StringFilters': [{'FieldName': 'metadata.uid', 'Filter': {'Value': 'a',"
            + " 'Comparison': 'EQUALS'}}, {'FieldName': 'metadata.uid', 'Filter': {'Value': 'b',"
            + " 'Comparison': 'EQUALS'}}] | a b",
        "'MapFilters': [{'FieldName': 'resources.tags', 'Filter': {'Key': 'team', 'Value':"
            + " 'orders', 'Comparison': 'NOT_EQUALS'}}] | b",
        "'MapFilters': [{'FieldName': 'resources.tags', 'Filter': {'Key': 'name', 'Value': 'team',"
            + " 'Comparison': 'EQUALS'}}] | ''",
        "'MapFilters': [{'FieldName': 'compliance.control_parameters', 'Filter': {'Key': 'days',"
            + " 'Value': '9', 'Comparison': 'CONTAINS'}}] | a b",
        "'DateFilters': [{'FieldName': 'finding_info.created_time_dt', 'Filter': {'DateRange':"
            + " {'Value': 30, 'Unit': 'DAYS'}}}] | b",
        "'DateFilters': [{'FieldName': 'finding_info.created_time_dt', 'Filter':"
            + " {'Start': '1970-01-01T00:00:00Z', 'End': '2026-01-01T00:00:00Z'}}] | a",
        "'BooleanFilters': [{'FieldName': 'compliance.assessments.meets_criteria', 'Filter':"
            + " {'Value': true}}] | b",
        "'IpFilters': [{'FieldName': 'evidences.src_endpoint.ip', 'Filter': {'Cidr':"
            + " '10.0.0.0/8'}}] | b",
        "'Operator': 'OR' | a b"
      })
  void filters(String composite, String expected) {
    seed("a", finding -> {});
    seed(
        "b",
        finding -> {
          ObjectNode info = finding.withObjectProperty("finding_info");
          info.put("title", "Queue restarted").put("created_time_dt", "2026-03-30T00:00:00.000Z");
          info.withArray("types").removeAll().add("Threats");
          ((ObjectNode) finding.at("/resources/0"))
              .withArray("tags")
              .removeAll()
              .addObject()
              .put("name", "team")
              .put("value", "bills");
          ((ObjectNode) finding.at("/compliance/assessments/0")).put("meets_criteria", true);
          finding
              .withArray("evidences")
              .addObject()
              .putObject("src_endpoint")
              .put("ip", "10.1.2.3");
        });
    JsonNode found =
        get("{'Filters': {'CompositeFilters': [{" + composite + "}]}}").body().path("Findings");
    assertThat(found.valueStream().map(finding -> finding.at("/metadata/uid").asText()).toList())
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ", -1)));
  }

  @Test
  void joinsCompositesByOr() {
    seed("a", finding -> {});
    seed("b", finding -> {});
    seed("c", finding -> {});
    String one =
        "{'StringFilters': [{'FieldName': 'metadata.uid', 'Filter': {'Value': 'a', 'Comparison':"
            + " 'EQUALS'}}]}";
    String other = one.replace("'a'", "'c'");
    String both =
        "{'Filters': {'CompositeOperator': '%s', 'CompositeFilters': [" + one + "," + other + "]}}";
    assertThat(get(both.formatted("OR")).body().path("Findings")).hasSize(2);
    assertThat(get(both.formatted("AND")).body().path("Findings")).isEmpty();
    assertThat(get("{'Filters': {}}").body().path("Findings")).hasSize(3);
  }

  @Test
  void refusesMoreThanTwentyFiltersOfAType() {
    String filter = "{'FieldName': 'severity_id', 'Filter': {'Eq': 3}}";
    String body = "{'Filters': {'CompositeFilters': [{'NumberFilters': [%s]}]}}";
    assertThat(get(body.formatted((filter + ",").repeat(19) + filter)).status()).isEqualTo(200);
    assertThat(get(body.formatted((filter + ",").repeat(20) + filter)).status()).isEqualTo(400);
  }

  @Test
  void throwsTheSdksExceptions() {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      assertThatThrownBy(
              () ->
                  client.getFindingsV2(
                      request -> request.sortCriteria(sort("severity.id", SortOrder.ASC))))
          .isInstanceOf(ValidationException.class);
      AwsOrganizationScope organization =
          AwsOrganizationScope.builder().organizationId("o-1").build();
      assertThatThrownBy(
              () ->
                  client.getFindingsV2(
                      request -> request.scopes(scopes -> scopes.awsOrganizations(organization))))
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  private void seed(String uid, Consumer<ObjectNode> change) {
    ObjectNode finding = OcsfFindings.finding(uid);
    change.accept(finding);
    hub.seed(finding.toString());
  }

  private Answer get(String body) {
    return HubCalls.send(hub, "POST", "/findingsv2", body.replace('\'', '"'));
  }

  private static OcsfStringFilter string(OcsfStringField field, String value) {
    return OcsfStringFilter.builder()
        .fieldName(field)
        .filter(filter -> filter.value(value).comparison(StringFilterComparison.EQUALS))
        .build();
  }

  private static OcsfNumberFilter number(
      OcsfNumberField field, Consumer<NumberFilter.Builder> filter) {
    return OcsfNumberFilter.builder().fieldName(field).filter(filter).build();
  }

  private static SortCriterion sort(String field, SortOrder order) {
    return SortCriterion.builder().field(field).sortOrder(order).build();
  }
}
