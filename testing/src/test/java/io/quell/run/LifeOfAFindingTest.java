package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One finding, and all who change it: its provider, a person, the rules' days, and Quell, which is
/// told in time, late, or not at all. Once all are silent, Quell comes to rest, leaves nothing of
/// its own that no rule wants, and what a person has set last stays.
final class LifeOfAFindingTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final int SCHEDULES = 2_000;
  private static final int STEPS = 12;
  private static final List<SeverityLabel> LABELS = List.of(SeverityLabel.values());
  private static final List<WorkflowStatus> STATUSES = List.of(WorkflowStatus.values());

  /// The story of one finding. A person's choice that is the same as what the mark says Quell has
  /// set cannot be told from it.
  private static final class Life {
    private final Random random;
    private final List<String> story = new ArrayList<>();
    private final List<SampleRule> rules;
    private final boolean[] inForce;
    private SampleFinding sample;
    private SampleFinding snapshot;
    private boolean isSeverityACustomers;
    private Optional<SeverityLabel> severityOfPerson = Optional.empty();
    private Optional<WorkflowStatus> statusOfPerson = Optional.empty();
    private Optional<SeverityLabel> severityOfQuell = Optional.empty();
    private Optional<WorkflowStatus> statusOfQuell = Optional.empty();

    Life(long seed, Format format) {
      random = new Random(seed);
      rules = rules();
      inForce = new boolean[rules.size()];
      for (int at = 0; at < inForce.length; at++) {
        inForce[at] = random.nextInt(4) > 0;
      }
      SampleFinding fresh =
          switch (format) {
            case ASFF -> finding();
            case OCSF -> ocsfFinding();
          };
      sample = fresh.severity(one(LABELS)).workflow(WorkflowStatus.NEW);
      snapshot = sample;
    }

    private <T> T one(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }

    private List<SampleRule> rules() {
      List<SampleRule> all = new ArrayList<>();
      int count = 1 + random.nextInt(4);
      for (int at = 0; at < count; at++) {
        SeverityLabel label = one(LABELS);
        Decision.Apply decision =
            switch (random.nextInt(5)) {
              case 0 -> Decision.suppress();
              case 1 -> Decision.severity(label);
              case 2 -> Decision.lowerSeverity(1);
              case 3 -> Decision.capSeverity(label).and(Decision.suppress());
              default -> Decision.floorSeverity(label);
            };
        Criteria criteria =
            switch (random.nextInt(3)) {
              case 0 -> Criteria.not(Named.SEVERITY.is(SeverityLabel.CRITICAL));
              case 1 -> Named.SEVERITY.is(one(LABELS));
              default -> Named.WORKFLOW_STATUS.is(WorkflowStatus.NEW);
            };
        all.add(rule("r-" + at).when(criteria).decides(decision));
      }
      return all;
    }

    private RuleEngine engine() {
      List<SampleRule> now = new ArrayList<>();
      for (int at = 0; at < inForce.length; at++) {
        now.add(inForce[at] ? rules.get(at) : rules.get(at).expires("2026-05-31"));
      }
      return new RuleEngine(now, CLOCK);
    }

    private void step() {
      switch (random.nextInt(8)) {
        case 0, 1 -> quell(sample, "in time");
        case 2 -> quell(snapshot, "late");
        case 3 -> provider(one(LABELS));
        case 4 -> person(one(STATUSES));
        case 5 -> person(one(LABELS));
        case 6 -> {
          int at = random.nextInt(inForce.length);
          inForce[at] = !inForce[at];
          story.add("rule %d in force: %s".formatted(at, inForce[at]));
        }
        default -> snapshot = sample;
      }
    }

    /// An import leaves what a customer has set as it is.
    private void provider(SeverityLabel label) {
      Optional<SeverityLabel> before = sample.read().severity();
      sample = sample.severity(label);
      if (isSeverityACustomers) {
        sample = sample.severityInForce(before.orElseThrow());
      }
      severityOfPerson = severityOfPerson.filter(set -> set != label);
      story.add("provider says " + label);
    }

    private void person(WorkflowStatus status) {
      boolean isChange = !sample.read().workflowStatus().equals(Optional.of(status));
      boolean isFinal = status == WorkflowStatus.RESOLVED || status == WorkflowStatus.SUPPRESSED;
      sample = sample.workflow(status);
      if (isChange) {
        statusOfPerson =
            Optional.of(status).filter(set -> isFinal && !statusOfQuell.equals(Optional.of(set)));
      }
      story.add("person sets " + status);
    }

    private void person(SeverityLabel label) {
      boolean isChange = !sample.read().severity().equals(Optional.of(label));
      sample = sample.severityInForce(label);
      isSeverityACustomers = true;
      if (isChange) {
        severityOfPerson =
            Optional.of(label)
                .filter(set -> !sample.read().providerSeverity().equals(Optional.of(set)))
                .filter(set -> !severityOfQuell.equals(Optional.of(set)));
      }
      story.add("person sets " + label);
    }

    /// @param seen the finding as the event has it
    private boolean quell(SampleFinding seen, String when) {
      Evaluation evaluation = engine().evaluate(seen.read());
      Update update = evaluation.update();
      boolean isLate = !seen.read().equals(sample.read());
      sample = sample.after(update);
      if (update.severity().isPresent() || update.severityId().isPresent()) {
        isSeverityACustomers = true;
        severityOfQuell = sample.read().severity();
        severityOfPerson = isLate ? Optional.empty() : severityOfPerson;
      }
      if (update.workflowStatus().isPresent() || update.statusId().isPresent()) {
        statusOfQuell = sample.read().workflowStatus();
        // Nothing can tell: Security Hub has no compare-and-set.
        statusOfPerson = isLate ? Optional.empty() : statusOfPerson;
      }
      if (isLate && !update.isEmpty()) {
        severityOfPerson = Optional.empty(); // the mark of another time comes with the update
        statusOfPerson = Optional.empty();
      }
      story.add("Quell, %s: %s".formatted(when, update.values().keySet()));
      return !update.isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAtRestAndWithWhatAPersonSet(Format format) {
    int updates = 0;
    int persons = 0;
    for (int seed = 0; seed < SCHEDULES; seed++) {
      var life = new Life(seed, format);
      for (int step = 0; step < STEPS; step++) {
        life.step();
      }
      for (int event = 0; event < 2 && life.quell(life.sample, "at the end"); event++) {
        updates++;
      }
      String which = "seed %d: %s by %s".formatted(seed, life.story, life.rules);
      Evaluation rest = life.engine().evaluate(life.sample.read());
      assertThat(rest.update()).as(which).isEqualTo(Update.NONE);
      assertThat(rest.givenBack()).as(which).isEmpty();
      if (life.severityOfPerson.isPresent()) {
        persons++;
        assertThat(life.sample.read().severity()).as(which).isEqualTo(life.severityOfPerson);
      }
      if (life.statusOfPerson.isPresent()) {
        persons++;
        assertThat(life.sample.read().workflowStatus()).as(which).isEqualTo(life.statusOfPerson);
      }
    }
    assertThat(updates).as("updates at the end").isGreaterThan(SCHEDULES / 10);
    assertThat(persons).as("findings on which a person's choice stands").isGreaterThan(100);
  }
}
