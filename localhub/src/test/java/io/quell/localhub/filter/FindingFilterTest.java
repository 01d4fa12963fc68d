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
import io.quell.localhub.json.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.InvalidInputException;
import software.amazon.awssdk.services.securityhub.model.NumberFilter;
import software.amazon.awssdk.services.securityhub.model.SortCriterion;
import software.amazon.awssdk.services.securityhub.model.SortOrder;
import software.amazon.awssdk.services.securityhub.model.StringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;

class FindingFilterTest {
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  private final LocalHub hub =
      LocalHub.start(HubOptions.defaults().withClock(InstantSource.fixed(NOW)));

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void answersWithTheFindingsInOrderOfArrival() {
    seed("b", finding -> {});
    seed("a", finding -> {});
    seed("b", finding -> finding.put("Title", "again"));
    try (SecurityHubClient client = HubCalls.client(hub)) {
      GetFindingsResponse response = client.getFindings();
      assertThat(response.findings()).extracting(AwsSecurityFinding::id).containsExactly("b", "a");
      assertThat(response.findings().getFirst().title()).isEqualTo("again");
      assertThat(response.findings().getFirst().resources().getFirst().type())
          .isEqualTo("AwsSqsQueue");
      assertThat(response.nextToken()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONTAINS, NOT_CONTAINS",
    "CONTAINS, EQUALS",
    "CONTAINS, PREFIX",
    "NOT_CONTAINS, NOT_EQUALS",
    "EQUALS, NOT_EQUALS",
    "EQUALS, PREFIX_NOT_EQUALS"
  })
  void refusesComparisonsThatDoNotGoTogether(String one, String other) {
    Answer answer =
        get(
            """
            {"Filters": {"Title": [{"Value": "a", "Comparison": "%s"}, {"Value": "b", "Comparison": "%s"}]}}
            """
                .formatted(one, other));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains("Filters.Title");
  }

  @Test
  void filtersByTenAttributesOfTwentyValuesAndNoMore() {
    List<String> names =
        List.of(
            "Id",
            "Title",
            "Type",
            "Region",
            "SourceUrl",
            "NoteText",
            "ResourceId",
            "ResourceType",
            "RecordState",
            "WorkflowStatus",
            "SeverityLabel");
    ObjectNode request = JsonText.object();
    for (String name : names.subList(0, 10)) {
      filter(request, name, 20);
    }
    assertThat(get(JsonText.write(request)).status()).isEqualTo(200);
    filter(request, names.getLast(), 1);
    assertThat(get(JsonText.write(request)).message()).contains("more than 10 attributes");
    ObjectNode values = JsonText.object();
    filter(values, "Id", 21);
    assertThat(get(JsonText.write(values)).message()).contains("more than 20 items");
  }

  @Test
  void filtersByWhatTheSdkSends() {
    seed("a", finding -> finding.put("Confidence", 50));
    seed("b", finding -> finding.put("Confidence", 90));
    try (SecurityHubClient client = HubCalls.client(hub)) {
      GetFindingsResponse response =
          client.getFindings(
              request ->
                  request.filters(
                      filters ->
                          filters
                              .confidence(NumberFilter.builder().gte(60.0).build())
                              .resourceType(string("AwsSqs", StringFilterComparison.PREFIX))));
      assertThat(response.findings()).extracting(AwsSecurityFinding::id).containsExactly("b");
      assertThatThrownBy(
              () ->
                  client.getFindings(
                      request ->
                          request.filters(
                              filters ->
                                  filters.id(string("a", StringFilterComparison.CONTAINS_WORD)))))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("Filters.Id[0].Comparison");
    }
  }

  // Findings: a with types AwsS3Bucket and Other, b with AwsIamRole, c with none.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EQUALS AwsIamRole                                | b
          EQUALS AwsIam                                    | ''
          EQUALS awsiamrole                                | ''
          EQUALS AwsIamRole, EQUALS Other                  | a b
          PREFIX Aws                                       | a b
          CONTAINS Bucket                                  | a
          CONTAINS Bucket, CONTAINS Role                   | a b
          NOT_EQUALS Other                                 | b c
          NOT_EQUALS Other, NOT_EQUALS AwsIamRole          | c
          PREFIX_NOT_EQUALS AwsS3                          | b c
          NOT_CONTAINS Role                                | a c
          PREFIX Aws, NOT_EQUALS Other                     | b
          PREFIX Aws, PREFIX_NOT_EQUALS AwsIam             | a
          EQUALS Other, PREFIX AwsIam                      | a b
          """)
  void filtersByStrings(String filters, String expected) {
    seed(
        "a",
        finding -> {
          finding.putArray("Resources").addObject().put("Type", "AwsS3Bucket");
          finding.withArray("Resources").addObject().put("Type", "Other");
        });
    seed("b", finding -> finding.putArray("Resources").addObject().put("Type", "AwsIamRole"));
    seed("c", finding -> finding.remove("Resources"));
    ObjectNode request = JsonText.object();
    for (String filter : filters.split(", ", -1)) {
      String[] words = filter.split(" ", -1);
      request
          .withObject("/Filters")
          .withArray("ResourceType")
          .addObject()
          .put("Comparison", words[0])
          .put("Value", words[1]);
    }
    assertThat(ids(JsonText.write(request))).isEqualTo(expected);
  }

  // Findings: a with team blue and stage prod, b with team red, c with none.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EQUALS team blue                       | a
          EQUALS Team blue                       | ''
          EQUALS team blue, EQUALS team red      | a b
          EQUALS stage prod, EQUALS team red     | a b
          CONTAINS team e                        | a b
          NOT_EQUALS team blue                   | b c
          NOT_EQUALS team blue, NOT_EQUALS team red | c
          NOT_EQUALS stage prod                  | b c
          NOT_CONTAINS team lu                   | b c
          """)
  void filtersByMaps(String filters, String expected) {
    seed(
        "a",
        finding -> {
          finding.withArray("Resources").addObject().putObject("Tags").put("stage", "prod");
          finding.withObject("/Resources/0/Tags").put("team", "blue");
        });
    seed("b", finding -> finding.withObject("/Resources/0/Tags").put("team", "red"));
    seed("c", finding -> {});
    ObjectNode request = JsonText.object();
    for (String filter : filters.split(", ", -1)) {
      String[] words = filter.split(" ", -1);
      request
          .withObject("/Filters")
          .withArray("ResourceTags")
          .addObject()
          .put("Comparison", words[0])
          .put("Key", words[1])
          .put("Value", words[2]);
    }
    assertThat(ids(JsonText.write(request))).isEqualTo(expected);
  }

