package io.quell.rule;

import static io.quell.testing.Findings.finding;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CardTest {
  private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

  private static Card card(
      String id, String title, String reason, String owner, @Nullable String ticket) {
    return Card.builder(id, title, reason, owner)
        .ticket(ticket)
        .changes(Set.of(Change.SUPPRESSION))
        .build();
  }

  private static Card card(@Nullable LocalDate from, @Nullable LocalDate expires) {
    return Card.builder("a", "A title", "A reason.", "team")
        .from(from)
        .expires(expires)
        .changes(Set.of(Change.SUPPRESSION))
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "A",
        "a b",
        "a_b",
        "-a",
        "a-",
        "a--b",
        "a.b",
        "a,b",
        "ä",
        "a\n",
        "a-------------------------------------------------------------b",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm"
      })
  void refusesAnIdThatIsNoHyphenatedName(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card(id, "A title", "A reason.", "team", null))
        .withMessageStartingWith("the card of rule '" + id + "': its id must be ");
  }

  @Test
  void refusesAnEndlessId() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card("a-".repeat(100_000) + "a", "A title", "A reason.", "team", null));
  }

  @Test
  void refusesTextsThatAreBlankOrTooLong() {
    for (String title : new String[] {"", " \n", "x".repeat(121)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> card("a", title, "A reason.", "team", null))
          .withMessage("the card of rule 'a': its title must be 1 to 120 characters");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card("a", "A title", " ", "team", null))
        .withMessage("the card of rule 'a': its reason must be not blank");
    for (String name : new String[] {"", " ", "x".repeat(41)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> card("a", "A title", "A reason.", name, null))
          .withMessageContaining("its owner must be");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> card("a", "A title", "A reason.", "team", name))
          .withMessageContaining("its ticket must be");
    }
  }

  @Test
  void refusesToChangeNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Card.builder("a", "A title", "A reason.", "team").changes(Set.of()).build())
        .withMessageContaining("its changes must be at least one of ");
  }

  @Test
  void refusesDaysWhoseYearHasNotFourDigits() {
    for (LocalDate day : new LocalDate[] {DAY.withYear(12_027), DAY.withYear(-1)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> card(day, null))
          .withMessageContaining("its from must be a day whose year has four digits, not ");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> card(null, day))
          .withMessageContaining("its expires must be a day whose year has four digits, not ");
    }
  }

  @Test
  void refusesToExpireBeforeItBegins() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> card(DAY, DAY.minusDays(1)))
        .withMessage("the card of rule 'a': its expires must be not before 2026-06-01");
    assertThat(card(DAY, DAY).isInForceOn(DAY)).isTrue();
  }

  @Test
  void takesTheLongestTextsThereMayBe() {
    Card card =
        card("a".repeat(50), "x".repeat(120), "x".repeat(10_000), "x".repeat(40), "x".repeat(40));
    assertThat(card.agreedIn()).hasValue("x".repeat(40));
    assertThat(card("s3-9-log-buckets", "A title", "A reason.", "team", null).agreedIn()).isEmpty();
  }

  @Test
  void isInForceFromItsFirstDayToItsLast() {
    Card card = card(DAY, DAY.plusDays(2));
    assertThat(card.isInForceOn(DAY.minusDays(1))).isFalse();
    assertThat(card.isInForceOn(DAY.plusDays(3))).isFalse();
    assertThat(card.isInForceOn(DAY)).isTrue();
    assertThat(card.isInForceOn(DAY.plusDays(2))).isTrue();
    assertThat(card(null, null).isInForceOn(LocalDate.MIN)).isTrue();
    assertThat(card(DAY, null).isInForceOn(LocalDate.MAX)).isTrue();
  }

  @Test
  void keepsItsChangesToItself() {
    EnumSet<Change> changes = EnumSet.of(Change.SUPPRESSION);
    Card card = Card.builder("a", "A title", "A reason.", "team").changes(changes).build();
    changes.add(Change.SEVERITY);
    assertThat(card.changes()).containsExactly(Change.SUPPRESSION).isUnmodifiable();
  }

  // --- Constants that need a change of their own

  private static Optional<String> refusal(UpdateField field, Enum<?> constant, Change... allowed) {
    return Card.builder("a", "A title", "A reason.", "team")
        .changes(Set.of(allowed))
        .build()
        .refusal(new Action.SetField(field, new FieldValue.Constant(constant)));
  }

  @Test
  void asksForWhatTheConstantChangesHoweverItIsSet() {
    assertThat(refusal(UpdateField.WORKFLOW_STATUS, WorkflowStatus.SUPPRESSED, Change.WORKFLOW))
        .isPresent();
    assertThat(refusal(UpdateField.WORKFLOW_STATUS, WorkflowStatus.SUPPRESSED, Change.SUPPRESSION))
        .isEmpty();
    assertThat(refusal(UpdateField.STATUS_ID, OcsfStatus.SUPPRESSED, Change.STATUS_ID)).isPresent();
    assertThat(refusal(UpdateField.STATUS_ID, OcsfStatus.SUPPRESSED, Change.SUPPRESSION)).isEmpty();
    assertThat(refusal(UpdateField.STATUS_ID, OcsfStatus.NEW, Change.WORKFLOW)).isEmpty();
    assertThat(refusal(UpdateField.STATUS_ID, OcsfStatus.ARCHIVED, Change.WORKFLOW)).isPresent();
    assertThat(refusal(UpdateField.STATUS_ID, OcsfStatus.ARCHIVED, Change.STATUS_ID)).isEmpty();
    assertThat(refusal(UpdateField.SEVERITY_ID, OcsfSeverity.HIGH, Change.SEVERITY_ID)).isPresent();
    assertThat(refusal(UpdateField.SEVERITY_ID, OcsfSeverity.HIGH, Change.SEVERITY)).isEmpty();
    assertThat(refusal(UpdateField.SEVERITY_ID, OcsfSeverity.FATAL, Change.SEVERITY_ID)).isEmpty();
  }

  @Test
  void refusesConstantsThatItDoesNotNameHoweverTheyAreSet() {
    Card card =
        narrow(
            Set.of(SeverityLabel.LOW),
            Set.of(WorkflowStatus.NOTIFIED),
            Change.SEVERITY,
            Change.WORKFLOW);
    assertThat(
            card.refusal(
                new Action.SetField(
                    UpdateField.WORKFLOW_STATUS, new FieldValue.Constant(WorkflowStatus.NEW))))
        .hasValueSatisfying(why -> assertThat(why).endsWith("workflow statuses [NOTIFIED]"));
    assertThat(
            card.refusal(
                new Action.SetField(
                    UpdateField.SEVERITY_ID, new FieldValue.Constant(OcsfSeverity.HIGH))))
        .hasValueSatisfying(why -> assertThat(why).endsWith("severities [LOW]"));
  }

  // --- The values that a rule may set

  private static Card narrow(
      Set<SeverityLabel> severities, Set<WorkflowStatus> statuses, Change... changes) {
    return new Card(
        "a",
        "A title",
        "A reason.",
        "team",
        null,
        null,
        null,
        false,
        Set.of(changes),
        severities,
        statuses,
        false,
        null,
        List.of());
  }

  @Test
  void allowsAllValuesOfWhatItMayChangeUnlessItSaysOtherwise() {
    Card card =
        Card.builder("a", "A title", "A reason.", "team").changes(Set.of(Change.SEVERITY)).build();
    assertThat(card.severities()).containsExactly(SeverityLabel.values());
    assertThat(card.workflowStatuses()).isEmpty();
    assertThat(card.suppressesCritical()).isFalse();
  }

  @Test
  void refusesActionsBeyondIt() {
    Card card =
        narrow(
            Set.of(SeverityLabel.LOW, SeverityLabel.MEDIUM),
            Set.of(WorkflowStatus.NOTIFIED),
            Change.SEVERITY,
            Change.WORKFLOW);
    assertThat(card.refusal(new Action.SetSeverity(SeverityLabel.LOW))).isEmpty();
    assertThat(card.refusal(new Action.CapSeverity(SeverityLabel.MEDIUM))).isEmpty();
    assertThat(card.refusal(new Action.SetWorkflow(WorkflowStatus.NOTIFIED))).isEmpty();
    assertThat(card.refusal(new Action.SetSeverity(SeverityLabel.HIGH)))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains("HIGH")
                    .endsWith("but its card allows only the severities [LOW, MEDIUM]"));
    assertThat(card.refusal(new Action.FloorSeverity(SeverityLabel.HIGH))).isPresent();
    assertThat(card.refusal(new Action.ShiftSeverity(1))).as("it can lead to CRITICAL").isPresent();
    assertThat(card.refusal(new Action.SetWorkflow(WorkflowStatus.RESOLVED)))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .endsWith("but its card allows only the workflow statuses [NOTIFIED]"));
    assertThat(card.refusal(new Action.SetWorkflow(WorkflowStatus.SUPPRESSED))).isPresent();
    assertThat(card.refusal(new Action.WriteNote("a"))).isPresent();
  }

  @Test
  void knowsWhereAShiftCanLead() {
    assertThat(new Action.ShiftSeverity(2).severities())
        .containsExactly(SeverityLabel.MEDIUM, SeverityLabel.HIGH, SeverityLabel.CRITICAL);
    assertThat(new Action.ShiftSeverity(-4).severities())
        .containsExactly(SeverityLabel.INFORMATIONAL);
    assertThat(Decision.normalizedSeverity(70).actions().getFirst().severities())
        .containsExactly(SeverityLabel.HIGH);
    assertThat(new Action.WriteNote("a").severities()).isEmpty();
  }

  @Test
  void refusesValuesThatItsChangesDoNotAllow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> narrow(Set.of(SeverityLabel.LOW), Set.of(), Change.SUPPRESSION))
        .withMessageContaining("its severities must be");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> narrow(Set.of(), Set.of(WorkflowStatus.RESOLVED), Change.SUPPRESSION))
        .withMessageContaining("its workflow statuses must be among [SUPPRESSED]");
  }

  @Test
  void refusesAFixedRuleBeyondItsCard() {
    Card card = narrow(Set.of(), Set.of(WorkflowStatus.SUPPRESSED), Change.SUPPRESSION);
    assertThat(new FixedRule(card, Criteria.allOf(), suppress()).decide(finding().read()))
        .isEqualTo(suppress());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new FixedRule(card, Criteria.allOf(), Decision.severity(SeverityLabel.LOW)))
        .withMessageStartingWith("rule 'a' decided on SetSeverity[label=LOW]");
  }

  // --- The card beside a class

  /// A rule class without what is asked of each test.
  private abstract static class Suppressing implements Rule {
    @Override
    public Criteria when() {
      return Criteria.allOf();
    }

    @Override
    public Decision decide(Finding finding) {
      return suppress();
    }
  }

  private static final class Nameless extends Suppressing {}

  @RuleCard(id = "Bad Id", title = "t", reason = "r", owner = "o", changes = Change.SUPPRESSION)
  private static final class WithBadId extends Suppressing {}

  @RuleCard(
      id = "bad-day",
      title = "t",
      reason = "r",
      owner = "o",
      expires = "31.12.2026",
      changes = Change.SUPPRESSION)
  private static final class WithBadDay extends Suppressing {}

  @RuleCard(
      id = "no-such-day",
      title = "t",
      reason = "r",
      owner = "o",
      from = "2026-02-30",
      changes = Change.SUPPRESSION)
  private static final class WithNoSuchDay extends Suppressing {}

  @RuleCard(
      id = "no-change",
      title = "t",
      reason = "r",
      owner = "o",
      changes = {})
  private static final class WithoutChanges extends Suppressing {}

  @RuleCard(
      id = "change-twice",
      title = "t",
      reason = "r",
      owner = "o",
      changes = {Change.NOTE, Change.NOTE})
  private static final class WithOneChangeTwice extends Suppressing {}

  @RuleCard(
      id = "full",
      title = "A title",
      reason = "A reason.",
      owner = "team",
      ticket = "SEC-1",
      from = "2026-06-01",
      expires = "2026-06-30",
      terminal = true,
      changes = {Change.SUPPRESSION, Change.NOTE})
  private static final class WithEverything extends Suppressing {}

  @Test
  void saysWhichClassHasNoCard() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Nameless().card())
        .withMessage(
            Nameless.class.getName()
                + " has no @RuleCard: put one above the class, or override Rule.card()");
  }

  @Test
  void saysWhatIsWrongOnACard() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WithBadId().card())
        .withMessageContaining("'Bad Id'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WithBadDay().card())
        .withMessage(
            "the card of rule 'bad-day': its expires must be a day such as 2027-01-31, not"
                + " '31.12.2026'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WithNoSuchDay().card())
        .withMessageContaining("its from must be a day such as 2027-01-31, not '2026-02-30'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WithoutChanges().card())
        .withMessageContaining("'no-change'");
  }

  @Test
  void readsTheCardBesideAClass() {
    assertThat(new WithEverything().card())
        .isEqualTo(
            Card.builder("full", "A title", "A reason.", "team")
                .ticket("SEC-1")
                .from(DAY)
                .expires(LocalDate.of(2026, 6, 30))
                .terminal(true)
                .changes(Set.of(Change.SUPPRESSION, Change.NOTE))
                .build());
    assertThat(new WithOneChangeTwice().card().changes()).containsExactly(Change.NOTE);
  }
}
