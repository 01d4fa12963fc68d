package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.OcsfFinding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Random rules that set every field there is, over random findings in both formats: what holds for
/// each.
final class BothFormatsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final int SEEDS = 5_000;

  @Test
  void anUpdatesOwnEventLeadsToNoUpdate() {
    Map<Format, Integer> updates = new EnumMap<>(Format.class);
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      List<SampleRule> rules = rules(random);
      SampleFinding sample = sample(random);
      Update update = evaluate(rules, sample).update();
      if (!update.isEmpty()) {
        updates.merge(sample.read().format(), 1, Integer::sum);
        String which = "seed %d: %s by %s gives %s".formatted(seed, sample, rules, update);
        assertThat(evaluate(rules, sample.after(update)).update()).as(which).isEqualTo(Update.NONE);
      }
    }
    assertThat(updates.values())
        .as("updates, so that the test tests something")
        .hasSize(2)
        .allMatch(count -> count > SEEDS / 8);
  }

  @Test
  void anUpdateStaysWithinItsFormatAndItsLimits() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      SampleFinding sample = sample(random);
      Finding finding = sample.read();
      Evaluation evaluation = evaluate(rules(random), sample);
      Update update = evaluation.update();
      assertThat(evaluation.failures()).as("seed %d", seed).isEmpty();
      assertThat(update.beyond(finding.format())).as("seed %d", seed).isEmpty();
      assertThat(update.within(finding.format())).as("seed %d", seed).isEqualTo(update);
      update
          .note()
          .ifPresent(note -> assertThat(note.text()).isNotBlank().hasSizeLessThanOrEqualTo(512));
      assertThat(update.userDefinedFields()).hasSizeLessThanOrEqualTo(50);
      assertThat(update.relatedFindings()).hasSizeLessThanOrEqualTo(10);
      update
          .value(UpdateField.TYPES)
          .ifPresent(
              types -> assertThat(((FieldValue.Texts) types).texts()).hasSizeLessThanOrEqualTo(50));
      assertThat(sample.after(update).read())
          .as("seed %d", seed)
          .matches(after -> update.isEmpty() == after.equals(finding));
    }
  }

  @Test
  void aPersonsChoiceStays() {
    int kept = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      OcsfSample sample = touchedByAPerson(random);
      OcsfFinding finding = sample.read();
      List<SampleRule> rules = rules(random);
      Update update = evaluate(rules, sample).update();
      String which = "seed %d: %s by %s gives %s".formatted(seed, sample, rules, update);
      if (!finding.severityId().equals(finding.providerSeverityId())) {
        assertThat(update.severityId()).as(which).isEmpty();
        kept++;
      }
      boolean isOpen =
          finding
              .statusId()
              .filter(
                  status ->
                      switch (status) {
                        case UNKNOWN, NEW -> true;
                        case IN_PROGRESS -> finding.note().isEmpty();
                        case SUPPRESSED, RESOLVED, ARCHIVED, DELETED, OTHER -> false;
                      })
              .isPresent();
      if (!isOpen) {
        assertThat(update.statusId()).as(which).isEmpty();
        kept++;
      }
      if (finding.note().isPresent()) {
        assertThat(update).as(which).isEqualTo(Update.NONE);
        kept++;
      }
    }
    assertThat(kept).isGreaterThan(SEEDS / 2);
  }

  /// A comment that rules have left and that a person has written in is the person's.
  @Test
  void aPersonsWordsStayWhereverTheyWroteThem() {
    int kept = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      OcsfSample first = ocsfFinding();
      OcsfSample changed = first.after(evaluate(rules(random), first).update());
      String comment = changed.read().note().map(Note::text).orElse("");
      int at = random.nextInt(comment.length() + 1);
      OcsfSample written =
          changed.comment(comment.substring(0, at) + " Ann! " + comment.substring(at));
      Evaluation second = evaluate(rules(random), written);
      assertThat(second.update())
          .as("seed %d: '%s'", seed, written.read().note())
          .isEqualTo(Update.NONE);
      kept += second.kept().isEmpty() ? 0 : 1;
    }
    assertThat(kept).isGreaterThan(SEEDS / 10);
  }

  /// The same rules decide alike on the same defect in both formats, where both formats have what
  /// they set.
  @Test
  void bothFormatsGetTheSameSeverityAndWorkflowStatus() {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      SeverityLabel severity = one(random, SeverityLabel.values());
      SeverityLabel inForce = random.nextBoolean() ? severity : one(random, SeverityLabel.values());
      WorkflowStatus status = one(random, WorkflowStatus.values());
      List<SampleRule> rules =
          IntStream.range(0, 3)
              .mapToObj(at -> rule("r-" + at).when(criteria(random)).decides(changeInBoth(random)))
              .toList();
      Update asff =
          evaluate(rules, finding().severity(severity).severityInForce(inForce).workflow(status))
              .update();
      Update ocsf =
          evaluate(
                  rules, ocsfFinding().severity(severity).severityInForce(inForce).workflow(status))
              .update();
      assertThat(asff.severity()).as("seed %d", seed).isEqualTo(ocsf.severity());
      assertThat(asff.workflowStatus()).as("seed %d", seed).isEqualTo(ocsf.workflowStatus());
    }
  }

  // --- Random rules and findings

  private static Evaluation evaluate(List<SampleRule> rules, SampleFinding sample) {
    return new RuleEngine(rules, CLOCK).evaluate(sample.read());
  }

  @SafeVarargs
  private static <T> T one(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  private static List<SampleRule> rules(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(4))
        .mapToObj(
            at -> {
              SampleRule rule =
                  rule(at + "-r".repeat(1 + random.nextInt(24)))
                      .decides(changes(random))
                      .because("x".repeat(1 + random.nextInt(600)));
              rule = random.nextInt(4) == 0 ? rule.expires("2027-01-31") : rule;
              rule = random.nextBoolean() ? rule.when(criteria(random)) : rule;
              return random.nextInt(8) == 0 ? rule.terminal() : rule;
            })
        .toList();
  }

  /// Criteria on what Quell changes and shows rules as it was before.
  private static Criteria criteria(Random random) {
    Criteria criteria =
        switch (random.nextInt(6)) {
          case 0 -> Field.Named.SEVERITY.is(one(random, SeverityLabel.values()));
          case 1 -> Field.Named.NORMALIZED_SEVERITY.isAtLeast(random.nextInt(100));
          case 2 -> Field.Named.WORKFLOW_STATUS.is(one(random, WorkflowStatus.values()));
          case 3 -> Field.Named.RECORD_STATE.is("ACTIVE");
          case 4 -> Field.Named.NOTE_TEXT.contains(one(random, "Quell", "mine"));
          default -> Field.Named.NOTE_TEXT.isPresent();
        };
    return random.nextBoolean() ? criteria : Criteria.not(criteria);
  }

  private static Decision.Apply changes(Random random) {
    Decision.Apply first = random.nextInt(3) == 0 ? changeInBoth(random) : change(random);
    return random.nextInt(2) == 0 ? first.and(changes(random)) : first;
  }

  private static Decision.Apply change(Random random) {
    return switch (random.nextInt(11)) {
      case 0 -> Decision.severity(one(random, OcsfSeverity.values()));
      case 1 -> Decision.status(one(random, OcsfStatus.values()));
      case 2 -> Decision.normalizedSeverity(random.nextInt(101));
      case 3 -> Decision.productSeverity(random.nextInt(10));
      case 4 -> Decision.verificationState(one(random, VerificationState.values()));
      case 5 -> Decision.confidence(random.nextInt(3));
      case 6 -> Decision.criticality(random.nextInt(3));
      case 7 -> Decision.types(one(random, "Effects/a", "TTPs/b", "Unusual Behaviors"), "Effects");
      case 8 -> Decision.userDefinedField("field " + random.nextInt(4), one(random, "a", "b"));
      case 9 -> Decision.relatedFinding("f " + random.nextInt(4), "arn");
      default ->
          Decision.note(
              one(random, "Look", "a\n--\nb", "--\n", "x [quell:1f3a rules=x]", "😀\n--")
                  + " here "
                  + random.nextInt(3)
                  + "y".repeat(random.nextInt(250)));
    };
  }

  private static Decision.Apply changeInBoth(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Decision.suppress();
      case 1 -> Decision.workflow(one(random, WorkflowStatus.values()));
      case 2 -> Decision.severity(one(random, SeverityLabel.values()));
      case 3 -> Decision.raiseSeverity(1 + random.nextInt(2));
      case 4 -> Decision.lowerSeverity(1 + random.nextInt(2));
      default -> Decision.capSeverity(one(random, SeverityLabel.values()));
    };
  }

  private static SampleFinding sample(Random random) {
    if (random.nextBoolean()) {
      return asff(random);
    }
    OcsfSample sample = touchedByAPerson(random);
    if (random.nextInt(3) == 0) {
      sample = sample.after(evaluate(rules(random), sample).update());
    }
    if (random.nextInt(3) == 0) {
      Optional<String> comment = sample.read().note().map(Note::text);
      sample =
          sample.comment(
              one(
                  random,
                  "mine",
                  "mine\n--\n",
                  "f".repeat(150 + random.nextInt(100)),
                  "x [quell:0000 rules=%s severity=%s severityBefore=%s workflow=%s workflowBefore=%s expires=never]"
                      .formatted(
                          one(random, "0-r", "1-r,0-r", ""),
                          one(random, OcsfSeverity.values()),
                          one(random, "HIGH", "none", "x"),
                          one(random, "NEW", "SUPPRESSED", "ARCHIVED", "x"),
                          one(random, "NEW", "OTHER", "none")),
                  comment.map(text -> "mine " + text).orElse("?"),
                  comment.map(text -> text + " mine").orElse("!")));
    }
    return switch (random.nextInt(6)) {
      case 0 -> sample.without("vendor_attributes");
      case 1 -> sample.without("severity_id");
      case 2 -> sample.without("status_id");
      default -> sample;
    };
  }

  /// A finding in OCSF that Quell has not touched.
  private static OcsfSample touchedByAPerson(Random random) {
    OcsfSample sample = ocsfFinding().severity(one(random, SeverityLabel.values()));
    if (random.nextInt(3) == 0) {
      sample = sample.severityInForce(one(random, OcsfSeverity.values()));
    }
    if (random.nextBoolean()) {
      sample = sample.status(one(random, OcsfStatus.values()));
    }
    return random.nextInt(3) == 0
        ? sample.comment(one(random, "mine", "[mine]", "mine\n--\nyours"))
        : sample;
  }

  private static Sample asff(Random random) {
    Sample sample = finding().severity(one(random, SeverityLabel.values()));
    if (random.nextInt(4) == 0) {
      sample = sample.without("FindingProviderFields");
    }
    if (random.nextInt(3) == 0) {
      sample = sample.severityInForce(one(random, SeverityLabel.values()));
    }
    if (random.nextBoolean()) {
      sample = sample.workflow(one(random, WorkflowStatus.values()));
    }
    if (random.nextInt(3) == 0) {
      sample = sample.note("mine", one(random, "ann", "quell"));
    }
    if (random.nextInt(3) == 0) {
      sample = sample.with(one(random, VerificationState.values()).name(), "VerificationState");
    }
    for (int at = one(random, 0, 0, 0, 39, 41, 43, 50); at > 0; at--) {
      sample = sample.userDefinedField("field " + at, "value");
    }
    int related = one(random, 0, 0, 8, 10, 12);
    return related == 0
        ? sample
        : sample.with(
            IntStream.range(0, related)
                .mapToObj(at -> Map.of("Id", "f " + at, "ProductArn", "arn"))
                .toList(),
            "RelatedFindings");
  }
}