  // Findings: a with 10, b with 20, c with 30, d with none.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Gte": 20}              | b c
          {"Gt": 20}               | c
          {"Lte": 20}              | a b
          {"Lt": 20}               | a
          {"Eq": 20.0}             | b
          {"Gte": 15, "Lte": 25}   | b
          {"Gte": 25, "Lte": 15}   | ''
          {"Lt": 15}, {"Gt": 25}   | a c
          {"Gte": -1e400}          | a b c
          """)
  void filtersByNumbers(String filters, String expected) {
    seed("a", finding -> finding.put("Criticality", 10));
    seed("b", finding -> finding.put("Criticality", 20));
    seed("c", finding -> finding.put("Criticality", 30));
    seed("d", finding -> {});
    assertThat(ids("{\"Filters\": {\"Criticality\": [" + filters + "]}}")).isEqualTo(expected);
  }

  // Findings: a of 1 January, b of 30 March 12:00, c of 31 March 11:00; it is 31 March, 12:00.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Start": "2026-03-01T00:00:00Z", "End": "2999-01-01T00:00:00Z"}          | b c
          {"Start": "1970-01-01T00:00:00Z", "End": "2026-03-30T12:00:00.000Z"}      | a b
          {"Start": "2026-03-02T00:00:00Z", "End": "2026-03-01T00:00:00Z"}          | ''
          {"Start": "2026-01-01T00:00:00Z", "End": "2026-01-01T00:00:00Z"}          | a
          {"Start": "2026-03-30T14:00:00+02:00", "End": "2026-03-30T14:00:00+0200"} | b
          {"DateRange": {"Value": 1, "Unit": "DAYS"}}                               | b c
          {"DateRange": {"Value": 1, "Unit": "DAYS", "Comparison": "WITHIN"}}       | b c
          {"DateRange": {"Value": 1, "Unit": "DAYS", "Comparison": "OLDER_THAN"}}   | a
          {"DateRange": {"Value": 90, "Unit": "DAYS"}}, {"Start": "2026-01-01T00:00:00Z", "End": "2026-01-01T00:00:00Z"} | a b c
          """)
  void filtersByDates(String filters, String expected) {
    seed("a", finding -> finding.put("LastObservedAt", "2026-01-01T00:00:00Z"));
    seed("b", finding -> finding.put("LastObservedAt", "2026-03-30T12:00:00.000Z"));
    seed("c", finding -> finding.put("LastObservedAt", "2026-03-31T13:00:00+02"));
    seed("d", finding -> finding.put("LastObservedAt", "long ago"));
    assertThat(ids("{\"Filters\": {\"LastObservedAt\": [" + filters + "]}}")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NetworkSourceIpV4                   | 10.0.0.0/8        | a
          NetworkSourceIpV4                   | 10.1.2.3          | a
          NetworkSourceIpV4                   | 10.1.2.4/32       | ''
          NetworkSourceIpV4                   | 0.0.0.0/0         | a b
          NetworkSourceIpV4                   | 2001:db8::/32     | ''
          NetworkSourceIpV6                   | 2001:db8::/32     | a
          NetworkSourceIpV6                   | 2001:db8:1::/48   | ''
          ResourceAwsEc2InstanceIpV4Addresses | 192.168.0.0/16    | b
          """)
  void filtersByNetworks(String attribute, String cidr, String expected) {
    seed(
        "a",
        finding ->
            finding
                .putObject("Network")
                .put("SourceIpV4", "10.1.2.3")
                .put("SourceIpV6", "2001:db8::1"));
    seed(
        "b",
        finding -> {
          finding
              .putObject("Network")
              .put("SourceIpV4", "172.16.0.1")
              .put("SourceIpV6", "not an address");
          finding
              .withObject("/Resources/0/Details/AwsEc2Instance")
              .putArray("IpV4Addresses")
              .add("1.2.3.4")
              .add("192.168.7.1");
        });
    assertThat(ids("{\"Filters\": {\"" + attribute + "\": [{\"Cidr\": \"" + cidr + "\"}]}}"))
        .isEqualTo(expected);
  }

  @Test
  void filtersByKeywords() {
    seed("a", finding -> finding.withObject("/Resources/0/Tags").put("team", "Blue whales"));
    seed("b", finding -> {});
    assertThat(ids("{\"Filters\": {\"Keyword\": [{\"Value\": \"blue\"}]}}")).isEqualTo("a");
    assertThat(
            ids("{\"Filters\": {\"Keyword\": [{\"Value\": \"blue\"}, {\"Value\": \"queues\"}]}}"))
        .isEqualTo("a b");
    assertThat(ids("{\"Filters\": {\"Keyword\": [{\"Value\": \"green\"}]}}")).isEmpty();
  }

  @Test
  void filtersByBooleans() {
    seed("a", finding -> finding.put("Sample", true));
    seed("b", finding -> finding.put("Sample", false));
    seed("c", finding -> {});
    assertThat(ids("{\"Filters\": {\"Sample\": [{\"Value\": true}]}}")).isEqualTo("a");
    assertThat(ids("{\"Filters\": {\"Sample\": [{\"Value\": false}]}}")).isEqualTo("b c");
  }

  @Test
  void wantsEveryAttributeToMatch() {
    seed("a", finding -> finding.put("Confidence", 1));
    seed("b", finding -> finding.put("Confidence", 2));
    assertThat(
            ids(
                """
                {"Filters": {"Confidence": [{"Gte": 1}], "Id": [{"Value": "b", "Comparison": "EQUALS"}]}}
                """))
        .isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Filters\": null}",
        "{\"Filters\": {}}",
        "{\"Filters\": {\"Id\": []}}",
        "{\"Filters\": {\"Id\": null}}",
        "{\"SortCriteria\": []}"
      })
  void letsEverythingThroughWithoutFilters(String body) {
    seed("a", finding -> {});
    assertThat(ids(body)).isEqualTo("a");
  }

  @Test
  void sortsByAttributesWithAbsentOnesLast() {
    seed("a", finding -> finding.put("Confidence", 9).put("Title", "x"));
    seed("b", finding -> finding.put("Confidence", 10).put("Title", "y"));
    seed("c", finding -> finding.put("Confidence", 9).put("Title", "z"));
    seed("d", finding -> finding.put("Title", "w"));
    assertThat(ids("{\"SortCriteria\": [{\"Field\": \"Confidence\"}]}")).isEqualTo("a c b d");
    assertThat(ids("{\"SortCriteria\": [{\"Field\": \"Confidence\", \"SortOrder\": \"desc\"}]}"))
        .isEqualTo("b a c d");
    assertThat(
            ids(
                """
                {"SortCriteria": [{"Field": "Confidence", "SortOrder": "asc"}, {"Field": "Title", "SortOrder": "desc"}]}
                """))
        .isEqualTo("c a b d");
  }

  @Test
  void pagesThroughSortedFindings() {
    for (int n = 0; n < 5; n++) {
      int confidence = n * 3 % 5;
      seed("f" + n, finding -> finding.put("Confidence", confidence));
    }
    try (SecurityHubClient client = HubCalls.client(hub)) {
      GetFindingsRequest request =
          GetFindingsRequest.builder()
              .maxResults(2)
              .sortCriteria(
                  SortCriterion.builder().field("Confidence").sortOrder(SortOrder.DESC).build())
              .build();
      assertThat(
              client.getFindingsPaginator(request).stream()
                  .flatMap(page -> page.findings().stream()))
          .extracting(AwsSecurityFinding::confidence)
          .containsExactly(4, 3, 2, 1, 0);
    }
  }

  private static StringFilter string(String value, StringFilterComparison comparison) {
    return StringFilter.builder().value(value).comparison(comparison).build();
  }

  private static void filter(ObjectNode request, String attribute, int values) {
    for (int n = 0; n < values; n++) {
      request
          .withObject("/Filters")
          .withArray(attribute)
          .addObject()
          .put("Value", "v" + n)
          .put("Comparison", "EQUALS");
    }
  }

  private void seed(String id, Consumer<ObjectNode> change) {
    ObjectNode finding = Findings.finding(id);
    change.accept(finding);
    hub.seed(finding.toString());
  }

  private Answer get(String body) {
    return HubCalls.send(hub, "POST", "/findings", body);
  }

  private String ids(String body) {
    Answer answer = get(body);
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    for (JsonNode finding : answer.body().path("Findings")) {
      ids.add(finding.path("Id").asText());
    }
    return String.join(" ", ids);
  }
}
