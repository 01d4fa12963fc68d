package io.quell.localhub.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.LocalHub;
import io.quell.localhub.SampleFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/// What GetFindings and GetFindingsV2 have in common: order, pages, and what they refuse.
class GetFindingsTest {
  private final LocalHub hub = LocalHub.start();

  @AfterEach
  void close() {
    hub.close();
  }

  @ParameterizedTest
  @EnumSource
  void answersWithTheFindingsInOrderOfArrival(SampleFormat format) {
    seed(format, "b", "a", "b");
    hub.seed(other(format).finding("other").toString());
    Answer answer = format.get(hub, "{}");
    assertThat(format.ids(answer)).containsExactly("b", "a");
    assertThat(answer.body().at("/Findings/0")).isEqualTo(format.finding("b"));
    assertThat(answer.body().has("NextToken")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void answersWithNothingWhereThereIsNothing(SampleFormat format) {
    try (SecurityHubClient client = HubCalls.client(hub)) {
      assertThat(format.pages(client, 10)).containsExactly(List.of());
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesThroughAllFindings(SampleFormat format) {
    seed(format, names(25));
    try (SecurityHubClient client = HubCalls.client(hub)) {
      List<List<String>> pages = format.pages(client, 10).toList();
      assertThat(pages).extracting(List::size).containsExactly(10, 10, 5);
      assertThat(pages.stream().flatMap(List::stream)).hasSize(25).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesNoTokenWithAFullLastPage(SampleFormat format) {
    seed(format, "a", "b");
    assertThat(format.get(hub, "{'MaxResults': 2}").body().has("NextToken")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void givesAHundredFindingsWhereNoNumberIsAsked(SampleFormat format) {
    seed(format, names(101));
    assertThat(format.get(hub, "{}").body().path("Findings")).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource
  void refusesATokenOfAnotherQuestion(SampleFormat format) {
    seed(format, names(3));
    String token = format.get(hub, "{'MaxResults': 1}").body().path("NextToken").asText();
    String request = "{'NextToken': '" + token + "'}";
    assertThat(format.ids(format.get(hub, request))).hasSize(2);
    String filters =
        switch (format) {
          case ASFF -> "{'Id': [{'Value': 'f', 'Comparison': 'PREFIX'}]}";
          case OCSF -> "{'CompositeOperator': 'OR'}";
        };
    assertThat(
            format.get(hub, "{'NextToken': '" + token + "', 'Filters': " + filters + "}").message())
        .contains("NextToken");
    try (LocalHub other = LocalHub.start()) {
      assertThat(format.get(other, request).errorType()).isEqualTo(format.malformed());
    }
  }

  @ParameterizedTest
  @EnumSource
  void skipsNothingWhenWhatWasReadIsUpdated(SampleFormat format) {
    String filters =
        switch (format) {
          case ASFF -> "{'WorkflowStatus': [{'Value': 'NEW', 'Comparison': 'EQUALS'}]}";
          case OCSF ->
              "{'CompositeFilters': [{'NumberFilters':"
                  + " [{'FieldName': 'status_id', 'Filter': {'Eq': 1}}]}]}";
        };
    for (String id : names(5)) {
      format.arrive(hub, id);
    }
    List<String> read = new ArrayList<>();
    String next = "";
    do {
      Answer page = format.get(hub, "{'MaxResults': 2, 'Filters': " + filters + next + "}");
      for (String id : format.ids(page)) {
        read.add(id);
        format.update(hub, format::suppress, id);
      }
      String token = page.body().path("NextToken").asText();
      next = token.isEmpty() ? "" : ", 'NextToken': '" + token + "'";
    } while (!next.isEmpty());
    assertThat(read).containsExactly("f0", "f1", "f2", "f3", "f4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'MaxResults': 0}",
        "{'MaxResults': 101}",
        "{'MaxResults': '10'}",
        "{'NextToken': 'nonsense'}",
        "{'NextToken': '%%%'}",
        "{'NextToken': ''}",
        "{'NextToken': 1}",
        "{'Filter': {}}",
        "{'Filters': []}",
        "{'Filters': {'Colour': [{'Value': 'red', 'Comparison': 'EQUALS'}]}}",
        "{'Filters': {'Id': {'Value': 'a', 'Comparison': 'EQUALS'}}}",
        "{'Filters': {'Id': ['a']}}",
        "{'Filters': {'Id': [null]}}",
        "{'Filters': {'Id': [{'Value': 'a'}]}}",
        "{'Filters': {'Id': [{'Comparison': 'EQUALS'}]}}",
        "{'Filters': {'Id': [{'Value': ' ', 'Comparison': 'EQUALS'}]}}",
        "{'Filters': {'Id': [{'Value': 'a', 'Comparison': 'equals'}]}}",
        "{'Filters': {'Id': [{'Value': 'a', 'Comparison': 'CONTAINS_WORD'}]}}",
        "{'Filters': {'Id': [{'Value': 'a', 'Comparison': 'EQUALS', 'Key': 'k'}]}}",
        "{'Filters': {'ResourceTags': [{'Value': 'a', 'Comparison': 'EQUALS'}]}}",
        "{'Filters': {'ResourceTags': [{'Key': 'k', 'Value': 'a', 'Comparison':" + " 'PREFIX'}]}}",
        "{'Filters': {'Confidence': [{}]}}",
        "{'Filters': {'Confidence': [{'Gte': '1'}]}}",
        "{'Filters': {'Confidence': [{'Value': 1}]}}",
        "{'Filters': {'CreatedAt': [{}]}}",
        "{'Filters': {'CreatedAt': [{'Start': 'yesterday'}]}}",
        "{'Filters': {'CreatedAt': [{'Start': '2026-01-01T00:00:00Z'}]}}",
        "{'Filters': {'CreatedAt': [{'End': '2026-01-01T00:00:00Z'}]}}",
        "{'Filters': {'UserDefinedFields': [{'Key': 'k', 'Comparison': 'EQUALS'}]}}",
        "{'Filters': {'UserDefinedFields': [{'Value': 'v', 'Comparison': 'EQUALS'}]}}",
        "{'Filters': {'UserDefinedFields': [{'Key': '', 'Value': 'v', 'Comparison': 'EQUALS'}]}}",
        "{'Filters': {'UserDefinedFields': [{'Key': 'k', 'Value': 'v', 'Comparison': 'EXISTS'}]}}",
        "{'Filters': {'UserDefinedFields': [{'Key': 'k', 'Value': 'v', 'Comparison':"
            + " 'PREFIX'}]}}",
        "{'Filters': {'UserDefinedFields': [{'Key': 'k', 'Value': 'v', 'Comparison': 'EQUALS'},"
            + " {'Key': 'l', 'Value': 'v', 'Comparison': 'NOT_EQUALS'}]}}",
        "{'Filters': {'NoteUpdatedAt': [{'Value': '2026-01-01', 'Comparison': 'EQUALS'}]}}",
        "{'Filters': {'CreatedAt': [{'DateRange': {'Value': 1}}]}}",
        "{'Filters': {'CreatedAt': [{'DateRange': {'Value': 0, 'Unit': 'DAYS'}}]}}",
        "{'Filters': {'CreatedAt': [{'DateRange': {'Value': 1, 'Unit': 'HOURS'}}]}}",
        "{'Filters': {'CreatedAt': [{'DateRange': {'Value': 1, 'Unit': 'DAYS',"
            + " 'Comparison': 'IN'}}]}}",
        "{'Filters': {'CreatedAt': [{'Start': '2026-01-01T00:00:00Z', 'DateRange':"
            + " {'Value': 1}}]}}",
        "{'Filters': {'NetworkSourceIpV4': [{'Cidr': '10.0.0.0/33'}]}}",
        "{'Filters': {'NetworkSourceIpV4': [{'Cidr': 'example.com'}]}}",
        "{'Filters': {'NetworkSourceIpV4': [{'Cidr': '10.0.0.0/-1'}]}}",
        "{'Filters': {'NetworkSourceIpV4': [{}]}}",
        "{'Filters': {'Sample': [{'Value': 'true'}]}}",
        "{'Filters': {'Keyword': [{'Value': ''}]}}",
        "{'SortCriteria': {'Field': 'Id'}}",
        "{'SortCriteria': ['Id']}",
        "{'SortCriteria': [{'SortOrder': 'asc'}]}",
        "{'SortCriteria': [{'Field': 'Colour'}]}",
        "{'SortCriteria': [{'Field': 'ResourceTags'}]}",
        "{'SortCriteria': [{'Field': 'Id', 'SortOrder': 'up'}]}"
      })
  void refusesWhatGetFindingsDoesNotAllow(String body) {
    refuses(SampleFormat.ASFF, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'MaxResults': 0}",
        "{'MaxResults': 101}",
        "{'NextToken': 'x'}",
        "{'Unknown': 1}",
        "{'Scopes': 1}",
        "{'Filters': []}",
        "{'Filters': {'ProductArn': []}}",
        "{'Filters': {'CompositeFilters': {}}}",
        "{'Filters': {'CompositeFilters': [1]}}",
        "{'Filters': {'CompositeOperator': 'NOT'}}",
        "{'Filters': {'CompositeFilters': [{},{},{},{},{},{},{},{},{},{},{}]}}",
        "{'Filters': {'CompositeFilters': [{'Operator': 'XOR'}]}}",
        "{'Filters': {'CompositeFilters': [{'KeywordFilters': []}]}}",
        "{'Filters': {'CompositeFilters': [{'StringFilters': [1]}]}}",
        "{'Filters': {'CompositeFilters': [{'StringFilters': [{}]}]}}",
        "{'Filters': {'CompositeFilters': [{'StringFilters': [{'FieldName': 'severity'}]}]}}",
        "{'Filters': {'CompositeFilters': [{'StringFilters': [{'FieldName': 'ProductArn', 'Filter':"
            + " {'Value': 'a', 'Comparison': 'EQUALS'}}]}]}}",
        "{'Filters': {'CompositeFilters': [{'StringFilters': [{'FieldName': 'severity_id',"
            + " 'Filter': {'Value': '3', 'Comparison': 'EQUALS'}}]}]}}",
        "{'Filters': {'CompositeFilters': [{'StringFilters': [{'FieldName': 'severity', 'Filter':"
            + " {'Value': 'a', 'Comparison': 'LIKE'}}]}]}}",
        "{'Filters': {'CompositeFilters': [{'StringFilters': [{'FieldName': 'severity', 'Filter':"
            + " {'Value': 'a'}}]}]}}",
        "{'Filters': {'CompositeFilters': [{'NumberFilters': [{'FieldName': 'severity_id',"
            + " 'Filter': {}}]}]}}",
        "{'Filters': {'CompositeFilters': [{'DateFilters': [{'FieldName':"
            + " 'finding_info.created_time_dt', 'Filter': {'End': '2026-01-01T00:00:00Z'}}]}]}}",
        "{'Filters': {'CompositeFilters': [{'StringFilters': [{'FieldName': 'status_id',"
            + " 'Filter': {'Value': '3', 'Comparison': 'EQUALS'}}]}]}}",
        "{'Filters': {'CompositeFilters': [{'MapFilters': [{'FieldName': 'resources.tags',"
            + " 'Filter': {'Key': 'a', 'Value': 'b', 'Comparison': 'PREFIX'}}]}]}}",
        "{'Filters': {'CompositeFilters': [{'IpFilters': [{'FieldName':"
            + " 'evidences.src_endpoint.ip', 'Filter': {'Cidr': 'x'}}]}]}}",
        "{'Filters': {'CompositeFilters': [{'NestedCompositeFilters': [{'NestedCompositeFilters':"
            + " []}]}]}}",
        "{'SortCriteria': [{'Field': 'resources.tags'}]}",
        "{'SortCriteria': [{'Field': 'Id'}]}",
        "{'SortCriteria': [{'SortOrder': 'asc'}]}"
      })
  void refusesWhatGetFindingsV2DoesNotAllow(String body) {
    refuses(SampleFormat.OCSF, body);
  }

  private void refuses(SampleFormat format, String body) {
    seed(format, "a");
    Answer answer = format.get(hub, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorType()).isEqualTo(format.malformed());
    assertThat(answer.message()).isNotBlank();
  }

  private void seed(SampleFormat format, String... ids) {
    for (String id : ids) {
      hub.seed(format.finding(id).toString());
    }
  }

  private static SampleFormat other(SampleFormat format) {
    return switch (format) {
      case ASFF -> SampleFormat.OCSF;
      case OCSF -> SampleFormat.ASFF;
    };
  }

  private static String[] names(int count) {
    String[] names = new String[count];
    for (int n = 0; n < count; n++) {
      names[n] = "f" + n;
    }
    return names;
  }
}
