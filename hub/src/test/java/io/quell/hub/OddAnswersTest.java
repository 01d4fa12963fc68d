package io.quell.hub;

import static io.quell.hub.HubFindings.SUPPRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.hub.Relay.Reply;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.FakeTimeSource;
import io.quell.hub.reading.HubPage;
import io.quell.localhub.LocalHub;
import io.quell.update.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// An answer that is not what the API describes costs its own findings a try, and no others.
final class OddAnswersTest {
  private static final Update LOWER = Update.builder().severity(SeverityLabel.LOW).build();

  private final LocalHub local = LocalHub.start();
  private final Relay relay = new Relay(local);
  private final SecurityHub hub = SecurityHub.local(relay.endpoint(), new FakeTimeSource());

  @AfterEach
  void stop() {
    hub.close();
    relay.close();
    local.close();
  }

  /// An answer in either format, where A and B are the names of its two findings.
  ///
  /// @param code what becomes of A
  /// @param processed whether B is processed
  private record Odd(Format format, String answer, String code, boolean processed) {}

  private static String named(Format format, String name) {
    return switch (format) {
      case ASFF ->
          "{'FindingIdentifier': {'Id': '%s', 'ProductArn': '%s'}"
              .formatted(name, HubFindings.PRODUCT);
      case OCSF -> "{'MetadataUid': '%s'".formatted(name);
    };
  }

  private static String processed(Format format, String name) {
    return switch (format) {
      case ASFF -> "{'Id': '%s', 'ProductArn': '%s'}".formatted(name, HubFindings.PRODUCT);
      case OCSF -> "{'MetadataUid': '%s'}".formatted(name);
    };
  }

  static Stream<Arguments> answers() {
    return Stream.of(Format.values()).flatMap(OddAnswersTest::answers);
  }

