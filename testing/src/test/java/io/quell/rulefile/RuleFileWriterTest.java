package io.quell.rulefile;

import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.rulefile.RuleFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.EvaluationContext;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.RuleHistory;
import io.quell.testing.random.RandomCriteria;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.update.Decision.Apply;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RuleFileWriterTest {
  private static FixedRule rule(String id, Criteria when, Apply then) {
    return new FixedRule(
        Card.builder(id, "A title: with \"signs\" # in it", "A reason.\nIn two lines.", "team")
            .ticket("SEC-1")
            .from(LocalDate.of(2026, 1, 1))
            .expires(LocalDate.of(2027, 1, 31))
            .terminal(true)
            .changes(EnumSet.allOf(Change.class))
            .build(),
        when,
        then);
  }

  private static String text(FixedRule... rules) {
    return RuleFileWriter.text(List.of(), List.of(rules), RuleHistory.NONE, Map.of());
  }

  @Test
  void writesWhatPeopleWouldWrite() {
    FixedRule rule =
        new FixedRule(
            Card.builder(
                    "s3-9-log-buckets",
                    "Log buckets keep no access log",
                    "Its readers are few.",
                    "platform")
                .expires(LocalDate.of(2027, 6, 30))
                .changes(EnumSet.of(Change.SUPPRESSION))
                .build(),
            control("S3.9")
                .and(resourceTag("purpose", "access-logs", "logs"))
                .and(TITLE.startsWith("S3"))
                .and(Criteria.account("111122223333"))
                .unless(SEVERITY.is("CRITICAL")),
            Decision.suppress());

    assertThat(
            RuleFileWriter.text(
                List.of("Made by hand."),
                List.of(rule),
                RuleHistory.NONE,
                Map.of("s3-9-log-buckets", List.of("was: rule 7"))))
        .isEqualTo(
            """
            # yaml-language-server: $schema=rules.schema.json
            # Made by hand.
            version: 1

            rules:
              # was: rule 7
              - id: s3-9-log-buckets
                title: Log buckets keep no access log
                reason: Its readers are few.
                owner: platform
                expires: 2027-06-30
                when:
                  control: S3.9
                  resource-tag:
                    purpose: [access-logs, logs]
                  title: {prefix: S3}
                  account: '111122223333'
                unless: {severity: CRITICAL}
                then: {workflow-status: SUPPRESSED}
            """);
  }

  @Test
  void keepsStrangeCommentsFromBreakingTheFile() {
    String text =
        RuleFileWriter.text(
            List.of("a\u0007b\u0000\u2028c\nrules: 7"),
            List.of(rule("a", Criteria.allOf(), Decision.suppress())),
            RuleHistory.NONE,
            Map.of("a", List.of("x\r\n- id: b", "\u001b[31m\ufeff")));

    assertThat(read(text).rules()).hasSize(1);
  }

  @Test
  void writesWhatBecameOfOtherRules() {
    var history =
        new RuleHistory(
            new LinkedHashSet<>(List.of("b", "007")),
            Map.of("true", "a"),
            new LinkedHashSet<>(List.of("null", "a")));

    String text =
        RuleFileWriter.text(
            List.of(),
            List.of(rule("a", Criteria.allOf(), Decision.suppress())),
            history,
            Map.of());

    assertThat(text)
        .endsWith(
            """
            removed: [b, 007]
            moved: {'true': a}
            suspended: ['null', a]
            """);
    assertThat(read(text).history()).isEqualTo(history);
    assertThat(read(text).rules()).hasSize(1);
  }

  @Test
  void writesNoRules() {
    assertThat(read(text()).rules()).isEmpty();
  }

  static List<Criteria> allCriteria() {
    return RuleFileTest.criteria().stream().map(Map.Entry::getValue).toList();
  }

  @ParameterizedTest
  @MethodSource("allCriteria")
  void writesCriteriaThatAreReadAgain(Criteria criteria) {
    String text = text(rule("a", criteria, Decision.suppress()));

    assertThat(text(read(text).rules().getFirst()))
        .as("written, read and written again")
        .isEqualTo(text);
  }

  static List<Apply> allDecisions() {
    return RuleFileTest.decisions().stream().map(Map.Entry::getValue).toList();
  }

  @ParameterizedTest
  @MethodSource("allDecisions")
  void writesDecisionsThatAreReadAgain(Apply changes) {
    FixedRule read = read(text(rule("a", Criteria.allOf(), changes))).rules().getFirst();

    assertThat(read.then()).isEqualTo(changes);
    assertThat(read.card().reason()).isEqualTo("A reason.\nIn two lines.");
    assertThat(read.card().title()).isEqualTo("A title: with \"signs\" # in it");
    assertThat(read.card().terminal()).isTrue();
  }

  @Test
  void writesRulesThatDecideTheSame() {
    int matches = 0;
    for (int seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      List<FixedRule> rules =
          IntStream.range(0, 1 + random.nextInt(20))
              .mapToObj(
                  at -> rule("r" + at, RandomCriteria.criteria(random, 4), Decision.suppress()))
              .toList();
      List<FixedRule> read =
          read(RuleFileWriter.text(List.of(), rules, RuleHistory.NONE, Map.of())).rules();
      for (int round = 0; round < 30; round++) {
        Finding finding = RandomCriteria.finding(random).read();
        EvaluationContext subject = EvaluationContext.of(finding, Instant.EPOCH);
        for (int at = 0; at < rules.size(); at++) {
          boolean holds = rules.get(at).when().holds(subject);
          assertThat(read.get(at).when().holds(subject))
              .as("seed %d, %s, %s", seed, rules.get(at).when(), finding.json())
              .isEqualTo(holds);
          matches += holds ? 1 : 0;
        }
      }
    }
    assertThat(matches).as("matches, so that the test tests something").isGreaterThan(1_000);
  }

  @Test
  void refusesWhatAFileHasNoRoomFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                text(
                    rule(
                        "a",
                        Criteria.allOf(),
                        Decision.severity(SeverityLabel.LOW).and(Decision.raiseSeverity(1)))))
        .withMessageContaining("sets severity twice");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                text(
                    rule(
                        "a",
                        new Criteria.Test(
                            TITLE,
                            new Condition.RegularExpression(
                                Pattern.compile("a", Pattern.CASE_INSENSITIVE))),
                        Decision.suppress())))
        .withMessageContaining("has flags");
  }
}
