package io.quell.localhub.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.SampleFormat;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.lag.Lag;
import io.quell.localhub.page.PageRequest;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.GetFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.InvalidInputException;
import software.amazon.awssdk.services.securityhub.model.ValidationException;

/// What becomes of pages and tokens while findings change and time passes.
class PagingTest {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-31T12:00:00Z"));
  private final HubOptions options = HubOptions.defaults().withClock(now::get).withTokenLife(LIFE);
  private final LocalHub hub = LocalHub.start(options);

  @AfterEach
  void close() {
    hub.close();
  }

  @ParameterizedTest
  @EnumSource
  void showsEachFindingOnceThoughTheyChangePlaces(SampleFormat format) {
    SplittableRandom random = new SplittableRandom(5);
    for (int at = 0; at < 20; at++) {
      seed(format, "f" + at, random.nextInt(100));
    }
    List<String> seen = new ArrayList<>();
    Answer page = page(format, sorted(format), "");
    while (true) {
      seen.addAll(format.ids(page));
      String token = token(page);
      if (token.isEmpty()) {
        break;
      }
      for (int at = 0; at < 20; at++) {
        seed(format, "f" + at, random.nextInt(100)); // every finding has another place now
      }
      seed(format, "later" + seen.size(), 0);
      page = page(format, sorted(format), token);
    }
    assertThat(seen).hasSize(20).doesNotHaveDuplicates().allMatch(id -> id.startsWith("f"));
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheOrderOfTheFirstPage(SampleFormat format) {
    seed(format, "a", 1);
    seed(format, "b", 2);
    seed(format, "c", 3);
    seed(format, "d", 4);
    Answer first = page(format, sorted(format), "");
    assertThat(format.ids(first)).containsExactly("a", "b");
    seed(format, "d", 0);
    assertThat(format.ids(page(format, sorted(format), token(first)))).containsExactly("c", "d");
    assertThat(format.ids(page(format, sorted(format), ""))).containsExactly("d", "a");
  }

  @ParameterizedTest
  @EnumSource
  void showsFindingsAsTheyAreWhenTheirPageIsRead(SampleFormat format) {
    arrive(format, 4);
    Answer first = page(format, "", "");
    format.update(hub, format::suppress, "f1", "f3");
    Answer second = page(format, "", token(first));
    assertThat(format.ids(second)).containsExactly("f2", "f3");
    assertThat(second.body().at("/Findings/1")).isEqualTo(format.stored(hub, "f3"));
  }

  @ParameterizedTest
  @EnumSource
  void leavesOutWhatMatchesNoLongerAndFillsThePage(SampleFormat format) {
    arrive(format, 7);
    Answer first = page(format, open(format), "");
    assertThat(format.ids(first)).containsExactly("f0", "f1");
    format.update(hub, format::suppress, "f1", "f2", "f4");
    Answer second = page(format, open(format), token(first));
    assertThat(format.ids(second)).containsExactly("f3", "f5");
    assertThat(format.ids(page(format, open(format), token(second)))).containsExactly("f6");
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSamePageToTheSameTokenAgain(SampleFormat format) {
    arrive(format, 5);
    String token = token(page(format, "", ""));
    Answer once = page(format, "", token);
    Answer again = page(format, "", token);
    assertThat(format.ids(again)).isEqualTo(format.ids(once)).containsExactly("f2", "f3");
    assertThat(format.ids(page(format, "", token(again)))).containsExactly("f4");
  }

  @ParameterizedTest
  @EnumSource
  void refusesATokenWithAnotherQueryAsTheServiceDoes(SampleFormat format) {
    arrive(format, 3);
    String token = token(page(format, "", ""));
    Answer answer = page(format, open(format), token);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorType()).isEqualTo(format.malformed());
    assertThat(answer.message()).isEqualTo("Invalid NextToken: Input Query has changed");
    assertThat(page(format, sorted(format), token).message())
        .isEqualTo("Invalid NextToken: Input Query has changed");
    assertThat(format.get(hub, "{'MaxResults': 1, 'NextToken': '" + token + "'}").status())
        .isEqualTo(200); // another size is no other query
  }

  @Test
  void refusesATokenOfTheOtherOperation() {
    arrive(SampleFormat.ASFF, 3);
    arrive(SampleFormat.OCSF, 3);
    String asff = token(page(SampleFormat.ASFF, "", ""));
    String ocsf = token(page(SampleFormat.OCSF, "", ""));
    assertThat(page(SampleFormat.OCSF, "", asff).message()).startsWith("Invalid NextToken");
    assertThat(page(SampleFormat.ASFF, "", ocsf).message()).startsWith("Invalid NextToken");
  }

  @Test
  void refusesATokenWithTheSdksExceptions() {
    arrive(SampleFormat.ASFF, 3);
    arrive(SampleFormat.OCSF, 3);
    try (SecurityHubClient client = HubCalls.client(hub)) {
      GetFindingsResponse first = client.getFindings(request -> request.maxResults(2));
      String second = client.getFindingsV2(request -> request.maxResults(2)).nextToken();
      pass(LIFE.plusMillis(1));
      assertThatThrownBy(() -> client.getFindings(request -> request.nextToken(first.nextToken())))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("Invalid NextToken");
      assertThatThrownBy(() -> client.getFindingsV2(request -> request.nextToken(second)))
          .isInstanceOf(ValidationException.class)
          .hasMessageContaining("Invalid NextToken");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokensExpireOfThemselvesAndNotWithTheFirstPage(SampleFormat format) {
    arrive(format, 8);
    String first = token(page(format, "", ""));
    pass(LIFE);
    Answer second = page(format, "", first);
    assertThat(format.ids(second)).containsExactly("f2", "f3");
    pass(Duration.ofMillis(1));
    assertThat(page(format, "", first).message()).isEqualTo("Invalid NextToken: It has expired");
    pass(LIFE.minusMillis(1));
    Answer third = page(format, "", token(second));
    assertThat(format.ids(third)).containsExactly("f4", "f5");
    pass(LIFE);
    assertThat(format.ids(page(format, "", token(third)))).containsExactly("f6", "f7");
  }

  @Test
  void aHistorysTokenExpiresToo() {
    HubCalls.importFindings(hub, Findings.finding("a"));
    HubCalls.update(hub, request -> request.put("Confidence", 5), "a");
    String question =
        "'FindingIdentifier': {'Id': 'a', 'ProductArn': '"
            + Findings.PRODUCT
            + "'}, 'MaxResults': 1";
    String token = token(history(question));
    pass(LIFE);
    assertThat(history(question + ", 'NextToken': '" + token + "'").status()).isEqualTo(200);
    pass(Duration.ofMillis(1));
    assertThat(history(question + ", 'NextToken': '" + token + "'").message())
        .isEqualTo("Invalid NextToken: It has expired");
    String fresh = token(history(question));
    assertThat(
            history(question.replace("'Id': 'a'", "'Id': 'b'") + ", 'NextToken': '" + fresh + "'")
                .message())
        .isEqualTo("Invalid NextToken: Input Query has changed");
  }

  @Test
  void countsRelativeDatesFromTheFirstPage() {
    SampleFormat format = SampleFormat.ASFF;
    for (int at = 0; at < 3; at++) {
      hub.seed(format.finding("f" + at).put("CreatedAt", "2026-03-30T12:00:01Z").toString());
    }
    String lastDay = ", 'Filters': {'CreatedAt': [{'DateRange': {'Value': 1, 'Unit': 'DAYS'}}]}";
    Answer first = page(format, lastDay, "");
    pass(Duration.ofMinutes(1));
    assertThat(format.ids(page(format, lastDay, token(first)))).containsExactly("f2");
    assertThat(format.ids(page(format, lastDay, ""))).isEmpty();
  }

  @Test
  void noPageShowsAFindingAsItWasBeforeAnEarlierPage() {
    try (LocalHub late =
        LocalHub.start(options.withLag(new Lag(LIFE, Duration.ZERO, Duration.ZERO)))) {
      SampleFormat format = SampleFormat.ASFF;
      format.arrive(late, "a");
      format.arrive(late, "b");
      pass(LIFE.dividedBy(2));
      for (int tries = 0; tries < 100; tries++) {
        Answer first = format.get(late, "{'MaxResults': 1}");
        if (first.body().has("NextToken")) { // else it saw a moment before the findings came
          Answer second =
              format.get(late, "{'MaxResults': 1, 'NextToken': '" + token(first) + "'}");
          assertThat(format.ids(second)).containsExactly("b");
        }
      }
    }
  }

  @Test
  void lettingGoOfLargeQueriesEndsTheOldest() {
    OpenQueries queries = new OpenQueries(LIFE, now::get, 5);
    List<String> tokens = new ArrayList<>();
    for (int at = 0; at < 3; at++) {
      tokens.add(keep(queries, 3));
    }
    assertThatThrownBy(() -> queries.find(request(tokens.get(0)))).hasMessageContaining("expired");
    assertThatThrownBy(() -> queries.find(request(tokens.get(1)))).hasMessageContaining("expired");
    assertThat(queries.find(request(tokens.get(2)))).isPresent();
    String large = keep(queries, 50); // alone it may be as large as it is
    assertThat(queries.find(request(large))).isPresent();
    assertThatThrownBy(() -> queries.find(request(tokens.get(2)))).hasMessageContaining("expired");
  }

  @Test
  void aTokenLivesForSomeTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HubOptions.defaults().withTokenLife(Duration.ZERO));
  }

  private static String keep(OpenQueries queries, int size) {
    OpenQueries.Place begin = queries.begin(query(size));
    return queries.keep(request(""), new OpenQueries.Place(begin.number(), begin.query(), 1));
  }

  private static OpenQuery query(int size) {
    var store =
        new FindingStore<String>(
            finding -> finding.path("Id").asText(), (_, _, _, _, _) -> {}, Duration.ZERO);
    for (int at = 0; at < size; at++) {
      store.seed(Findings.finding("f" + at), Set.of());
    }
    return new OpenQuery(
        store, _ -> true, Comparator.comparingLong(StoredFinding::arrival), Instant.EPOCH);
  }

  private static PageRequest request(String token) {
    ObjectNode body = JsonText.object();
    if (!token.isEmpty()) {
      body.put("NextToken", token);
    }
    return PageRequest.read(body, List.of("NextToken"));
  }

  private void seed(SampleFormat format, String id, int place) {
    ObjectNode finding = format.finding(id);
    switch (format) {
      case ASFF -> finding.put("Confidence", place);
      case OCSF -> finding.put("confidence_score", place);
    }
    hub.seed(finding.toString());
  }

  private void arrive(SampleFormat format, int count) {
    for (int at = 0; at < count; at++) {
      format.arrive(hub, "f" + at);
    }
  }

  private Answer page(SampleFormat format, String question, String token) {
    String next = token.isEmpty() ? "" : ", 'NextToken': '" + token + "'";
    return format.get(hub, "{'MaxResults': 2" + question + next + "}");
  }

  private static String sorted(SampleFormat format) {
    String field =
        switch (format) {
          case ASFF -> "Confidence";
          case OCSF -> "confidence_score";
        };
    return ", 'SortCriteria': [{'Field': '" + field + "', 'SortOrder': 'asc'}]";
  }

  private static String open(SampleFormat format) {
    return switch (format) {
      case ASFF -> ", 'Filters': {'WorkflowStatus': [{'Value': 'NEW', 'Comparison': 'EQUALS'}]}";
      case OCSF ->
          ", 'Filters': {'CompositeFilters': [{'NumberFilters': [{'FieldName': 'status_id',"
              + " 'Filter': {'Eq': 1}}]}]}";
    };
  }

  private Answer history(String members) {
    return HubCalls.send(
        hub, "POST", "/findingHistory/get", "{" + members.replace('\'', '"') + "}");
  }

  private static String token(Answer answer) {
    return answer.body().path("NextToken").asText();
  }

  private void pass(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }
}
