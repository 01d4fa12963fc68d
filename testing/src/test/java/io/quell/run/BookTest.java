package io.quell.run;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.run.mark.Marking.FieldsReading;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A deployment's rules are a book with a name, which says what became of the rules that it does
/// not have.
final class BookTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final SampleRule QUIET = rule("quiet").decides(suppress());
  private static final SampleRule LOWER = rule("lower").decides(severity(SeverityLabel.LOW));
  private static final BookSettings PROD = BookSettings.of("prod", Set.of());

  static Stream<SampleFinding> bothFormats() {
    return Stream.of(
        finding().severity(SeverityLabel.MEDIUM), ocsfFinding().severity(SeverityLabel.MEDIUM));
  }

  private static RuleEngine engine(BookSettings settings, RuleHistory history, Rule... rules) {
    return new RuleEngine(List.of(rules), history, "test", settings, CLOCK);
  }

  private static SampleFinding suppressedBy(BookSettings settings, SampleFinding sample) {
    RuleEngine engine = engine(settings, RuleHistory.NONE, QUIET);
    return sample.after(engine.evaluate(sample.read()).update());
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void namesItselfOnWhatItMarks(SampleFinding sample) {
    assertThat(Settled.marks(suppressedBy(PROD, sample)))
        .containsEntry("book", "prod")
        .containsEntry("rules", ",quiet,")
        .containsEntry("wf", "SUPPRESSED<NEW");
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void leavesWhatAnotherBookHasMarked(SampleFinding sample) {
    SampleFinding pilots = suppressedBy(BookSettings.of("pilot", Set.of()), sample);
    RuleEngine engine = engine(PROD, RuleHistory.NONE, LOWER);

    Evaluation evaluation = engine.evaluate(pilots.read());

    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept()).contains("everything: the book pilot has marked it");
    assertThat(engine.release(pilots.read()).update()).isEqualTo(Update.NONE);
    assertThat(engine.release(pilots.read()).kept()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void takesOverWhatAFormerBookHasMarked(SampleFinding sample) {
    SampleFinding old = suppressedBy(BookSettings.of("OldStack", Set.of()), sample);
    RuleEngine engine =
        engine(
            BookSettings.of("NewStack", Set.of("OldStack")),
            RuleHistory.NONE,
            QUIET.expires("2026-05-31"));
    SampleFinding after = old.after(engine.evaluate(old.read()).update());
    assertThat(after.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(Settled.marks(after)).containsEntry("book", "none");
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void adHocRulesGiveNothingBackAndTouchNoBooksFindings(SampleFinding sample) {
    SampleFinding own = suppressedBy(BookSettings.adHoc(), sample);
    RuleEngine without =
        engine(BookSettings.adHoc(), RuleHistory.NONE, QUIET.expires("2026-05-31"));
    assertThat(without.evaluate(own.read()).update()).isEqualTo(Update.NONE);
    assertThat(without.evaluate(own.read()).kept()).hasSize(1);
    RuleEngine lowering = engine(BookSettings.adHoc(), RuleHistory.NONE, LOWER);
    assertThat(lowering.evaluate(suppressedBy(PROD, sample).read()).update())
        .isEqualTo(Update.NONE);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void whatARuleThatIsGoneHadSetStays(SampleFinding sample) {
    Evaluation evaluation =
        engine(PROD, RuleHistory.NONE).evaluate(suppressedBy(PROD, sample).read());
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.unknownRules()).containsExactly("quiet");
    assertThat(evaluation.kept()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void whatARemovedRuleHadSetIsGivenBack(SampleFinding sample) {
    isGivenBack(sample, new RuleHistory(Set.of("quiet"), Map.of(), Set.of()));
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void whatASuspendedRuleHadSetIsGivenBack(SampleFinding sample) {
    isGivenBack(sample, new RuleHistory(Set.of(), Map.of(), Set.of("quiet")), QUIET);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void whatARemovedRuleHadSetUnderAnEarlierIdIsGivenBack(SampleFinding sample) {
    isGivenBack(sample, new RuleHistory(Set.of("calm"), Map.of("quiet", "calm"), Set.of()));
  }

  private static void isGivenBack(SampleFinding sample, RuleHistory history, Rule... rules) {
    SampleFinding suppressed = suppressedBy(PROD, sample);
    RuleEngine engine = engine(PROD, history, rules);
    Evaluation evaluation = engine.evaluate(suppressed.read());
    assertThat(evaluation.givenBack()).hasSize(1);
    assertThat(evaluation.unknownRules()).isEmpty();
    SampleFinding after = suppressed.after(evaluation.update());
    assertThat(after.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(engine.evaluate(after.read()).update()).isEqualTo(Update.NONE);
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void aMovedRuleGoesOnWithWhatItHadSet(SampleFinding sample) {
    SampleFinding suppressed = suppressedBy(PROD, sample);
    RuleHistory moved = new RuleHistory(Set.of(), Map.of("quiet", "calm"), Set.of());
    SampleRule calm = rule("calm").decides(suppress());
    assertThat(engine(PROD, moved, calm).evaluate(suppressed.read()).update())
        .isEqualTo(Update.NONE);
    assertThat(
            engine(PROD, moved, calm.expires("2026-05-31")).evaluate(suppressed.read()).givenBack())
        .hasSize(1);
  }

  /// A person has ended what the rule did under its former id.
  @ParameterizedTest
  @MethodSource("bothFormats")
  void aMovedRuleKeepsItsRefusals(SampleFinding sample) {
    RuleEngine engine = engine(PROD, RuleHistory.NONE, QUIET, LOWER);
    SampleFinding changed = sample.after(engine.evaluate(sample.read()).update());
    SampleFinding raised = changed.severityInForce(SeverityLabel.HIGH);
    RuleEngine expired = engine(PROD, RuleHistory.NONE, QUIET.expires("2026-05-31"), LOWER);
    SampleFinding refused = raised.after(expired.evaluate(raised.read()).update());
    assertThat(Settled.marks(refused))
        .hasEntrySatisfying("no", no -> assertThat(no).contains("sev:lower"));
    RuleHistory moved = new RuleHistory(Set.of(), Map.of("lower", "sink"), Set.of());
    SampleFinding providers = refused.severity(SeverityLabel.MEDIUM);
    assertThat(
            engine(PROD, moved, QUIET, rule("sink").decides(severity(SeverityLabel.LOW)))
                .evaluate(providers.read())
                .update()
                .severity())
        .isEmpty();
  }

  @Test
  void saysWhatDoesNotFitItsRules() {
    refuses(new RuleHistory(Set.of("quiet"), Map.of(), Set.of()), "under removed");
    refuses(new RuleHistory(Set.of(), Map.of("quiet", "other"), Set.of()), "under moved");
    refuses(new RuleHistory(Set.of(), Map.of("a", "b"), Set.of()), "the book has no such rule");
    refuses(new RuleHistory(Set.of(), Map.of(), Set.of("gone")), "none of that id");
    refuses(new RuleHistory(Set.of(), Map.of("a", "b", "b", "a"), Set.of()), "circle");
  }

  private static void refuses(RuleHistory history, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine(PROD, history, QUIET))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "my book", "prod]", "ö"})
  void refusesNamesThatMarksHaveNoPlaceFor(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> BookSettings.of(name, Set.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> BookSettings.of("a", Set.of(name)));
  }

  /// With *merge* the update names Quell's own fields and the rule's, and no others.
  @Test
  void namesTheFieldsOfOthersAsTheServiceTakesThem() {
    SampleFinding sample = finding().userDefinedField("ticket", "7");
    SampleRule tagging = rule("tag").decides(Decision.userDefinedField("team", "blue"));
    for (FieldsReading reading : FieldsReading.values()) {
      Update update =
          engine(PROD.reading(reading), RuleHistory.NONE, tagging).evaluate(sample.read()).update();
      assertThat(update.userDefinedFields())
          .containsEntry("team", "blue")
          .containsKeys("QuellBook", "QuellRules", "QuellMark");
      assertThat(update.userDefinedFields().containsKey("ticket"))
          .isEqualTo(reading == FieldsReading.REPLACE);
    }
  }
}
