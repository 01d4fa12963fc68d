package io.quell.lambda.report;

import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.LeverSource;
import io.quell.lambda.Quell;
import io.quell.lambda.Ruling;
import io.quell.lambda.Safeguards;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.EventReader;
import io.quell.lambda.publication.News;
import io.quell.lambda.reconciliation.ReconciliationHandler;
import io.quell.lambda.reconciliation.ReconciliationKind;
import io.quell.lambda.reconciliation.ReconciliationSettings;
import io.quell.localhub.LocalHub;
import io.quell.rulefile.Levers;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleRule;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The questions to the log ask about fields that its lines have.
final class QuestionTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final SampleRule QUIET = rule("quiet").decides(suppress());
  private static final SampleRule LOW = rule("low").decides(severity(SeverityLabel.LOW));
  private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
  private static final Pattern MESSAGE = Pattern.compile("\"([a-z ]+)\"");
  private static final Pattern NAME = Pattern.compile("@?[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)*");
  private static final Pattern ALIAS = Pattern.compile(" as ([A-Za-z]+)");
  private static final Set<String> WORDS =
      Set.of(
          "fields",
          "filter",
          "stats",
          "sort",
          "limit",
          "by",
          "as",
          "and",
          "in",
          "desc",
          "asc",
          "count",
          "count_distinct",
          "distinct",
          "latest",
          "min",
          "max",
          "ispresent");

  /// The names of the fields of real lines, as Logs Insights discovers them, by the lines' message.
  private static final Map<String, Set<String>> FIELDS = fields();

  private static Map<String, Set<String>> fields() {
    List<String> log = new ArrayList<>();
    try (LocalHub local = LocalHub.start();
        SecurityHub hub = SecurityHub.local(local.endpoint())) {
      Sample finding = Findings.finding().control("S3.9").severity(SeverityLabel.MEDIUM);
      local.seed(Json.write(finding.read().json()));
      SampleRule broken =
          rule("broken")
              .decides(
                  (Finding _) -> {
                    throw new IllegalStateException("this one fails");
                  });
      RuleEngine engine = engine(QUIET, LOW, broken);
      log.addAll(lines(Quell.enforcing(engine, hub), finding.read()));
      log.addAll(lines(Quell.enforcing(engine, hub), finding.with("unknown", "Id").read()));
      Sample changed = finding.after(engine.evaluate(finding.read()).update());
      log.addAll(lines(Quell.observing(engine(LOW)), changed.read()));
      log.addAll(
          lines(
              Quell.enforcing(engine(QUIET.expires("2026-05-01"), LOW.expires("2026-05-01")), hub),
              changed.read()));
      Levers levers =
          new Levers(
              Levers.Mode.STOP_CHANGING, Set.of("a", "b", "c"), "stop-changing suspending 3");
      var source = new LeverSource(_ -> engine, _ -> levers, log::add);
      Deadline deadline = Deadline.in(Duration.ofMinutes(5), TimeSource.system());
      Ruling stopped = source.apply(deadline);
      log.addAll(
          LogLines.of(
              Quell.enforcing(_ -> stopped, hub, new Safeguards(1_000, Optional.empty(), CLOCK))
                  .process(List.of(delivery(finding.read())))));
      var news = LeverSource.news(Metrics.of(Map.of()), CLOCK, log::add);
      news.accept(new News.Refused("appconfig", List.of("wrong"), Optional.empty()));
      news.accept(new News.Unavailable("away", Optional.empty()));
      news.accept(new News.Restored("stop-changing"));
      log.addAll(
          LogLines.of(
              Quell.observing(engine)
                  .process(
                      EventReader.read("{broken".getBytes(StandardCharsets.UTF_8)).deliveries())));
      reconcile(hub, engine, log);
    }
    Map<String, Set<String>> fields = new HashMap<>();
    for (String line : log) {
      Object json = json(line);
      if (json instanceof Map<?, ?> members && members.get("message") instanceof String message) {
        flatten("", json, fields.computeIfAbsent(message, _ -> new HashSet<>()));
      }
    }
    return fields;
  }

  private static RuleEngine engine(SampleRule... rules) {
    return new RuleEngine(List.of(rules), CLOCK);
  }

  private static Delivery delivery(Finding finding) {
    return new Delivery("event", new Delivery.Findings(List.of(finding), List.of()));
  }

  private static List<String> lines(Quell quell, Finding finding) {
    return LogLines.of(quell.process(List.of(delivery(finding))));
  }

  private static void reconcile(SecurityHub hub, RuleEngine engine, List<String> log) {
    var message =
        Map.of(
            "messageId", "m",
            "eventSource", "aws:sqs",
            "body", ReconciliationKind.DAILY.message(CLOCK.instant(), Optional.empty()));
    new ReconciliationHandler(
            _ -> Ruling.of(engine),
            Metrics.of(Map.of()),
            hub,
            ReconciliationSettings.of(Map.of("QUELL_MODE", "observe")),
            rest -> {
              throw new IllegalStateException("nothing is left of so little: " + rest);
            },
            CLOCK,
            TimeSource.system(),
            log::add)
        .handle(
            Json.write(Map.of("Records", List.of(message))).getBytes(StandardCharsets.UTF_8),
            Duration.ofMinutes(5));
  }

  private static @Nullable Object json(String line) {
    try {
      return Json.read(line);
    } catch (UnreadableException e) {
      throw new AssertionError(line, e);
    }
  }

  private static void flatten(String name, @Nullable Object json, Set<String> fields) {
    if (json instanceof Map<?, ?> members) {
      members.forEach(
          (member, value) ->
              flatten(name.isEmpty() ? "" + member : name + "." + member, value, fields));
    } else if (json instanceof List<?> items) {
      for (int at = 0; at < items.size(); at++) {
        flatten(name + "." + at, items.get(at), fields);
      }
    } else {
      fields.add(name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nameOnlyFieldsThatTheLinesHave(Question question) {
    String query = question.query();
    String filter =
        query.lines().filter(line -> line.contains("message ")).findFirst().orElseThrow();
    Set<String> known = new HashSet<>(Set.of("@timestamp"));
    MESSAGE
        .matcher(filter.substring(filter.indexOf("message ")))
        .results()
        .map(found -> found.group(1))
        .filter(word -> !Set.of("processed", "unprocessed", "observed").contains(word))
        .forEach(
            message -> {
              assertThat(FIELDS).as("a line with this message").containsKey(message);
              known.addAll(FIELDS.get(message));
            });
    ALIAS.matcher(query).results().forEach(alias -> known.add(alias.group(1)));
    List<String> named =
        NAME.matcher(TEXT.matcher(query).replaceAll(""))
            .results()
            .map(MatchResult::group)
            .filter(word -> !WORDS.contains(word))
            .toList();
    assertThat(named).hasSizeGreaterThan(1).allSatisfy(name -> assertThat(known).contains(name));
  }

  /// Name and text are bounded (CloudFormation, AWS::Logs::QueryDefinition).
  @Test
  void fitCloudWatch() {
    assertThat(Question.values())
        .allSatisfy(
            question -> {
              assertThat(question.title().length()).isLessThanOrEqualTo(100);
              assertThat(question.query().length()).isLessThanOrEqualTo(10_000);
            });
    assertThat(Arrays.stream(Question.values()).map(Question::title)).doesNotHaveDuplicates();
  }
}
