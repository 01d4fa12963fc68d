package io.quell.lambda.event;

import static io.quell.lambda.SampleEvents.IMPORTED;
import static io.quell.lambda.SampleEvents.event;
import static io.quell.lambda.SampleEvents.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Json;
import io.quell.testing.Findings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest {
  private static Payload read(Object json) {
    return EventReader.read(Json.write(json).getBytes(StandardCharsets.UTF_8));
  }

  private static String unreadable(Delivery delivery) {
    return delivery.content() instanceof Delivery.Unreadable(var reason)
        ? reason
        : "it was read: " + delivery;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,2", "nope", "{\"a\":1}{\"b\":2}", "\u0000"})
  void namesWhatIsNoJson(String text) {
    Payload payload = EventReader.read(text.getBytes(StandardCharsets.UTF_8));

    assertThat(payload).isInstanceOf(Payload.Direct.class);
    assertThat(unreadable(payload.deliveries().getFirst())).containsIgnoringCase("JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "\"text\"",
        "[]",
        "{}",
        "{\"Records\":1}",
        "{\"Records\":[1]}",
        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"messageId\":\"m\"}]}",
        "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}"
      })
  void namesWhatIsNoEvent(String text) {
    Payload payload = EventReader.read(text.getBytes(StandardCharsets.UTF_8));

    assertThat(payload).isInstanceOf(Payload.Direct.class);
    assertThat(unreadable(payload.deliveries().getFirst()))
        .isNotBlank()
        .doesNotContain("it was read");
  }

  @Test
  void namesAWrongSource() {
    Payload payload = read(event("aws.ec2", IMPORTED, Map.of()));

    assertThat(unreadable(payload.deliveries().getFirst()))
        .contains("aws.ec2")
        .contains("aws.securityhub");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"findings\":[]}", "{\"findings\":{}}", "1", "null"})
  void namesAnEventWithoutFindings(String detail) throws Exception {
    assertThat(
            unreadable(
                EventReader.event(
                    Json.read(
                        "{\"source\":\"aws.securityhub\",\"detail-type\":\"%s\",\"detail\":%s}"
                            .formatted(IMPORTED, detail)))))
        .contains("detail.findings");
  }

  @ParameterizedTest
  @CsvSource({"Security Hub Insight Results, insight", "Something New, Something New"})
  void skipsEventsThatHoldNoFindingsAndSaysSo(String detailType, String reason) {
    Delivery delivery =
        read(event("aws.securityhub", detailType, Map.of())).deliveries().getFirst();

    assertThat(delivery.content())
        .isInstanceOfSatisfying(
            Delivery.Skipped.class, skipped -> assertThat(skipped.reason()).contains(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {IMPORTED, "Security Hub Findings - Custom Action"})
  void readsEveryFindingOfAnEvent(String detailType) {
    List<Object> findings =
        List.of(
            Findings.finding().with("a", "Id").json(), Findings.finding().with("b", "Id").json());

    Delivery delivery =
        read(event("aws.securityhub", detailType, Map.of("findings", findings)))
            .deliveries()
            .getFirst();

    assertThat(delivery.name()).isEqualTo("event-1");
    assertThat(delivery.findings())
        .extracting(finding -> finding.identifier().toString())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, true", "17, true"})
  void tellsWhetherAMessageHasComeBefore(String count, boolean hasComeBefore) {
    Map<String, Object> message = new HashMap<>(message("m-1", "{}"));
    message.put("attributes", Map.of("ApproximateReceiveCount", count));

    assertThat(read(Map.of("Records", List.of(message))).deliveries().getFirst().hasComeBefore())
        .isEqualTo(hasComeBefore);
  }

  @ParameterizedTest
  @CsvSource({
    "QuellTriage, TRIAGE",
    "QuellRelease, RELEASE",
    "QuellUndoRelease, UNDO_RELEASE",
    "NotQuellRelease, DECIDE"
  })
  void tellsWhatAPersonWantsDone(String action, Delivery.Task task) {
    Map<String, Object> event =
        new HashMap<>(
            event(
                "aws.securityhub",
                "Security Hub Findings - Custom Action",
                Map.of("findings", List.of(Findings.finding().json()))));
    event.put(
        "resources", List.of("arn:aws:securityhub:eu-west-1:111122223333:action/custom/" + action));

    assertThat(read(event).deliveries().getFirst().task()).isEqualTo(task);
  }

  @Test
  void readsTheFindingsBesideOneThatCannotBeRead() {
    List<Object> findings =
        List.of(Findings.finding().without("ProductArn").json(), 7, Findings.finding().json());

    Delivery delivery =
        read(event("aws.securityhub", IMPORTED, Map.of("findings", findings)))
            .deliveries()
            .getFirst();

    assertThat(delivery.content())
        .isInstanceOfSatisfying(
            Delivery.Findings.class,
            content -> {
              assertThat(content.findings()).hasSize(1);
              assertThat(content.unreadable()).hasSize(2);
              assertThat(content.unreadable().getFirst())
                  .contains("finding 0")
                  .contains("ProductArn");
              assertThat(content.unreadable().getLast()).contains("finding 1");
            });
  }

  @Test
  void readsEachMessageOfABatchByItself() {
    String good =
        Json.write(
            event(
                "aws.securityhub",
                IMPORTED,
                Map.of("findings", List.of(Findings.finding().json()))));

    Payload payload =
        read(
            Map.of(
                "Records",
                List.of(
                    message("m1", good),
                    message("m2", "{broken"),
                    message("m3", 5),
                    message("m4", good))));

    assertThat(payload).isInstanceOf(Payload.Queue.class);
    assertThat(payload.deliveries())
        .extracting(Delivery::name)
        .containsExactly("m1", "m2", "m3", "m4");
    assertThat(payload.deliveries().get(0).findings()).hasSize(1);
    assertThat(unreadable(payload.deliveries().get(1))).contains("body").contains("line 1");
    assertThat(unreadable(payload.deliveries().get(2))).contains("body");
    assertThat(payload.deliveries().get(3).findings()).hasSize(1);
  }

  @Test
  void takesAnEmptyBatch() {
    assertThat(read(Map.of("Records", List.of()))).isEqualTo(new Payload.Queue(List.of()));
  }
}
