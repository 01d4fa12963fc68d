package io.quell.lambda.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.UpdateResult;
import io.quell.lambda.event.Delivery;
import io.quell.rule.Card;
import io.quell.rulefile.Levers;
import io.quell.run.Evaluation;
import io.quell.run.Evaluation.RuleFailure;
import io.quell.testing.Findings;
import io.quell.testing.SampleRule;
import io.quell.update.Change;
import io.quell.update.Update;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Metrics METRICS = new Metrics(Optional.empty(), true);
  private static final Card CARD =
      SampleRule.rule("some-rule").mayOnly(Change.SUPPRESSION, Change.SEVERITY).card();
  private static final Update BOTH =
      Update.builder()
          .severity(SeverityLabel.LOW)
          .workflowStatus(WorkflowStatus.SUPPRESSED)
          .build();

  private static Result result(
      String id,
      List<Card> matched,
      Update update,
      Result.Outcome outcome,
      RuleFailure... failures) {
    Finding finding = Findings.finding().control("S3.9").with(id, "Id").read();
    return new Result(
        new Evaluation(
            finding,
            matched,
            matched.stream().findFirst(),
            update,
            List.of(),
            List.of(),
            List.of(),
            List.of(failures)),
        outcome);
  }

  private static Report report(Delivery.Content content, Result... results) {
    return new Report(
        List.of(new Report.Entry(new Delivery("event-1", content), List.of(results))),
        "packaged 1");
  }

  private static Delivery.Findings findings(String... unreadable) {
    return new Delivery.Findings(List.of(), List.of(unreadable));
  }

  private static Map<?, ?> only(List<String> lines) throws UnreadableException {
    assertThat(lines).hasSize(1);
    return members(Json.read(lines.getFirst()));
  }

  private static Map<?, ?> members(@Nullable Object json) {
    return json instanceof Map<?, ?> members ? members : Map.of("no object", String.valueOf(json));
  }

  private static Result.Outcome unprocessed(String code) {
    return new Result.Sent(new UpdateResult.Unprocessed(code, "no such finding", false));
  }

  @Test
  void writesADecisionWithBeforeAndAfter() throws UnreadableException {
    Map<?, ?> line =
        only(
            LogLines.of(
                report(
                    findings(),
                    result(
                        "a", List.of(CARD), BOTH, new Result.Sent(new UpdateResult.Processed())))));

    assertThat(line.get("level")).isEqualTo("INFO");
    assertThat(line.get("finding")).isEqualTo("a");
    assertThat(line.get("control")).isEqualTo("S3.9");
    assertThat(line.get("rules")).isEqualTo(List.of("some-rule"));
    assertThat(line.get("before")).isEqualTo(Map.of("severity", "MEDIUM", "workflowStatus", "NEW"));
    assertThat(line.get("after"))
        .isEqualTo(Map.of("severity", "LOW", "workflowStatus", "SUPPRESSED"));
    assertThat(line.get("result")).isEqualTo("processed");
  }

  @Test
  void namesTheRuleBookInEveryLine() throws UnreadableException {
    Report report =
        new Report(
            List.of(
                new Report.Entry(
                    new Delivery("event-1", findings("finding 0: no Id")),
                    List.of(result("a", List.of(CARD), BOTH, unprocessed("FindingNotFound")))),
                new Report.Entry(
                    new Delivery("event-2", new Delivery.Skipped("no findings")), List.of()),
                new Report.Entry(
                    new Delivery("event-3", new Delivery.Unreadable("broken")), List.of())),
            "packaged 1");
    List<String> lines = new ArrayList<>(LogLines.of(report));
    lines.addAll(METRICS.lines(report, Instant.EPOCH));

    assertThat(lines).hasSize(7);
    for (String line : lines) {
      assertThat(members(Json.read(line)).get("ruleBook")).as(line).isEqualTo("packaged 1");
    }
  }

  @Test
  void writesWhyAFindingWasNotProcessed() throws UnreadableException {
    Map<?, ?> line =
        only(
            LogLines.of(
                report(
                    findings(), result("a", List.of(CARD), BOTH, unprocessed("FindingNotFound")))));

    assertThat(line.get("level")).isEqualTo("ERROR");
    assertThat(line.get("result")).isEqualTo("unprocessed");
    assertThat(line.get("code")).isEqualTo("FindingNotFound");
    assertThat(line.get("reason")).isEqualTo("no such finding");
  }

  @Test
  void namesTheRulesThatFailed() throws UnreadableException {
    Map<?, ?> line =
        only(
            LogLines.of(
                report(
                    findings(),
                    result(
                        "a",
                        List.of(),
                        Update.NONE,
                        new Result.NoMatch(),
                        new RuleFailure("broken-rule", "it threw")))));

    assertThat(line.get("level")).isEqualTo("ERROR");
    assertThat(line.get("result")).isEqualTo("no match");
    assertThat(line.get("failedRules"))
        .isEqualTo(List.of(Map.of("rule", "broken-rule", "reason", "it threw")));
  }

  @Test
  void writesALineForWhatWasSkippedAndForWhatCouldNotBeRead() throws UnreadableException {
    Map<?, ?> skipped = only(LogLines.of(report(new Delivery.Skipped("no findings"))));
    assertThat(skipped.get("level")).isEqualTo("INFO");
    assertThat(skipped.get("reason")).isEqualTo("no findings");
    assertThat(skipped.get("event")).isEqualTo("event-1");

    assertThat(only(LogLines.of(report(new Delivery.Unreadable("broken")))).get("level"))
        .isEqualTo("ERROR");
    assertThat(only(LogLines.of(report(findings("finding 0: no Id")))).get("reason"))
        .isEqualTo("finding 0: no Id");
  }

  @Test
  void failsAnEventForWhatCouldNotBeReadAndForWhatWasNotProcessed() {
    assertThat(
            report(findings(), result("a", List.of(), Update.NONE, new Result.NoMatch()))
                .entries()
                .getFirst()
                .failure())
        .isEmpty();
    assertThat(report(new Delivery.Skipped("no findings")).entries().getFirst().failure())
        .isEmpty();
    assertThat(report(new Delivery.Unreadable("broken")).entries().getFirst().failure())
        .contains("broken");
    assertThat(
            report(
                    findings("finding 0: no Id"),
                    result("a", List.of(CARD), BOTH, unprocessed("FindingNotFound")))
                .entries()
                .getFirst()
                .failure())
        .contains("finding 0: no Id; finding a: no such finding (FindingNotFound)");
  }

  @Test
  void countsInTheEmbeddedMetricFormat() throws UnreadableException {
    var processed = new Result.Sent(new UpdateResult.Processed());
    Report report =
        report(
            findings("finding 3: no Id"),
            result("a", List.of(CARD), BOTH, processed),
            result("b", List.of(CARD), BOTH, unprocessed("FindingNotFound")),
            result("c", List.of(CARD), Update.NONE, new Result.Unchanged()),
            result(
                "d",
                List.of(),
                Update.NONE,
                new Result.NoMatch(),
                new RuleFailure("broken-rule", "it threw")));

    List<String> lines = METRICS.lines(report, Instant.ofEpochMilli(1_700_000_000_000L));

    assertThat(lines).hasSize(4);
    Map<?, ?> overall = members(Json.read(lines.getFirst()));
    assertThat(overall.get("FindingsEvaluated")).isEqualTo(4);
    assertThat(overall.get("FindingsUpdated")).isEqualTo(1);
    assertThat(overall.get("FindingsUnprocessed")).isEqualTo(1);
    assertThat(overall.get("RuleFailures")).isEqualTo(1);
    assertThat(overall.get("EventsSkipped")).isEqualTo(0);
    assertThat(overall.get("EventsUnreadable")).isEqualTo(1);
    assertThat(lines.get(1)).contains("\"Rule\":\"broken-rule\"").contains("\"RuleFailures\":1");
    assertThat(lines.get(2))
        .contains("\"Rule\":\"some-rule\"")
        .contains("\"FindingsMatched\":3")
        .contains("\"FindingsUpdated\":1");
    assertThat(lines.get(3))
        .contains("\"Code\":\"FindingNotFound\"")
        .contains("\"FindingsUnprocessed\":1");
  }

  private static Result result(List<String> kept, List<String> unknownRules) {
    return new Result(
        new Evaluation(
            Findings.finding().read(),
            List.of(CARD),
            Optional.empty(),
            Update.NONE,
            List.of(),
            kept,
            unknownRules,
            List.of()),
        new Result.Unchanged());
  }

  @Test
  void countsFindingsThatStayAsTheyAreOnceEach() throws UnreadableException {
    Report report =
        report(
            findings(),
            result(List.of("the severity LOW that Quell did not set"), List.of()),
            result(List.of("everything: the book x has marked it"), List.of()),
            result(
                List.of("the severity", "everything: it is not open", "everything: no room"),
                List.of("gone", "lost")),
            result(List.of(), List.of("gone")),
            new Result(
                result(List.of("everything: x"), List.of("gone")).evaluation(),
                new Result.Superseded()));

    Map<?, ?> overall = members(Json.read(METRICS.lines(report, Instant.EPOCH).getFirst()));

    assertThat(overall.get("FindingsLeftWhole")).isEqualTo(2);
    assertThat(overall.get("FindingsOfUnknownRules")).isEqualTo(2);
  }

  @Test
  void declaresEveryNumberAndDimensionToCloudWatch() throws UnreadableException {
    Report report =
        report(
            findings(),
            result("a", List.of(CARD), BOTH, new Result.Sent(new UpdateResult.Processed())));

    for (String text : METRICS.lines(report, Instant.EPOCH)) {
      Map<?, ?> line = members(Json.read(text));
      Map<?, ?> declared =
          members(
              (members(line.get("_aws")).get("CloudWatchMetrics") instanceof List<?> list
                      ? list
                      : List.of())
                  .getFirst());
      assertThat(declared.get("Namespace")).isEqualTo("Quell");
      assertThat((List<?>) declared.get("Metrics"))
          .allSatisfy(
              metric ->
                  assertThat(line.get(members(metric).get("Name"))).isInstanceOf(Number.class));
      assertThat((List<?>) declared.get("Dimensions"))
          .singleElement()
          .satisfies(
              names ->
                  assertThat((List<?>) names)
                      .allSatisfy(name -> assertThat(line.get(name)).isInstanceOf(String.class)));
    }
  }

  private static List<String> metrics(Map<String, String> environment, Result... results) {
    return Metrics.of(environment).lines(report(findings(), results), Instant.EPOCH);
  }

  @Test
  void countsByStackAndByRuleOnlyWhereThatIsSwitchedOn() {
    Result unprocessed = result("a", List.of(CARD), BOTH, unprocessed("FindingNotFound"));

    List<String> ofStack = metrics(Map.of("QUELL_STACK", "Quell-prod"), unprocessed);
    assertThat(ofStack).hasSize(2).allMatch(line -> line.contains("\"Stack\":\"Quell-prod\""));
    assertThat(ofStack.getFirst()).contains("\"Dimensions\":[[\"Stack\"]]");
    assertThat(ofStack.getLast()).contains("\"Dimensions\":[[\"Stack\",\"Code\"]]");

    List<String> byRule =
        metrics(Map.of("QUELL_STACK", "Quell-prod", "QUELL_RULE_METRICS", "on"), unprocessed);
    assertThat(byRule).hasSize(3);
    assertThat(byRule.get(1)).contains("\"Dimensions\":[[\"Stack\",\"Rule\"]]");

    assertThat(metrics(Map.of("QUELL_RULE_METRICS", "off"), unprocessed))
        .hasSize(2)
        .noneMatch(line -> line.contains("Stack"))
        .noneMatch(line -> line.contains("\"Rule\""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metrics.of(Map.of("QUELL_RULE_METRICS", "yes")))
        .withMessage("QUELL_RULE_METRICS is 'yes'; it can be on or off");
  }

  @Test
  void countsWhatWouldBeUpdatedWhereThereIsAny() {
    assertThat(metrics(Map.of(), result("a", List.of(CARD), BOTH, new Result.Observed())))
        .first()
        .asString()
        .contains("\"FindingsWouldUpdate\":1")
        .contains("\"Name\":\"FindingsWouldUpdate\"");
    assertThat(metrics(Map.of(), result("a", List.of(), Update.NONE, new Result.NoMatch())))
        .noneMatch(line -> line.contains("FindingsWouldUpdate"));
  }

  @Test
  void saysWhichRuleDecidedAndWhichLeversWereInForce() throws Exception {
    Result processed =
        result("a", List.of(CARD), BOTH, new Result.Sent(new UpdateResult.Processed()));
    assertThat(only(LogLines.of(report(findings(), processed))).get("decidedBy"))
        .isEqualTo("some-rule");
    Map<?, ?> unmatched =
        only(
            LogLines.of(
                report(findings(), result("a", List.of(), Update.NONE, new Result.NoMatch()))));
    assertThat(unmatched.containsKey("decidedBy")).isFalse();
    assertThat(unmatched.containsKey("levers")).isFalse();

    Levers levers = Levers.read("levers", "mode: observe".getBytes(StandardCharsets.UTF_8), "x");
    Report held =
        new Report(report(findings(), processed).entries(), "packaged 1", levers, List.of());
    assertThat(only(LogLines.of(held)).get("levers")).isEqualTo(levers.version());
  }
}