  private static Stream<Arguments> answers(Format format) {
    String good = "'ProcessedFindings': [" + processed(format, "b") + "]";
    String busy =
        format == Format.ASFF
            ? "'ErrorCode': 'InternalFailure'"
            : "'ErrorCode': 'ConflictException'";
    String bad =
        format == Format.ASFF
            ? "'ErrorCode': 'InvalidInput'"
            : "'ErrorCode': 'ValidationException'";
    String busyCode = format == Format.ASFF ? "InternalFailure" : "ConflictException";
    String identifierMembers =
        format == Format.ASFF
            ? "'FindingIdentifier': {}"
            : "'FindingIdentifier': {}, 'MetadataUid': ''";
    return Stream.of(
            new Odd(
                format,
                "{" + good + ", 'UnprocessedFindings': [{" + bad + ", 'ErrorMessage': 'no'}]}",
                "NotAnswered",
                true),
            new Odd(
                format,
                "{" + good + ", 'UnprocessedFindings': [{" + identifierMembers + "}]}",
                "NotAnswered",
                true),
            new Odd(format, "{" + good + ", 'UnprocessedFindings': [null]}", "NotAnswered", true),
            new Odd(format, "{" + good + ", 'UnprocessedFindings': [{}]}", "NotAnswered", true),
            new Odd(
                format,
                "{" + good + ", 'UnprocessedFindings': [" + named(format, "a") + "}]}",
                "NoErrorCode",
                true),
            new Odd(
                format,
                "{"
                    + good
                    + ", 'UnprocessedFindings': ["
                    + named(format, "a")
                    + ", 'ErrorCode': null}]}",
                "NoErrorCode",
                true),
            new Odd(format, "{" + good + ", 'UnprocessedFindings': null}", "NotAnswered", true),
            new Odd(
                format,
                "{'ProcessedFindings': ["
                    + processed(format, "b")
                    + ", "
                    + processed(format, "b")
                    + ", {}, null, "
                    + processed(format, "nobody")
                    + "], 'UnprocessedFindings': ["
                    + named(format, "somebody")
                    + ", "
                    + bad
                    + "}]}",
                "NotAnswered",
                true),
            new Odd(
                format,
                "{"
                    + good
                    + ", 'UnprocessedFindings': ["
                    + named(format, "a")
                    + ", "
                    + bad
                    + "}, "
                    + named(format, "a")
                    + ", "
                    + busy
                    + "}]}",
                busyCode,
                true),
            new Odd(
                format,
                "{'ProcessedFindings': ["
                    + processed(format, "a")
                    + ", "
                    + processed(format, "b")
                    + "], 'UnprocessedFindings': ["
                    + named(format, "a")
                    + ", "
                    + busy
                    + "}]}",
                busyCode,
                true),
            new Odd(format, "", "NotAnswered", false),
            new Odd(format, "{}", "NotAnswered", false),
            new Odd(format, "null", "AnswerUnreadable", false),
            new Odd(format, "[]", "AnswerUnreadable", false),
            new Odd(format, "{'ProcessedFindings': 'all'}", "AnswerUnreadable", false),
            new Odd(format, "{'UnprocessedFindings': [7]}", "AnswerUnreadable", false),
            new Odd(format, "{'ProcessedFindings': [", "AnswerUnreadable", false),
            new Odd(format, "<html>Sign in</html>", "AnswerUnreadable", false))
        .map(odd -> Arguments.of(odd.format(), odd.answer(), odd.code(), odd.processed()));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersForEachFinding(Format format, String odd, String code, boolean processed) {
    FindingIdentifier a = HubFindings.seed(local, format, "a");
    FindingIdentifier b = HubFindings.seed(local, format, "b");
    FindingIdentifier other = HubFindings.seed(local, format, "other");
    relay.answerInstead(
        call ->
            isNaming(call, "other")
                ? Optional.empty()
                : Optional.of(new Reply(200, odd.replace('\'', '"'))));
    List<FindingUpdate> updates = new ArrayList<>(HubFindings.all(List.of(a, b), SUPPRESS));
    updates.add(new FindingUpdate(other, LOWER));

    Map<FindingIdentifier, UpdateResult> answers = hub.apply(updates);

    assertThat(answers)
        .containsOnlyKeys(a, b, other)
        .containsEntry(other, new UpdateResult.Processed());
    assertThat(answers.get(a))
        .isInstanceOfSatisfying(
            UpdateResult.Unprocessed.class,
            unprocessed -> {
              assertThat(unprocessed.code()).isEqualTo(code);
              assertThat(unprocessed.worthRetrying()).isTrue();
              assertThat(unprocessed.message()).isNotBlank();
              assertThat(unprocessed.isUnreadable())
                  .isEqualTo(code.equals("NotAnswered") || code.equals("AnswerUnreadable"));
            });
    assertThat(answers.get(b) instanceof UpdateResult.Processed).isEqualTo(processed);
  }

  private static boolean isNaming(JsonNode call, String name) {
    return call.path("FindingIdentifiers").toString().contains('"' + name + '"')
        || call.path("MetadataUids").toString().contains('"' + name + '"');
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void saysWhatAnAnswerHasThatNamesNoFinding(Format format) {
    FindingIdentifier a = HubFindings.seed(local, format, "a");
    relay.answerInstead(
        _ ->
            Optional.of(
                new Reply(
                    200,
                    "{\"UnprocessedFindings\":[{\"ErrorCode\":\"InvalidInput\",\"ErrorMessage\":\"Too"
                        + " long.\"}]}")));

    assertThat(hub.apply(HubFindings.all(List.of(a), SUPPRESS)).get(a))
        .isInstanceOfSatisfying(
            UpdateResult.Unprocessed.class,
            unprocessed ->
                assertThat(unprocessed.message())
                    .endsWith(
                        "entries of it that name no finding: 1, the first with Too long."
                            + " (InvalidInput)"));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void takesTheNextAnswerWhereOneWasOdd(Format format) {
    FindingIdentifier a = HubFindings.seed(local, format, "a");
    relay.answerInstead(
        _ ->
            relay.calls().size() == 1
                ? Optional.of(new Reply(200, "<html>Wait</html>"))
                : Optional.empty());

    assertThat(hub.apply(HubFindings.all(List.of(a), SUPPRESS)))
        .containsOnly(Map.entry(a, new UpdateResult.Processed()));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(Format.values())
        .flatMap(
            format ->
                Stream.of(
                    Arguments.of(format, 503, "Http503"),
                    Arguments.of(format, 403, "Http403"),
                    Arguments.of(format, 400, "Http400")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void triesAgainWhatAPageHasRefused(Format format, int status, String code) {
    FindingIdentifier a = HubFindings.seed(local, format, "a");
    relay.answerInstead(_ -> Optional.of(new Reply(status, "<html>No</html>")));

    assertThat(hub.apply(HubFindings.all(List.of(a), SUPPRESS)).get(a))
        .isInstanceOfSatisfying(
            UpdateResult.Unprocessed.class,
            unprocessed -> {
              assertThat(unprocessed.code()).isEqualTo(code);
              assertThat(unprocessed.worthRetrying()).isTrue();
            });
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void readsNoFindingsFromWhatIsNoAnswer(Format format) {
    FindingIdentifier a = HubFindings.seed(local, format, "a");
    for (String body :
        List.of(
            "", "null", "[]", "<html>Sign in</html>", "{\"Findings\": 7}", "{\"Findings\": [")) {
      relay.answerInstead(_ -> Optional.of(new Reply(200, body)));

      assertThat(catchRefusal(() -> hub.page(List.of(a)))).as(body).isNotBlank();
    }
  }

  private static String catchRefusal(Runnable reading) {
    try {
      reading.run();
    } catch (CallRefusedException e) {
      return String.valueOf(e.getMessage());
    }
    return "";
  }

  @Test
  void readsTheOtherFindingsOfAnAnswer() {
    FindingIdentifier a = HubFindings.seed(local, Format.ASFF, "a");
    relay.rewrite(answer -> answer.replace("\"Findings\":[", "\"Findings\":[null,{},"));

    HubPage page = hub.page(List.of(a));

    assertThat(page.findings()).singleElement().returns(a, finding -> finding.identifier());
    assertThat(page.unreadable()).hasSize(2);
  }

  @Test
  void endsWhereAnAnswerHasNoEnd() {
    FindingIdentifier a = HubFindings.seed(local, Format.ASFF, "a");
    relay.answerInstead(
        _ -> Optional.of(new Reply(200, "{\"Findings\": [], \"NextToken\": \"on\"}")));

    assertThat(catchRefusal(() -> hub.page(List.of(a)))).contains("does not come to an end");
  }
}
