package io.quell.lambda.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.book.Book;
import io.quell.hub.call.Deadline;
import io.quell.lambda.TestBook;
import io.quell.rule.Card;
import io.quell.run.RuleEngine;
import io.quell.testing.runtime.LocalAppConfig;
import io.quell.testing.runtime.RulesYaml;
import io.quell.update.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which rules run, as AppConfig answers.
final class AppConfigRulesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Deadline PLENTY = Deadline.farOff(() -> 0);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final String SESSION = "POST /configurationsessions";
  private static final String LATEST = "GET /configuration";
  private static final String BROKEN = "rules:\n  - id: s3-5-new\n    title: 7\n";

  private final LocalAppConfig appConfig = LocalAppConfig.start();
  private final AppConfigData data = AppConfigData.local(appConfig.endpoint());
  /// The time in nanoseconds, below zero at first, as that of a machine may be.
  private final AtomicLong now = new AtomicLong(-5_000_000_000L);
  private final List<News> news = new ArrayList<>();
  private final AppConfigRules rules = rules(EnumSet.allOf(Change.class));

  private AppConfigRules rules(Set<Change> permitted) {
    return rules(data, LocalAppConfig.NAME, permitted);
  }

  private AppConfigRules rules(ConfigurationSource source, String name, Set<Change> permitted) {
    return new AppConfigRules(
        source,
        ConfigurationName.of(name),
        new Admission(new TestBook(), permitted),
        Book::packaged,
        rules -> rules.engine(CLOCK),
        now::get,
        news::add);
  }

  @AfterEach
  void stop() {
    data.close();
    appConfig.close();
  }

  private static List<String> ids(RuleEngine engine) {
    return engine.cards().stream().map(Card::id).toList();
  }

  private RuleEngine later() {
    pass(INTERVAL);
    return rules.apply(PLENTY);
  }

  private void pass(Duration duration) {
    now.addAndGet(duration.toNanos());
  }

  @Test
  void runTheRuleClassesAndThenTheFile() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), "2026-06-01.1");

    RuleEngine engine = rules.apply(PLENTY);

    assertThat(ids(engine))
        .hasSize(new TestBook().classes().size() + 1)
        .endsWith("s3-5-log-buckets");
    assertThat(engine.version()).matches("appconfig 2026-06-01\\.1 [0-9a-f]{12}");
    assertThat(news).containsExactly(new News.Taken(engine.version()));
  }

  @Test
  void areReadFromJsonToo() {
    appConfig.deploy(
        """
        {"rules": [{"id": "s3-5-log-buckets", "title": "t", "reason": "r", "owner": "o",
                    "when": {"control": "S3.5"}, "then": {"workflow-status": "SUPPRESSED"}}]}\
        """,
        null);

    assertThat(ids(rules.apply(PLENTY))).endsWith("s3-5-log-buckets");
    assertThat(rules.apply(PLENTY).version()).matches("appconfig [0-9a-f]{12}");
  }

  @Test
  void changeWithoutARestart() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), "1");
    RuleEngine old = rules.apply(PLENTY);
    appConfig.deploy(RulesYaml.suppressing("s3-5-new"), "2");

    RuleEngine changed = later();

    assertThat(ids(changed)).contains("s3-5-new").doesNotContain("s3-5-old");
    assertThat(changed.version()).startsWith("appconfig 2 ").isNotEqualTo(old.version());
    assertThat(news)
        .containsExactly(new News.Taken(old.version()), new News.Taken(changed.version()));
    assertThat(appConfig.calls()).containsExactly(SESSION, LATEST, LATEST);
  }

  @Test
  void areAskedForNoMoreOftenThanAppConfigWants() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), null);
    rules.apply(PLENTY);
    pass(INTERVAL.minusNanos(1));
    rules.apply(PLENTY);
    assertThat(appConfig.calls()).hasSize(2);

    pass(Duration.ofNanos(1));
    rules.apply(PLENTY);

    assertThat(appConfig.calls()).hasSize(3);
  }

  /// As after a restore from a snapshot on a younger machine.
  @Test
  void areAskedForAtOnceWhereTheClockHasGoneBack() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), null);
    rules.apply(PLENTY);
    appConfig.deploy(RulesYaml.suppressing("s3-5-new"), null);

    pass(Duration.ofDays(-20));

    assertThat(ids(rules.apply(PLENTY))).endsWith("s3-5-new");
  }

  @Test
  void stayWhereNothingHasChanged() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), null);
    RuleEngine engine = rules.apply(PLENTY);

    assertThat(later()).isSameAs(engine);
    assertThat(later()).isSameAs(engine);
    assertThat(news).hasSize(1);
    assertThat(appConfig.calls()).containsExactly(SESSION, LATEST, LATEST, LATEST);
  }

  @Test
  void stayWhereTheNextFileIsWrongAndSaySoAtEveryPoll() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), "1");
    RuleEngine good = rules.apply(PLENTY);
    appConfig.deploy(BROKEN, "2");

    assertThat(later()).isSameAs(good);
    assertThat(later()).isSameAs(good);
    assertThat(news).hasSize(3).last().isEqualTo(news.get(1));
    assertThat(news.getLast())
        .isInstanceOfSatisfying(
            News.Refused.class,
            refused -> {
              assertThat(refused.configuration()).isEqualTo("appconfig 2");
              assertThat(refused.running()).contains(good.version());
              assertThat(refused.problems())
                  .hasSizeGreaterThan(1)
                  .allMatch(problem -> problem.startsWith("rules.yaml:"))
                  .anyMatch(problem -> problem.contains("reason"))
                  .anyMatch(problem -> problem.contains("owner"));
            });
  }

  @Test
  void areTakenAgainOnceTheFileIsMendedOrRolledBack() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), "1");
    RuleEngine good = rules.apply(PLENTY);
    appConfig.deploy(BROKEN, "2");
    later();
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), "1");
    assertThat(later()).isSameAs(good);
    later();
    assertThat(news).hasSize(3).last().isEqualTo(new News.Restored(good.version()));
    appConfig.deploy(BROKEN, "3");
    later();
    appConfig.deploy(RulesYaml.suppressing("s3-5-new"), "4");

    RuleEngine mended = later();
    assertThat(ids(mended)).contains("s3-5-new");
    assertThat(news).hasSize(5).last().isEqualTo(new News.Taken(mended.version()));
  }

  @Test
  void stayWhereAppConfigRefusesAndAreAskedForWithANewSessionLater() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), null);
    RuleEngine good = rules.apply(PLENTY);
    appConfig.refuse(500, "InternalServerException", Map.of("Message", "try later"));

    assertThat(later()).isSameAs(good);
    assertThat(news.getLast())
        .isEqualTo(
            new News.Unavailable(
                "GetLatestConfiguration answered InternalServerException: try later",
                Optional.of(good.version())));
    assertThat(rules.apply(PLENTY)).isSameAs(good);
    assertThat(appConfig.calls()).containsExactly(SESSION, LATEST, LATEST);

    appConfig.recover();
    appConfig.deploy(RulesYaml.suppressing("s3-5-new"), null);
    pass(Duration.ofSeconds(60));
    assertThat(ids(rules.apply(PLENTY))).contains("s3-5-new");
    assertThat(appConfig.calls()).containsExactly(SESSION, LATEST, LATEST, SESSION, LATEST);
  }

  @Test
  void stayWhereNobodyListens() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), null);
    RuleEngine good = rules.apply(PLENTY);
    appConfig.close();

    assertThat(later()).isSameAs(good);
    assertThat(news.getLast())
        .isInstanceOf(News.Unavailable.class)
        .asString()
        .contains(appConfig.endpoint().toString());
  }

  /// Rules whose polls answer at once, and note how long they might have taken.
  private AppConfigRules patient(List<Duration> timeLimits) {
    return rules(
        (name, token, timeLimit) -> {
          timeLimits.add(timeLimit);
          return data.poll(name, token, Duration.ofMinutes(5));
        },
        LocalAppConfig.NAME,
        EnumSet.allOf(Change.class));
  }

  @Test
  void areWaitedForLongerWhileThereAreNone() {
    List<Duration> timeLimits = new ArrayList<>();
    AppConfigRules patient = patient(timeLimits);
    appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), null);

    assertThat(ids(patient.apply(PLENTY))).contains("s3-5-log-buckets");
    pass(INTERVAL);
    patient.apply(PLENTY);

    assertThat(timeLimits).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(2));
  }

  @Test
  void areWaitedForNoLongerThanTheInvocationLasts() {
    List<Duration> timeLimits = new ArrayList<>();
    AppConfigRules patient = patient(timeLimits);
    appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), null);
    Duration left = Duration.ofMillis(500);

    patient.apply(Deadline.in(left, now::get));
    pass(INTERVAL);
    patient.apply(Deadline.in(left, now::get));

    assertThat(timeLimits).containsExactly(left, left);
  }

  @Test
  void stayWhereAppConfigDoesNotAnswerInTime() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), null);
    RuleEngine good = rules.apply(PLENTY);
    appConfig.hang();
    pass(INTERVAL);

    assertThat(rules.apply(Deadline.in(Duration.ofMillis(1), now::get))).isSameAs(good);
    assertThat(news.getLast())
        .isInstanceOf(News.Unavailable.class)
        .asString()
        .contains("did not answer within 1 ms");
  }

  @Test
  void failWhereAppConfigDoesNotAnswerInTimeAndThereAreNone() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-log-buckets"), null);
    appConfig.hang();

    assertThatExceptionOfType(RulesUnavailableException.class)
        .isThrownBy(() -> rules.apply(Deadline.in(Duration.ofMillis(1), now::get)))
        .withMessageContaining("did not answer within 1 ms");

    appConfig.recover();
    assertThat(ids(rules.apply(PLENTY))).contains("s3-5-log-buckets");
  }

  @Test
  void getANewSessionWhereTheTokenIsTooOld() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), null);
    RuleEngine good = rules.apply(PLENTY);
    appConfig.expireTokens();

    assertThat(later()).isSameAs(good);
    assertThat(appConfig.calls()).containsExactly(SESSION, LATEST, LATEST, SESSION, LATEST);
    assertThat(news).hasSize(1);
  }

  @Test
  void failWhereTheFirstFileIsWrong() {
    appConfig.deploy(BROKEN, "1");

    assertThatExceptionOfType(RulesUnavailableException.class)
        .isThrownBy(() -> rules.apply(PLENTY))
        .withMessageContaining("quell/live/rules")
        .withMessageContaining("cannot be used:\nrules.yaml:");
    assertThatExceptionOfType(RulesUnavailableException.class)
        .isThrownBy(() -> rules.apply(PLENTY));
    assertThat(appConfig.calls()).hasSize(2);

    appConfig.deploy(RulesYaml.suppressing("s3-5-new"), "2");
    assertThat(ids(later())).contains("s3-5-new");
  }

  @Test
  void failWhereTheFirstAnswerDoesNotComeAndAreAskedForAgainAtOnce() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-new"), null);
    appConfig.refuse(403, "AccessDeniedException", Map.of("message", "not allowed"));

    assertThatExceptionOfType(RulesUnavailableException.class)
        .isThrownBy(() -> rules.apply(PLENTY))
        .withMessageContaining(
            "StartConfigurationSession answered AccessDeniedException: not allowed");
    assertThat(news).singleElement().isInstanceOf(News.Unavailable.class);

    appConfig.recover();
    assertThat(ids(rules.apply(PLENTY))).contains("s3-5-new");
  }

  @Test
  void failWhereTheConfigurationDoesNotExist() {
    AppConfigRules misnamed = rules(data, "quell/live/other", EnumSet.allOf(Change.class));

    assertThatExceptionOfType(RulesUnavailableException.class)
        .isThrownBy(() -> misnamed.apply(PLENTY))
        .withMessageContaining("ResourceNotFoundException")
        .withMessageContaining("quell/live/other");
  }

  @Test
  void areThePackagedOnesUntilTheFirstDeployment() {
    RuleEngine packaged = rules.apply(PLENTY);
    assertThat(packaged.version()).isEqualTo(Book.packaged().version());
    pass(Duration.ofSeconds(60));
    assertThat(rules.apply(PLENTY)).isSameAs(packaged);
    assertThat(news).containsExactly(new News.NonePublished(packaged.version()));

    appConfig.deploy(RulesYaml.suppressing("s3-5-new"), null);
    pass(Duration.ofSeconds(60));
    assertThat(ids(rules.apply(PLENTY))).contains("s3-5-new");
  }

  @Test
  void areThePackagedOnesWhereAnEmptyBodyIsTheFirstAnswer() {
    appConfig.answerEmptyWhileNothingIsDeployed();

    assertThat(rules.apply(PLENTY).version()).isEqualTo(Book.packaged().version());
    assertThat(later().version()).isEqualTo(Book.packaged().version());
  }

  @Test
  void stayAsTheyAreWhereTheConfigurationIsDeletedLater() {
    appConfig.deploy(RulesYaml.suppressing("s3-5-old"), null);
    RuleEngine good = rules.apply(PLENTY);
    appConfig.refuse(
        404, "ResourceNotFoundException", Map.of("Message", "gone", "ResourceType", "Deployment"));

    assertThat(later()).isSameAs(good);
    assertThat(news.getLast()).isInstanceOf(News.Unavailable.class);
  }

  @Test
  void stayWithinWhatTheRolePermits() {
    AppConfigRules narrow = rules(EnumSet.of(Change.SUPPRESSION));
    appConfig.deploy(RulesYaml.rule("s3-5-low", "severity: LOW"), null);

    assertThatExceptionOfType(RulesUnavailableException.class)
        .isThrownBy(() -> narrow.apply(PLENTY))
        .withMessageContaining(
            "rules.yaml:2:5: rule s3-5-low: it changes SEVERITY, but the deployed function may"
                + " change only SUPPRESSION");
  }
}
