package io.quell.update;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quell.criteria.Field;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.Note;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Rule;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings.Sample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each field that is simply set, on both formats.
final class SetFieldTest {
  private static final String TYPE = "TTPs/Discovery/Recon";
  /// The fields of others that leave room for all of Quell's own.
  private static final int ROOM = Limits.MOST_USER_DEFINED_FIELDS - ReservedFields.OF_A_MARK.size();
  private static final FindingIdentifier.Asff OTHER =
      new FindingIdentifier.Asff("f-7", "arn:other");

  /// A decision on one field, the formats that have it, and what it says about itself.
  record Setting(Decision.Apply decision, UpdateField field, Format format, String value) {
    @Override
    public String toString() {
      return field.toString();
    }
  }

  static List<Setting> settings() {
    return List.of(
        new Setting(
            Decision.normalizedSeverity(55), UpdateField.NORMALIZED_SEVERITY, Format.ASFF, "55"),
        new Setting(
            Decision.productSeverity(7.5), UpdateField.PRODUCT_SEVERITY, Format.ASFF, "7.5"),
        new Setting(
            Decision.severity(OcsfSeverity.FATAL), UpdateField.SEVERITY_ID, Format.OCSF, "FATAL"),
        new Setting(
            Decision.severity(OcsfSeverity.OTHER), UpdateField.SEVERITY_ID, Format.OCSF, "OTHER"),
        new Setting(
            Decision.severity(OcsfSeverity.UNKNOWN),
            UpdateField.SEVERITY_ID,
            Format.OCSF,
            "UNKNOWN"),
        new Setting(
            Decision.status(OcsfStatus.ARCHIVED), UpdateField.STATUS_ID, Format.OCSF, "ARCHIVED"),
        new Setting(
            Decision.status(OcsfStatus.DELETED), UpdateField.STATUS_ID, Format.OCSF, "DELETED"),
        new Setting(
            Decision.status(OcsfStatus.UNKNOWN), UpdateField.STATUS_ID, Format.OCSF, "UNKNOWN"),
        new Setting(Decision.status(OcsfStatus.OTHER), UpdateField.STATUS_ID, Format.OCSF, "OTHER"),
        new Setting(
            Decision.verificationState(VerificationState.BENIGN_POSITIVE),
            UpdateField.VERIFICATION_STATE,
            Format.ASFF,
            "BENIGN_POSITIVE"),
        new Setting(Decision.confidence(80), UpdateField.CONFIDENCE, Format.ASFF, "80"),
        new Setting(Decision.criticality(20), UpdateField.CRITICALITY, Format.ASFF, "20"),
        new Setting(
            Decision.types(TYPE, "Effects"), UpdateField.TYPES, Format.ASFF, TYPE + ", Effects"),
        new Setting(
            Decision.userDefinedField("team", "blue"),
            UpdateField.USER_DEFINED_FIELDS,
            Format.ASFF,
            "team=blue"),
        new Setting(
            Decision.relatedFinding("f-7", "arn:other"),
            UpdateField.RELATED_FINDINGS,
            Format.ASFF,
            "f-7"));
  }

  private static SampleFinding sample(Format format) {
    return format == Format.ASFF ? finding() : ocsfFinding();
  }

  private static Evaluation evaluate(SampleFinding sample, Rule... rules) {
    Clock clock = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    Evaluation evaluation = new RuleEngine(List.of(rules), clock).evaluate(sample.read());
    assertThat(evaluation.failures()).isEmpty();
    return evaluation;
  }

  private static SampleRule a(Decision decision) {
    return rule("a").decides(decision);
  }

  /// What was sent ends the matter: the event it raises leads to nothing, not even to something
  /// kept.
  private static Finding settled(SampleFinding sample, Rule... rules) {
    SampleFinding after = sample.after(evaluate(sample, rules).update());
    Evaluation second = evaluate(after, rules);
    assertThat(second.update()).isEqualTo(Update.NONE);
    return after.read();
  }

  @Test
  void knowsEveryFieldThatIsSimplySet() {
    assertThat(settings())
        .extracting(Setting::field)
        .contains(
            Arrays.stream(UpdateField.values())
                .filter(
                    field ->
                        !List.of(
                                UpdateField.SEVERITY, UpdateField.WORKFLOW_STATUS, UpdateField.NOTE)
                            .contains(field))
                .toArray(UpdateField[]::new));
  }

  // --- Values of another kind

