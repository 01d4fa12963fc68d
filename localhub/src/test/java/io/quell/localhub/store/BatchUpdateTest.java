package io.quell.localhub.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.SampleFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What BatchUpdateFindings and BatchUpdateFindingsV2 have in common, whatever they set.
class BatchUpdateTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-31T12:00:00Z"));
  private final LocalHub hub = LocalHub.start(HubOptions.defaults().withClock(now::get));

  @AfterEach
  void close() {
    hub.close();
  }

  static Stream<Arguments> partialUpdates() {
    Consumer<ObjectNode> confidence = request -> request.put("Confidence", 5);
    Consumer<ObjectNode> resolved = request -> request.put("StatusId", 4);
    Consumer<ObjectNode> comment = request -> request.put("Comment", "x");
    return Stream.of(
        Arguments.of(SampleFormat.ASFF, confidence, "{'Confidence': 5}"),
        Arguments.of(SampleFormat.OCSF, resolved, "{'status_id': 4, 'status': 'Resolved'}"),
        Arguments.of(SampleFormat.OCSF, comment, "{'comment': 'x'}"));
  }

  @ParameterizedTest
  @MethodSource("partialUpdates")
  void leavesAloneWhatItDoesNotName(
      SampleFormat format, Consumer<ObjectNode> members, String changed) {
    format.arrive(hub, "a");
    ObjectNode expected = (ObjectNode) format.stored(hub, "a");
    expected.setAll((ObjectNode) HubCalls.json(changed.replace('\'', '"')));
    processedLater(expected, format);
    format.update(hub, members, "a");
    assertThat(format.stored(hub, "a")).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void processesAnUpdateThatNamesNothing(SampleFormat format) {
    format.arrive(hub, "a");
    ObjectNode expected = (ObjectNode) format.stored(hub, "a");
    processedLater(expected, format);
    Answer answer = format.update(hub, _ -> {}, "a");
    assertThat(answer.body().path("ProcessedFindings")).hasSize(1);
    assertThat(format.stored(hub, "a")).isEqualTo(expected);
  }

  /// A minute passes. Of ASFF's times an update moves ProcessedAt alone, of OCSF's none.
  private void processedLater(ObjectNode expected, SampleFormat format) {
    now.updateAndGet(moment -> moment.plusSeconds(60));
    if (format == SampleFormat.ASFF) {
      assertThat(expected.path("ProcessedAt").asText()).isEqualTo("2026-03-31T12:00:00.000Z");
      expected.put("ProcessedAt", "2026-03-31T12:01:00.000Z");
    }
  }

  @ParameterizedTest
  @EnumSource
  void doesNotProcessAFindingTwice(SampleFormat format) {
    format.arrive(hub, "a");
    format.arrive(hub, "b");
    JsonNode answer = format.update(hub, format::suppress, "a", "b", "a", "a").body();
    assertThat(names(format, answer.path("ProcessedFindings"))).containsExactly("a", "b");
    assertThat(names(format, answer.path("UnprocessedFindings"))).containsExactly("a", "a");
    String code =
        switch (format) {
          case ASFF -> "DuplicatedFindingIdentifier";
          case OCSF -> "ValidationException";
        };
    assertThat(answer.path("UnprocessedFindings").findValuesAsText("ErrorCode"))
        .containsExactly(code, code);
  }

  @ParameterizedTest
  @EnumSource
  void reportsFindingsThatItDoesNotHave(SampleFormat format) {
    format.arrive(hub, "a");
    JsonNode answer = format.update(hub, format::suppress, "nobody", "a").body();
    assertThat(names(format, answer.path("ProcessedFindings"))).containsExactly("a");
    assertThat(names(format, answer.path("UnprocessedFindings"))).containsExactly("nobody");
    JsonNode unprocessed = answer.path("UnprocessedFindings").path(0);
    switch (format) {
      case ASFF -> {
        assertThat(unprocessed.path("ErrorCode").asText()).isEqualTo("FindingNotFound");
        assertThat(unprocessed.path("ErrorMessage").asText()).isEqualTo("Finding Not Found");
      }
      case OCSF -> {
        assertThat(unprocessed.path("ErrorCode").asText()).isEqualTo("ResourceNotFoundException");
        assertThat(unprocessed.path("ErrorMessage").asText()).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesAHundredFindingsAndNoMore(SampleFormat format) {
    String[] many = IntStream.range(0, 101).mapToObj(n -> "f" + n).toArray(String[]::new);
    Answer refused = format.update(hub, format::suppress, many);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.errorType()).isEqualTo(format.malformed());
    assertThat(refused.message())
        .contains(
            switch (format) {
              case ASFF -> "FindingIdentifiers";
              case OCSF -> "MetadataUids";
            })
        .contains("more than 100 items");
    Answer taken = format.update(hub, format::suppress, Arrays.copyOf(many, 100));
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.body().path("UnprocessedFindings")).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{}"})
  void refusesAMalformedCall(String body) {
    refuses(SampleFormat.ASFF, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{}",
        "{'StatusId': 3}",
        "{'MetadataUids': []}",
        "{'MetadataUids': 'a'}",
        "{'MetadataUids': [1]}",
        "{'MetadataUids': [' ']}",
        "{'MetadataUids': [null]}",
        "{'MetadataUids': [], 'FindingIdentifiers': []}",
        "{'FindingIdentifiers': [{}]}",
        "{'FindingIdentifiers': [{'CloudAccountUid': 'a', 'FindingInfoUid': 'b'}]}",
        "{'FindingIdentifiers': [{'CloudAccountUid': 'a', 'FindingInfoUid': 'b',"
            + " 'MetadataProductUid': ''}]}",
        "{'FindingIdentifiers': [{'CloudAccountUid': 'a', 'FindingInfoUid': 'b',"
            + " 'MetadataProductUid': 'c', 'Id': 'd'}]}",
        "{'MetadataUids': ['a'], 'FindingIdentifiers': [{'CloudAccountUid': 'a', 'FindingInfoUid':"
            + " 'b', 'MetadataProductUid': 'c'}]}",
        "{'MetadataUids': ['a'], 'SeverityId': 7}",
        "{'MetadataUids': ['a'], 'SeverityId': -1}",
        "{'MetadataUids': ['a'], 'SeverityId': 2.0}",
        "{'MetadataUids': ['a'], 'SeverityId': '2'}",
        "{'MetadataUids': ['a'], 'SeverityId': 4294967298}",
        "{'MetadataUids': ['a'], 'StatusId': 7}",
        "{'MetadataUids': ['a'], 'StatusId': 100}",
        "{'MetadataUids': ['a'], 'StatusId': true}",
        "{'MetadataUids': ['a'], 'Comment': ''}",
        "{'MetadataUids': ['a'], 'Comment': ' '}",
        "{'MetadataUids': ['a'], 'Comment': 5}",
        "{'MetadataUids': ['a'], 'Comment': 'x513'}",
        "{'MetadataUids': ['a'], 'Note': {'Text': 'a', 'UpdatedBy': 'b'}}"
      })
  void refusesAMalformedCallOfV2(String body) {
    refuses(SampleFormat.OCSF, body);
  }

  private void refuses(SampleFormat format, String body) {
    format.arrive(hub, "a");
    JsonNode before = format.stored(hub, "a");
    Answer answer = format.sendUpdate(hub, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorType()).isEqualTo(format.malformed());
    assertThat(answer.body().path("Code").asText()).isEqualTo(format.malformed());
    assertThat(answer.message()).isNotBlank();
    assertThat(format.stored(hub, "a")).isEqualTo(before);
  }

  /// What an answer calls its findings.
  private static List<String> names(SampleFormat format, JsonNode entries) {
    return entries.findValuesAsText(
        switch (format) {
          case ASFF -> "Id";
          case OCSF -> "MetadataUid";
        });
  }
}
