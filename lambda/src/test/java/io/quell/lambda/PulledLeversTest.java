package io.quell.lambda;

import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.SecurityHub;
import io.quell.lambda.publication.LocalAppConfigLevers;
import io.quell.lambda.publication.LocalAppConfigRules;
import io.quell.lambda.report.Metrics;
import io.quell.localhub.LocalHub;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.testing.runtime.LocalAppConfig;
import io.quell.testing.runtime.RulesYaml;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Levers that somebody pulls while the function runs, from AppConfig to the finding in the hub and
/// the log.
final class PulledLeversTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final String OBSERVE = "{\"mode\": \"observe\"}";
  private static final String STOP = "mode: stop-changing\n";
  private static final SampleRule QUIET = rule("quiet").decides(suppress());
  private static final SampleRule LOW = rule("low").decides(severity(SeverityLabel.LOW));

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint());
  private final LocalAppConfig appConfig = LocalAppConfig.start();
  private final List<String> log = new ArrayList<>();
  /// The time in nanoseconds, below zero at first, as that of a machine may be.
  private final AtomicLong now = new AtomicLong(-5_000_000_000L);
  private final LocalAppConfigLevers levers =
      new LocalAppConfigLevers(
          appConfig, now::get, LeverSource.news(Metrics.of(Map.of()), CLOCK, log::add));
  private RuleEngine engine = new RuleEngine(List.of(QUIET, LOW), CLOCK);
  private final QuellHandler handler =
      handler(new LeverSource(_ -> engine, levers, log::add), true);
  private int seeded;

  private QuellHandler handler(LeverSource rulings, boolean enforces) {
    return new QuellHandler(
        enforces
            ? Quell.enforcing(rulings, hub, Safeguards.NONE)
            : Quell.observing(rulings, Safeguards.NONE),
        Metrics.of(Map.of()),
        CLOCK,
        log::addAll);
  }

  @AfterEach
  void stop() {
    hub.close();
    local.close();
    levers.close();
    appConfig.close();
  }

  private SampleFinding seed(Format format) {
    String id = "finding-" + seeded++;
    SampleFinding sample =
        switch (format) {
          case ASFF -> Findings.finding().with(id, "Id").severity(SeverityLabel.MEDIUM);
          case OCSF ->
              OcsfFindings.ocsfFinding().with(id, "metadata", "uid").severity(SeverityLabel.MEDIUM);
        };
    local.seed(Json.write(sample.read().json()));
    return sample;
  }

  private String inHub(SampleFinding sample) {
    String id = sample.read().identifier().toString();
    return Stream.concat(local.findings().stream(), local.ocsfFindings().stream())
        .filter(text -> text.contains("\"" + id + "\""))
        .findFirst()
        .orElseThrow();
  }

  private int updates() {
    return local.calls("BatchUpdateFindings") + local.calls("BatchUpdateFindingsV2");
  }

  private void handle(QuellHandler some, Format format, String finding) throws Exception {
    log.clear();
    Map<String, Object> detail =
        Map.of("findings", List.of(Objects.requireNonNull(Json.read(finding))));
    String event =
        Json.write(
            SampleEvents.event(
                "aws.securityhub",
                format == Format.ASFF ? SampleEvents.IMPORTED : "Findings Imported V2",
                detail));
    some.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new SampleContext(60_000));
  }

  /// An event about the finding as it is in the hub.
  private void handle(SampleFinding sample) throws Exception {
    handle(handler, sample.read().format(), inHub(sample));
  }

  private void pull(String text) {
    appConfig.deploy(text, null);
    now.addAndGet(MINUTE.toNanos());
  }

  private Map<?, ?> line(String message) throws UnreadableException {
    String text =
        log.stream()
            .filter(line -> line.contains("\"message\":\"" + message + "\""))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no line '" + message + "' in " + log));
    return (Map<?, ?>) Objects.requireNonNull(Json.read(text));
  }

  private Optional<Object> leversOfDecision() throws UnreadableException {
    return Optional.ofNullable(line("decision").get("levers"));
  }

  private boolean isSuppressed(SampleFinding sample) throws UnreadableException {
    return Finding.read(Json.read(inHub(sample)))
        .workflowStatus()
        .filter(status -> status == WorkflowStatus.SUPPRESSED)
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void observeDecidesAndLogsAndChangesNothing(Format format) throws Exception {
    SampleFinding finding = seed(format);
    pull(OBSERVE);
    handle(finding);

    assertThat(updates()).isZero();
    assertThat(line("decision").get("result")).isEqualTo("observed");
    assertThat(line("decision").get("decidedBy")).isEqualTo("quiet");
    assertThat((String) leversOfDecision().orElseThrow()).matches("observe appconfig [0-9a-f]{12}");
    assertThat(log).anyMatch(line -> line.contains("\"FindingsWouldUpdate\":1"));

    pull("{}");
    handle(finding);
    assertThat(isSuppressed(finding)).isTrue();
    assertThat(leversOfDecision()).isEmpty();
    assertThat(log).noneMatch(line -> line.contains("FindingsWouldUpdate"));
  }

  @ParameterizedTest
  @EnumSource
  void stopChangingSetsNothingAndGivesBack(Format format) throws Exception {
    SampleFinding changed = seed(format);
    handle(changed);
    assertThat(isSuppressed(changed)).isTrue();
    SampleFinding fresh = seed(format);
    pull(STOP);
    engine = new RuleEngine(List.of(QUIET.expires("2026-05-31"), LOW), CLOCK);
    int before = updates();
    handle(fresh);
    assertThat(updates()).isEqualTo(before);
    assertThat(line("decision").get("result")).isEqualTo("unchanged");
    assertThat(String.valueOf(line("decision").get("kept")))
        .contains("which rule low wanted to be LOW: nothing new is set now");

    handle(changed);
    assertThat(isSuppressed(changed)).isFalse();
    assertThat(String.valueOf(line("decision").get("givenBack"))).contains("NEW again");
    assertThat(String.valueOf(line("decision").get("after"))).contains("severity=LOW");
    assertThat(line("decision").containsKey("decidedBy")).isFalse();
    assertThat((String) leversOfDecision().orElseThrow()).startsWith("stop-changing appconfig ");
  }

  @Test
  void stopChangingLetsAPersonRelease() throws Exception {
    SampleFinding changed = seed(Format.ASFF);
    handle(changed);
    pull(STOP);
    Map<String, Object> release =
        new HashMap<>(
            SampleEvents.event(
                "aws.securityhub",
                "Security Hub Findings - Custom Action",
                Map.of("findings", List.of(Objects.requireNonNull(Json.read(inHub(changed)))))));
    release.put(
        "resources",
        List.of("arn:aws:securityhub:eu-west-1:111122223333:action/custom/QuellRelease"));
    handler.handleRequest(
        new ByteArrayInputStream(Json.write(release).getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new SampleContext(60_000));

    assertThat(isSuppressed(changed)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aSuspendedRuleSetsNothingAndIsGivenBack(Format format) throws Exception {
    SampleFinding changed = seed(format);
    handle(changed);
    pull("suspended: [quiet]");
    handle(changed);

    assertThat(isSuppressed(changed)).isFalse();
    assertThat(String.valueOf(line("decision").get("after"))).contains("severity=LOW");
    assertThat(line("levers taken").get("suspended")).isEqualTo(List.of("quiet"));
    SampleFinding fresh = seed(format);
    handle(fresh);
    assertThat(isSuppressed(fresh)).isFalse();
    assertThat(line("decision").get("rules")).isEqualTo(List.of("low"));
  }

  @Test
  void anIdThatNoRuleHasIsSaidOnce() throws Exception {
    pull("suspended: [nobody, quiet]");
    handle(seed(Format.ASFF));
    assertThat(line("levers name unknown rules").get("unknownRules")).isEqualTo(List.of("nobody"));
    assertThat(line("decision").get("rules")).isEqualTo(List.of("low"));

    now.addAndGet(MINUTE.toNanos());
    handle(seed(Format.ASFF));
    assertThat(log).noneMatch(line -> line.contains("levers name unknown rules"));
    assertThat(log).noneMatch(line -> line.contains("levers taken"));
    assertThat(leversOfDecision()).isPresent();
  }

  @Test
  void noLeversAreNormalAndNothingIsSaid() throws Exception {
    SampleFinding finding = seed(Format.ASFF);
    handle(finding);
    assertThat(isSuppressed(finding)).isTrue();
    assertThat(log).noneMatch(line -> line.contains("levers"));

    appConfig.answerEmptyWhileNothingIsDeployed();
    now.addAndGet(MINUTE.toNanos());
    handle(seed(Format.ASFF));
    assertThat(log).noneMatch(line -> line.contains("levers"));
  }

  /// Without any that are good, and with some.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode: off",
        "moed: observe",
        "{\"mode\": \"observe\"",
        "# empty\n",
        "suspended: {quiet: true}",
        "[]"
      })
  void whatCannotBeReadLeavesTheLastGoodLeversInForce(String broken) throws Exception {
    pull(broken);
    handle(seed(Format.ASFF));
    assertThat(line("decision").get("result")).isEqualTo("processed");
    assertThat(line("levers refused").get("levers")).isEqualTo("none");

    pull(OBSERVE);
    handle(seed(Format.ASFF));
    pull(broken);
    handle(seed(Format.ASFF));

    assertThat(line("decision").get("result")).isEqualTo("observed");
    assertThat(line("levers refused").get("level")).isEqualTo("ERROR");
    assertThat((String) line("levers refused").get("levers")).startsWith("observe appconfig ");
    assertThat((List<?>) line("levers refused").get("problems")).isNotEmpty();
    assertThat(log)
        .anyMatch(line -> line.contains("\"_aws\"") && line.contains("\"LeversRefused\":1"));
  }

  @Test
  void anAppConfigThatRefusesOrHangsFailsNoInvocation() throws Exception {
    appConfig.refuse(403, "AccessDeniedException", Map.of("Message", "not allowed"));
    SampleFinding first = seed(Format.ASFF);
    handle(first);
    assertThat(isSuppressed(first)).isTrue();
    assertThat(String.valueOf(line("levers unavailable").get("reason"))).contains("not allowed");
    assertThat(log).anyMatch(line -> line.contains("\"LeversUnavailable\":1"));

    appConfig.recover();
    pull(OBSERVE);
    handle(seed(Format.ASFF));
    appConfig.close();
    now.addAndGet(MINUTE.toNanos());
    handle(seed(Format.ASFF));
    assertThat(line("decision").get("result")).isEqualTo("observed");
    assertThat((String) line("levers unavailable").get("levers")).startsWith("observe ");
  }

  /// One poll a minute at most, though AppConfig here permits one each 30 seconds, and after a
  /// failure too.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void areAskedForOnceAMinute(boolean answers) throws Exception {
    if (!answers) {
      appConfig.refuse(500, "InternalServerException", Map.of("Message", "try later"));
    }
    appConfig.deploy("{}", null);
    for (int second = 0; second < 180; second += 5) {
      handle(seed(Format.ASFF));
      now.addAndGet(Duration.ofSeconds(5).toNanos());
    }

    assertThat(appConfig.calls()).hasSize(answers ? 4 : 3);
    assertThat(appConfig.calls().stream().filter(call -> call.startsWith("POST")).count())
        .isEqualTo(answers ? 1 : 3);
  }

  /// Whenever they are pulled between two polls, and however often invocations come: each one that
  /// begins 90 seconds later or more keeps to them.
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 29, 30, 59, 60, 61, 89})
  void areInForceWithinNinetySeconds(int secondsBetween) throws Exception {
    for (int from : List.of(0, 1, 31, 59)) {
      appConfig.deploy("{}", "off " + from);
      now.addAndGet(Duration.ofMinutes(5).toNanos());
      handle(seed(Format.ASFF)); // a poll
      assertThat(line("decision").get("result")).isEqualTo("processed");
      long start = now.get();
      boolean isPulled = false;
      for (int second = 0; second <= from + 180; second += secondsBetween) {
        now.set(start + Duration.ofSeconds(second).toNanos());
        if (!isPulled && second >= from) {
          appConfig.deploy(OBSERVE, "on " + from);
          isPulled = true;
        }
        handle(seed(Format.ASFF));
        if (second >= from + 90) {
          assertThat(line("decision").get("result"))
              .as("%d s, pulled at %d s at the earliest", second, from)
              .isEqualTo("observed");
        }
      }
    }
  }

  /// A snapshot that is taken before the first invocation holds no answer that could be old.
  @Test
  void areNotAskedForBeforeTheFirstInvocation() throws Exception {
    appConfig.deploy("{}", null);
    assertThat(appConfig.calls()).isEmpty();
    now.set(Long.MIN_VALUE + 1); // a restored machine may count from anywhere
    appConfig.deploy(OBSERVE, null);

    handle(seed(Format.ASFF));

    assertThat(line("decision").get("result")).isEqualTo("observed");
    assertThat(appConfig.calls()).hasSize(2);
  }

  @Test
  void onlyTakeAway() throws Exception {
    QuellHandler observing = handler(new LeverSource(_ -> engine, levers, log::add), false);
    for (String text : List.of("{\"mode\": \"normal\"}", STOP, "suspended: [quiet]")) {
      pull(text);
      SampleFinding finding = seed(Format.ASFF);
      handle(observing, Format.ASFF, inHub(finding));
    }
    assertThat(updates()).isZero();
  }

  @Test
  void holdPublishedRulesBackToo() throws Exception {
    try (LocalAppConfig published = LocalAppConfig.start();
        LocalAppConfigRules rules = new LocalAppConfigRules(published, CLOCK, _ -> {})) {
      published.deploy(RulesYaml.suppressing("s3-5-log-buckets"), "1");
      QuellHandler both = handler(new LeverSource(rules, levers, log::add), true);
      pull("suspended: [s3-5-log-buckets]");
      SampleFinding bucket = Findings.finding().control("S3.5").with("bucket", "Id");
      local.seed(Json.write(bucket.read().json()));
      handle(both, Format.ASFF, inHub(bucket));
      assertThat(isSuppressed(bucket)).isFalse();

      pull("{}");
      handle(both, Format.ASFF, inHub(bucket));
      assertThat(isSuppressed(bucket)).isTrue();
    }
  }

  @Test
  void anIdOfARuleThatIsPublishedLaterHoldsFromThenOn() throws Exception {
    pull("suspended: [later]");
    handle(seed(Format.ASFF));
    engine =
        new RuleEngine(List.of(QUIET, rule("later").decides(severity(SeverityLabel.HIGH))), CLOCK);
    handle(seed(Format.ASFF));

    assertThat(line("decision").get("rules")).isEqualTo(List.of("quiet"));
  }
}