  /// A value of each kind, with what it is called, and the fields that rules set to it.
  static List<Arguments> kinds() {
    return List.of(
        arguments(
            new FieldValue.Percentage(7),
            "Percentage 7",
            List.of(
                UpdateField.NORMALIZED_SEVERITY, UpdateField.CONFIDENCE, UpdateField.CRITICALITY)),
        arguments(
            new FieldValue.Decimal(3.5), "Decimal 3.5", List.of(UpdateField.PRODUCT_SEVERITY)),
        arguments(
            new FieldValue.Texts(List.of("Effects")), "Texts Effects", List.of(UpdateField.TYPES)),
        arguments(
            new FieldValue.Entry("team", "blue"),
            "Entry team=blue",
            List.of(UpdateField.USER_DEFINED_FIELDS)),
        arguments(
            new FieldValue.Reference(OTHER),
            "Reference f-7",
            List.of(UpdateField.RELATED_FINDINGS)),
        arguments(
            new FieldValue.Entries(Map.of("quell.rules", "x")),
            "Entries {quell.rules=x}",
            List.of()),
        arguments(new FieldValue.References(List.of(OTHER)), "References " + OTHER, List.of()),
        arguments(
            new FieldValue.Written(new Note("Look here.", "ann")),
            "Written Look here.",
            List.of(UpdateField.NOTE)),
        constant(SeverityLabel.HIGH, UpdateField.SEVERITY),
        constant(WorkflowStatus.SUPPRESSED, UpdateField.WORKFLOW_STATUS),
        constant(VerificationState.UNKNOWN, UpdateField.VERIFICATION_STATE),
        constant(OcsfSeverity.HIGH, UpdateField.SEVERITY_ID),
        constant(OcsfStatus.SUPPRESSED, UpdateField.STATUS_ID));
  }

  private static Arguments constant(Enum<?> constant, UpdateField field) {
    return arguments(new FieldValue.Constant(constant), constant.name(), List.of(field));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void setsAFieldToItsOwnKindOnly(FieldValue value, String said, List<UpdateField> fields) {
    for (UpdateField field : UpdateField.values()) {
      if (fields.contains(field)) {
        assertThat(new Action.SetField(field, value).value()).isEqualTo(value);
      } else {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> Decision.set(field, value))
            .withMessageStartingWith("the %s is ".formatted(field))
            .withMessageContaining("%s; allowed is a value of ", said);
      }
    }
  }

