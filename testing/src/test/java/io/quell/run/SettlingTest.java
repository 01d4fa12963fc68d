package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleRule;
import io.quell.testing.random.RandomCriteria;
import io.quell.update.Decision;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Random rules over random findings: what holds for each.
final class SettlingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void anUpdatesOwnEventLeadsToNoUpdate() {
    int updates = 0;
    for (int seed = 0; seed < 8_000; seed++) {
      var random = new Random(seed);
      List<SampleRule> rules = rules(random);
      Sample sample = sample(random);
      Update update = evaluate(rules, sample).update();
      if (!update.isEmpty()) {
        updates++;
        String which = "seed %d: %s by %s gives %s".formatted(seed, sample, rules, update);
        assertThat(evaluate(rules, sample.after(update)).update()).as(which).isEqualTo(Update.NONE);
      }
    }
    assertThat(updates).as("updates, so that the test tests something").isGreaterThan(1_500);
  }

  /// Whether the service replaces the user-defined fields or adds to them, the finding is the same.
  @Test
  void anUpdateNamesEveryUserDefinedFieldThatIsToStay() {
    for (int seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      Sample sample = sample(random);
      Map<String, String> fields = evaluate(rules(random), sample).update().userDefinedFields();
      if (!fields.isEmpty()) {
        Map<String, String> added = new LinkedHashMap<>(sample.read().userDefinedFields());
        added.putAll(fields);
        assertThat(fields).as("seed %d", seed).isEqualTo(added);
      }
    }
  }

  @Test
  void anUpdateKeepsWithinTheLimitsAndChangesSomething() {
    for (int seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      Sample sample = sample(random);
      Finding finding = sample.read();
      Evaluation evaluation = evaluate(rules(random), sample);
      Update update = evaluation.update();
      assertThat(evaluation.failures()).isEmpty();
      update
          .severity()
          .ifPresent(label -> assertThat(finding.severity()).isNotEqualTo(Optional.of(label)));
      update
          .workflowStatus()
          .ifPresent(
              status -> assertThat(finding.workflowStatus()).isNotEqualTo(Optional.of(status)));
      update
          .note()
          .ifPresent(
              note -> {
                assertThat(note.text()).isNotBlank().hasSizeLessThanOrEqualTo(512);
                assertThat(finding.note()).isNotEqualTo(Optional.of(note));
              });
      assertThat(update.userDefinedFields())
          .hasSizeLessThanOrEqualTo(50)
          .allSatisfy(
              (name, value) -> {
                assertThat(name).isNotBlank().hasSizeLessThanOrEqualTo(128);
                assertThat(value).isNotBlank().hasSizeLessThanOrEqualTo(1_024);
              });
    }
  }

  @Test
  void aPersonsChoiceStays() {
    int kept = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      Sample sample = sample(random);
      Finding finding = sample.read();
      Map<String, String> said = finding.userDefinedFields();
      Evaluation evaluation = evaluate(rules(random), sample);
      Optional<String> status = finding.workflowStatus().map(Enum::name);
      if (!status.equals(Optional.ofNullable(said.get("quell.workflow")))
          && (status.equals(Optional.of("RESOLVED")) || status.equals(Optional.of("SUPPRESSED")))) {
        assertThat(evaluation.update().workflowStatus()).as("seed %d", seed).isEmpty();
        kept++;
      }
      Optional<String> severity = finding.severity().map(Enum::name);
      if (finding.providerSeverity().isPresent()
          && !finding.providerSeverity().equals(finding.severity())
          && !severity.equals(Optional.ofNullable(said.get("quell.severity")))) {
        assertThat(evaluation.update().severity()).as("seed %d", seed).isEmpty();
        kept++;
      }
      if (finding.note().filter(note -> !note.author().equals("quell")).isPresent()) {
        assertThat(evaluation.update().note()).as("seed %d", seed).isEmpty();
        kept++;
      }
      if (!evaluation.update().userDefinedFields().isEmpty()) {
        said.forEach(
            (name, value) -> {
              if (!name.startsWith("quell.")) {
                assertThat(evaluation.update().userDefinedFields()).containsEntry(name, value);
              }
            });
      }
    }
    assertThat(kept).isGreaterThan(1_000);
  }

  /// On a finding that only Quell has touched, the rules of today decide, not the way there.
  @Test
  void theSeverityDoesNotDependOnEarlierRules() {
    int compared = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      var random = new Random(seed);
      Sample sample = untouched(random);
      List<SampleRule> before = rules(random);
      List<SampleRule> now = rules(random);
      Optional<SeverityLabel> severityBefore = sample.read().severity();
      Optional<SeverityLabel> direct = evaluate(now, sample).update().severity();
      if (direct.isPresent()) {
        Sample between = sample.after(evaluate(before, sample).update());
        Sample last = between.after(evaluate(now, between).update());
        assertThat(last.read().severity())
            .as("seed %d: %s by %s, then by %s", seed, sample, before, now)
            .isEqualTo(direct);
        if (severityBefore.isPresent()) {
          assertThat(last.read().userDefinedFields())
              .as("seed %d", seed)
              .hasEntrySatisfying(
                  "QuellMark",
                  mark ->
                      assertThat(mark)
                          .matches(".* sev=[^< ]+<" + severityBefore.get() + "(/\\d+)?( .*)?"));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(1_000);
  }

  @Test
  void anExplanationSaysMatchedWhereTheRuleMatched() {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      Finding finding = RandomCriteria.finding(random).read();
      SampleRule rule = rules(random).getFirst().when(RandomCriteria.criteria(random, 3));
      var engine = new RuleEngine(List.of(rule), CLOCK);
      assertThat(engine.explain(rule.card().id(), finding) instanceof Explanation.Matched)
          .as("seed %d", seed)
          .isEqualTo(!engine.evaluate(finding).matched().isEmpty());
    }
  }

  @Test
  void anExplanationOfAllRulesSaysWhatTheEvaluationDoes() {
    int set = 0;
    int keptOrUnchanged = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      Sample sample = untouched(random);
      if (random.nextBoolean()) {
        sample = sample.after(evaluate(rules(random), sample).update());
      }
      Finding finding = sample.read();
      List<SampleRule> rules =
          rules(random).stream()
              .map(rule -> random.nextInt(4) == 0 ? rule.terminal() : rule)
              .toList();
      var engine = new RuleEngine(rules, CLOCK);
      Evaluation evaluation = engine.evaluate(finding);
      FindingExplanation explanation = engine.explain(finding);
      assertThat(
              explanation.rules().stream()
                  .filter(rule -> rule.explanation() instanceof Explanation.Matched)
                  .map(FindingExplanation.OfRule::card))
          .as("seed %d", seed)
          .isEqualTo(evaluation.matched());
      assertThat(explanation.kept()).as("seed %d", seed).isEqualTo(evaluation.kept());
      assertThat(explanation.failures()).as("seed %d", seed).isEqualTo(evaluation.failures());
      for (FieldResolution resolution : explanation.fields()) {
        switch (resolution.result()) {
          case SET, GIVEN_BACK -> {
            assertThat(evaluation.update().isEmpty()).as("seed %d: %s", seed, resolution).isFalse();
            set++;
          }
          case UNCHANGED, KEPT -> keptOrUnchanged++;
        }
        if (resolution.field().equals("severity")) {
          assertThat(
                  evaluation.update().severity().isPresent()
                      || evaluation.update().value(UpdateField.NORMALIZED_SEVERITY).isPresent())
              .as("seed %d: %s", seed, resolution)
              .isIn(
                  resolution.result() == FieldResolution.Result.SET
                      || resolution.result() == FieldResolution.Result.GIVEN_BACK);
          if (resolution.result() == FieldResolution.Result.SET
              && evaluation.update().severity().isPresent()) {
            assertThat(resolution.winner().orElseThrow().wanted())
                .as("seed %d: %s", seed, resolution)
                .startsWith(evaluation.update().severity().get().name());
          }
        }
      }
    }
    assertThat(set).isGreaterThan(1_000);
    assertThat(keptOrUnchanged).isGreaterThan(300);
  }

  // --- Random rules and findings

  private static Evaluation evaluate(List<SampleRule> rules, Sample sample) {
    return new RuleEngine(rules, CLOCK).evaluate(sample.read());
  }

  private static <T> T one(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<SampleRule> rules(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(5))
        .mapToObj(
            at -> {
              SampleRule rule =
                  rule("r-" + at)
                      .decides(changes(random))
                      .because("x".repeat(1 + random.nextInt(600)));
              rule =
                  random.nextInt(4) == 0
                      ? rule.expires(one(random, List.of("2026-05-31", "2026-06-01", "2027-01-31")))
                      : rule;
              rule = random.nextBoolean() ? rule.when(criteriaOnWhatQuellChanges(random)) : rule;
              rule =
                  random.nextInt(8) == 0
                      ? rule.from(one(random, List.of("2026-05-01", "2026-05-31")))
                      : rule;
              return random.nextInt(8) == 0 ? rule.terminal() : rule;
            })
        .toList();
  }

  /// What one rule does must not make another one match in the next round.
  private static Criteria criteriaOnWhatQuellChanges(Random random) {
    Criteria criteria =
        switch (random.nextInt(5)) {
          case 0 -> Field.Named.SEVERITY.is(one(random, List.of(SeverityLabel.values())));
          case 1 -> Field.Named.NORMALIZED_SEVERITY.isAtLeast(random.nextInt(100));
          case 2 -> Field.Named.WORKFLOW_STATUS.is(one(random, List.of(WorkflowStatus.values())));
          case 3 -> Field.Named.NOTE_AUTHOR.is(one(random, List.of("quell", "ann")));
          default -> Criteria.userDefinedField("quell.rules").isPresent();
        };
    return random.nextBoolean() ? criteria : Criteria.not(criteria);
  }

  private static Decision.Apply changes(Random random) {
    Decision.Apply first = change(random);
    return random.nextInt(3) == 0 ? first.and(changes(random)) : first;
  }

  private static Decision.Apply change(Random random) {
    SeverityLabel label = one(random, List.of(SeverityLabel.values()));
    return switch (random.nextInt(8)) {
      case 0 -> Decision.suppress();
      case 1 -> Decision.workflow(one(random, List.of(WorkflowStatus.values())));
      case 2 -> Decision.severity(label);
      case 3 -> Decision.raiseSeverity(1 + random.nextInt(2));
      case 4 -> Decision.lowerSeverity(1 + random.nextInt(2));
      case 5 -> Decision.capSeverity(label);
      case 6 -> Decision.floorSeverity(label);
      default -> Decision.note("note " + random.nextInt(3) + "😀".repeat(random.nextInt(140)));
    };
  }

  /// A finding on which neither a person nor Quell has set a severity or a user-defined field.
  private static Sample untouched(Random random) {
    Sample sample =
        switch (random.nextInt(4)) {
          case 0 -> finding().without("Severity").without("FindingProviderFields");
          case 1 -> finding().without("FindingProviderFields");
          default -> finding();
        };
    if (sample.read().severity().isPresent()) {
      SeverityLabel label = one(random, List.of(SeverityLabel.values()));
      sample =
          sample.read().providerSeverity().isPresent()
              ? sample.severity(label)
              : sample.severityInForce(label);
    }
    return random.nextInt(3) == 0 ? sample.note("mine", "ann") : sample;
  }

  /// A finding in any state, with what Quell, another rule book or a person may have left on it.
  private static Sample sample(Random random) {
    Sample sample = untouched(random);
    if (random.nextInt(3) == 0) {
      sample = sample.severityInForce(one(random, List.of(SeverityLabel.values())));
    }
    sample =
        random.nextInt(6) == 0
            ? sample.without("Workflow")
            : sample.workflow(one(random, List.of(WorkflowStatus.values())));
    if (random.nextInt(4) == 0) {
      sample = sample.note("an older note", "quell");
    }
    int others = one(random, List.of(0, 0, 0, 1, 42, 43, 44, 45, 46, 47, 48, 49, 50));
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> labels = new ArrayList<>(List.of("nonsense"));
    for (SeverityLabel label : SeverityLabel.values()) {
      labels.add(label.name());
    }
    List<String> statuses = List.of("nonsense", "NEW", "NOTIFIED", "SUPPRESSED", "RESOLVED");
    putSometimes(random, fields, "quell.severity", labels);
    putSometimes(random, fields, "quell.severityBefore", labels);
    putSometimes(random, fields, "quell.workflow", statuses);
    putSometimes(random, fields, "quell.workflowBefore", statuses);
    putSometimes(
        random, fields, "quell.expires", List.of("2026-05-31", "2027-12-31", "never", "nonsense"));
    putSometimes(random, fields, "quell.rules", List.of("r-0", "r-0,r-1", "gone"));
    putSometimes(random, fields, "quell.note", List.of("an older note"));
    for (int at = 0; fields.size() < 50 && at < others; at++) {
      fields.put("field " + at, "value");
    }
    return fields.isEmpty() ? sample : sample.with(fields, "UserDefinedFields");
  }

  private static void putSometimes(
      Random random, Map<String, String> fields, String name, List<String> values) {
    if (random.nextInt(3) == 0) {
      fields.put(name, one(random, values));
    }
  }
}