  @Test
  void saysWhichKindAFieldTakes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Decision.set(UpdateField.CONFIDENCE, new FieldValue.Decimal(3.5)))
        .withMessage("the confidence is Decimal 3.5; allowed is a value of Percentage");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Decision.set(
                    UpdateField.VERIFICATION_STATE, new FieldValue.Constant(OcsfStatus.NEW)))
        .withMessage(
            "the verification state is OcsfStatus NEW; allowed is a value of VerificationState");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Update.builder().set(UpdateField.TYPES, new FieldValue.Percentage(1)).build())
        .withMessage("the types is Percentage 1; allowed is a value of Texts");
  }

  /// A rule sets one entry beside the others, an update all that the finding is to have.
  @Test
  void updatesAFieldToAllOfItsEntries() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Update.builder()
                    .set(UpdateField.USER_DEFINED_FIELDS, new FieldValue.Entry("team", "blue"))
                    .build())
        .withMessage("the user defined fields is Entry team=blue; allowed is a value of Entries");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Update.builder()
                    .set(UpdateField.RELATED_FINDINGS, new FieldValue.Reference(OTHER))
                    .build())
        .withMessage("the related findings is Reference f-7; allowed is a value of References");
  }

  // --- Fields that have an action of their own

  @Test
  void setsSeverityAndStatusByTheirOwnActions() {
    for (SeverityLabel label : SeverityLabel.values()) {
      assertThat(Decision.set(UpdateField.SEVERITY, new FieldValue.Constant(label)))
          .isEqualTo(Decision.severity(label));
      assertThat(
              Decision.set(
                  UpdateField.SEVERITY_ID, new FieldValue.Constant(OcsfSeverity.of(label))))
          .isEqualTo(Decision.severity(label));
    }
    for (WorkflowStatus status : WorkflowStatus.values()) {
      assertThat(Decision.set(UpdateField.WORKFLOW_STATUS, new FieldValue.Constant(status)))
          .isEqualTo(Decision.workflow(status));
    }
    for (OcsfStatus status : OcsfStatus.values()) {
      assertThat(Decision.set(UpdateField.STATUS_ID, new FieldValue.Constant(status)))
          .isEqualTo(Decision.status(status));
    }
  }

  @Test
  void setsNoNoteOfAnotherAuthor() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Decision.set(
                    UpdateField.NOTE, new FieldValue.Written(new Note("Look here.", "ann"))))
        .withMessage("a rule writes its note as text alone, for the author is Quell");
  }

  // --- A format that does not have the field

  @ParameterizedTest
  @MethodSource("settings")
  void keepsAFieldThatTheFormatDoesNotHaveAsItIs(Setting setting) {
    Format other = setting.format() == Format.ASFF ? Format.OCSF : Format.ASFF;
    Evaluation evaluation = evaluate(sample(other), a(setting.decision()));
    assertThat(evaluation.update().values().keySet()).doesNotContain(setting.field());
    assertThat(evaluation.kept())
        .containsExactly(
            "the %s, which %s does not have, which rule a wanted to be %s"
                .formatted(setting.field(), other, setting.value()));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void appliesTheRestWhereTheFormatDoesNotHaveAField(Setting setting) {
    for (Format format : Format.values()) {
      Evaluation evaluation =
          evaluate(
              sample(format),
              a(setting.decision().and(Decision.note("Look here."))),
              rule("b").decides(Decision.userDefinedField("x", "y")),
              rule("c").decides(Decision.severity(OcsfSeverity.LOW)));
      assertThat(evaluation.update().beyond(format)).isEmpty();
      assertThat(evaluation.update().severity()).hasValue(SeverityLabel.LOW);
      assertThat(evaluation.update().note().orElseThrow().text())
          .startsWith("Look here.\nQuell rule ");
      assertThat(evaluation.kept())
          .hasSize(
              (setting.format() == format || setting.field() == UpdateField.NORMALIZED_SEVERITY
                      ? 0 // the severity of rule c takes its place
                      : 1)
                  + (format == Format.OCSF ? 1 : 0));
    }
  }

  @Test
  void setsTheLabelOfANormalizedSeverityWhereThereIsNoNumber() {
    Evaluation evaluation = evaluate(ocsfFinding(), a(Decision.normalizedSeverity(90)));
    assertThat(evaluation.update().severityId()).hasValue(OcsfSeverity.CRITICAL);
    assertThat(evaluation.kept()).hasSize(1);
  }

  @Test
  void suppressesInAsffWhatALaterRuleSetsToAStatusOfOcsf() {
    Rule[] rules = {
      a(Decision.suppress()), rule("b").decides(Decision.status(OcsfStatus.ARCHIVED))
    };
    assertThat(evaluate(finding(), rules).update().workflowStatus())
        .hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(evaluate(ocsfFinding(), rules).update().statusId()).hasValue(OcsfStatus.ARCHIVED);
  }

  // --- A format that has it

  @ParameterizedTest
  @MethodSource("settings")
  void setsTheFieldOnce(Setting setting) {
    Evaluation evaluation = evaluate(sample(setting.format()), a(setting.decision()));
    assertThat(evaluation.update().values().keySet()).contains(setting.field(), UpdateField.NOTE);
    assertThat(evaluation.kept()).isEmpty();
    assertThat(evaluation.update().note().orElseThrow().text())
        .contains("%s set to %s".formatted(setting.field(), setting.value()));
    settled(sample(setting.format()), a(setting.decision()));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void letsTheLaterRuleWin(Setting setting) {
    for (Setting other : settings()) {
      if (other.field() == setting.field() && setting.field() != UpdateField.RELATED_FINDINGS) {
        Finding finding =
            settled(
                sample(setting.format()),
                a(other.decision()),
                rule("b").decides(setting.decision()));
        assertThat(((Action.SetField) setting.decision().actions().getFirst()).isOn(finding))
            .isTrue();
      }
    }
  }

  @Test
  void settlesWhateverFieldsAreSetTogether() {
    for (Setting one : settings()) {
      for (Setting other : settings()) {
        for (Format format : Format.values()) {
          settled(
              sample(format),
              a(one.decision()),
              rule("b").decides(other.decision().and(Decision.suppress())));
          settled(
              sample(format),
              a(one.decision().and(Decision.lowerSeverity(1))),
              rule("b").decides(other.decision().and(Decision.note("Look here."))));
        }
      }
    }
  }

  @Test
  void addsToWhatTheFindingHas() {
    Sample sample =
        finding()
            .userDefinedField("owner", "ann")
            .with(List.of(Map.of("Id", "f-1", "ProductArn", "arn:one")), "RelatedFindings");
    Finding finding =
        settled(
            sample,
            a(Decision.userDefinedField("team", "blue")),
            rule("b").decides(Decision.userDefinedField("cost", "7")),
            rule("c").decides(Decision.relatedFinding("f-7", "arn:other")));
    assertThat(finding.userDefinedFields())
        .containsEntry("owner", "ann")
        .containsEntry("team", "blue")
        .containsEntry("cost", "7")
        .containsKey("QuellRules");
    assertThat(UpdateField.related(finding))
        .containsExactly(new FindingIdentifier.Asff("f-1", "arn:one"), OTHER);
  }

  @Test
  void keepsAVerificationStateThatAPersonSet() {
    SampleRule rule = a(Decision.verificationState(VerificationState.FALSE_POSITIVE));
    Evaluation evaluation = evaluate(finding().with("TRUE_POSITIVE", "VerificationState"), rule);
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept())
        .containsExactly(
            "the verification state TRUE_POSITIVE that Quell did not set, which rule a wanted to be"
                + " FALSE_POSITIVE");
    assertThat(
            evaluate(finding().with("UNKNOWN", "VerificationState"), rule)
                .update()
                .value(UpdateField.VERIFICATION_STATE))
        .hasValue(new FieldValue.Constant(VerificationState.FALSE_POSITIVE));
    Rule[] rules = {
      rule,
      rule.decides(
          Decision.confidence(7).and(Decision.verificationState(VerificationState.UNKNOWN)))
    };
    for (Rule another : rules) {
      SampleFinding changed =
          finding()
              .after(evaluate(finding(), another).update())
              .with("TRUE_POSITIVE", "VerificationState");
      assertThat(evaluate(changed, rule).update()).isEqualTo(Update.NONE);
    }
  }

  @Test
  void setsTheLabelWhereItContradictsTheNumber() {
    Sample contradictory =
        finding().severity(SeverityLabel.HIGH).with(55, "Severity", "Normalized");
    assertThat(settled(contradictory, a(Decision.normalizedSeverity(55))).severity())
        .hasValue(SeverityLabel.MEDIUM);
  }

  /// What rules see of the number is what was there before, or they would answer each other for
  /// ever.
  @Test
  void showsRulesNoNumberThatItHasSet() {
    SampleRule up =
        a(Decision.normalizedSeverity(55)).when(Field.Named.NORMALIZED_SEVERITY.isAtMost(50));
    SampleRule down =
        rule("b")
            .decides(Decision.normalizedSeverity(45))
            .when(Field.Named.NORMALIZED_SEVERITY.isAtLeast(51));
    assertThat(settled(finding(), up, down).normalizedSeverity()).hasValue(55);
  }

  // --- Full findings

  private static Sample filled(int fields) {
    Sample filled = finding();
    for (int at = 0; at < fields; at++) {
      filled = filled.userDefinedField("field " + at, "value");
    }
    return filled;
  }

  private static Sample related(int count) {
    return finding()
        .with(
            Stream.iterate(0, at -> at + 1)
                .limit(count)
                .map(at -> Map.of("Id", "f " + at, "ProductArn", "arn"))
                .toList(),
            "RelatedFindings");
  }

  @Test
  void sendsNothingForTheSakeOfAFieldThatDoesNotFit() {
    SampleRule rule = a(Decision.userDefinedField("team", "blue"));
    for (int fields = ROOM; fields <= 50; fields++) {
      Evaluation evaluation = evaluate(filled(fields), rule);
      assertThat(evaluation.update()).as("%d fields", fields).isEqualTo(Update.NONE);
      assertThat(evaluation.kept())
          .containsExactly(
              "the user-defined fields, of which at most 50 fit: no room for team=blue of rule a");
    }
    assertThat(settled(filled(ROOM - 1), rule).userDefinedFields()).containsEntry("team", "blue");
  }

  @Test
  void setsAsManyFieldsAsFit() {
    Evaluation evaluation =
        evaluate(
            filled(ROOM - 2),
            a(
                Decision.userDefinedField("one", "1")
                    .and(Decision.userDefinedField("two", "2"))
                    .and(Decision.userDefinedField("three", "3"))
                    .and(Decision.userDefinedField("field 7", "new"))));
    assertThat(evaluation.update().userDefinedFields())
        .containsEntry("one", "1")
        .containsEntry("two", "2")
        .containsEntry("field 7", "value")
        .doesNotContainKey("three")
        .hasSizeLessThanOrEqualTo(50);
    assertThat(evaluation.kept()).hasSize(2);
    assertThat(evaluation.update().note().orElseThrow().text()).doesNotContain("three");
  }

  @Test
  void sendsNothingForTheSakeOfARelatedFindingThatDoesNotFit() {
    SampleRule rule = a(Decision.relatedFinding("f-7", "arn:other"));
    for (int count : List.of(10, 11, 50)) {
      Evaluation evaluation = evaluate(related(count), rule);
      assertThat(evaluation.update()).isEqualTo(Update.NONE);
      assertThat(evaluation.kept())
          .containsExactly(
              "the related findings, of which at most 10 fit: no room for f-7 of rule a");
    }
    assertThat(UpdateField.related(settled(related(9), rule))).hasSize(10).endsWith(OTHER);
  }

  @Test
  void passesOverRelatedFindingsThatAreNoneOrThereTwice() {
    Map<String, String> same = Map.of("Id", "f-1", "ProductArn", "arn");
    Sample sample =
        finding()
            .with(
                Arrays.asList(
                    same,
                    null,
                    7,
                    Map.of("Id", "f-2"),
                    Map.of("Id", " ", "ProductArn", "arn"),
                    same),
                "RelatedFindings");
    assertThat(UpdateField.related(settled(sample, a(Decision.relatedFinding("f-7", "arn:other")))))
        .containsExactly(new FindingIdentifier.Asff("f-1", "arn"), OTHER);
  }

  /// Whether the service takes the other types away or adds to them, the update is sent once.
  @Test
  void settlesWhetherTypesAreReplacedOrAdded() {
    SampleRule rule = a(Decision.types(TYPE));
    Update update = evaluate(finding(), rule).update();
    assertThat(update.value(UpdateField.TYPES)).hasValue(new FieldValue.Texts(List.of(TYPE)));
    Sample added =
        finding()
            .after(update)
            .with(
                List.of(
                    "Software and Configuration Checks/Industry and Regulatory Standards", TYPE),
                "Types");
    assertThat(evaluate(added, rule).update()).isEqualTo(Update.NONE);
  }

  // --- What is no decision

  private static void refuses(ThrowingCallable decision) {
    assertThatThrownBy(decision).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesValuesOutsideTheLimitsWhenADecisionIsMade() {
    for (int value : List.of(Integer.MIN_VALUE, -1, 101, Integer.MAX_VALUE)) {
      refuses(() -> Decision.normalizedSeverity(value));
      refuses(() -> Decision.confidence(value));
      refuses(() -> Decision.criticality(value));
    }
    for (double value : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
      refuses(() -> Decision.productSeverity(value));
    }
    refuses(() -> Decision.types());
    refuses(() -> Decision.types("Malware/Trojan"));
    refuses(() -> Decision.types(Collections.nCopies(51, TYPE).toArray(String[]::new)));
    refuses(() -> Decision.userDefinedField(" ", "a"));
    refuses(() -> Decision.userDefinedField("a", " "));
    refuses(() -> Decision.userDefinedField("a".repeat(129), "a"));
    refuses(() -> Decision.userDefinedField("a", "a".repeat(1_025)));
    refuses(() -> Decision.relatedFinding(" ", "arn"));
    refuses(() -> Decision.relatedFinding("f", ""));
    refuses(() -> Decision.note(" "));
    refuses(() -> Decision.note("a".repeat(301)));
    for (String own : ReservedFields.NAMES) {
      refuses(() -> Decision.userDefinedField(own, "a"));
    }
  }

  @Test
  void saysASeverityOrStatusThatBothFormatsHaveForBoth() {
    for (OcsfSeverity severity : OcsfSeverity.values()) {
      Optional<SeverityLabel> set =
          evaluate(finding().severity(SeverityLabel.LOW), a(Decision.severity(severity)))
              .update()
              .severity();
      assertThat(set.isPresent())
          .isEqualTo(severity.name().matches("INFORMATIONAL|MEDIUM|HIGH|CRITICAL"));
    }
    for (OcsfStatus status : OcsfStatus.values()) {
      assertThat(evaluate(finding(), a(Decision.status(status))).update().workflowStatus())
          .isEqualTo(status == OcsfStatus.NEW ? Optional.empty() : status.workflowStatus());
    }
  }
}
