package io.quell.run;

import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.capSeverity;
import static io.quell.update.Decision.severity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.finding.UnreadableException;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import io.quell.update.Update;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Findings as a version left them whose books had no name (recorded from its `quell run --json`):
/// the rules `quiet` and `lower` had suppressed a MEDIUM one and set it to LOW.
final class FormerMarksTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Rule QUIET =
      rule("quiet")
          .when(Criteria.not(Named.SEVERITY.is(SeverityLabel.CRITICAL)))
          .decides(suppress());
  private static final Rule LOWER =
      rule("lower")
          .when(Named.SEVERITY.is(SeverityLabel.MEDIUM))
          .decides(severity(SeverityLabel.LOW));
  private static final BookSettings ADOPTING = BookSettings.of("prod", Set.of("unnamed"));

  static Stream<SampleFinding> recorded() throws IOException, UnreadableException {
    return read("former-marks.jsonl");
  }

  /// Findings as this version leaves them, on which the former one, given them by the same command
  /// with rules that no longer want what is there, answered `unchanged` and sent nothing.
  static Stream<SampleFinding> leftByFormerVersion() throws IOException, UnreadableException {
    return read("marks-left-by-former-version.jsonl");
  }

  @SuppressWarnings("unchecked") // what is read is a JSON object
  private static Stream<SampleFinding> read(String name) throws IOException, UnreadableException {
    try (InputStream lines =
        Objects.requireNonNull(FormerMarksTest.class.getResourceAsStream(name))) {
      Stream.Builder<SampleFinding> samples = Stream.builder();
      for (String line :
          new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        var json = (Map<String, Object>) Objects.requireNonNull(Json.read(line));
        samples.add(
            Finding.read(json) instanceof AsffFinding
                ? new Sample(Map.copyOf(json))
                : new OcsfSample(Map.copyOf(json)));
      }
      return samples.build();
    }
  }

  private static RuleEngine engine(BookSettings settings, Rule... rules) {
    return new RuleEngine(List.of(rules), RuleHistory.NONE, "test", settings, CLOCK);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void isAdoptedWithoutAnUpdate(SampleFinding sample) {
    Evaluation evaluation = engine(ADOPTING, QUIET, LOWER).evaluate(sample.read());
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept()).isEmpty();
    assertThat(evaluation.matched()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void isGivenBackAndMarkedAnew(SampleFinding sample) {
    RuleEngine engine =
        engine(ADOPTING, rule("quiet").expires("2026-05-31").decides(suppress()), LOWER);
    SampleFinding after = sample.after(engine.evaluate(sample.read()).update());
    assertThat(after.read().workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(after.read().severity()).hasValue(SeverityLabel.LOW);
    assertThat(engine.evaluate(after.read()).update()).isEqualTo(Update.NONE);
    assertThat(Settled.marks(after))
        .containsEntry("book", "prod")
        .containsEntry("rules", ",lower,")
        .containsEntry("sev", "LOW<MEDIUM")
        .doesNotContainKey("wf");
    assertThat(after.read().userDefinedFields())
        .allSatisfy(
            (name, value) -> {
              if (name.startsWith("quell.")) {
                assertThat(value).isEqualTo("none");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void isAnotherBooksToABookThatDoesNotAdopt(SampleFinding sample) {
    Rule other = rule("other").decides(capSeverity(SeverityLabel.INFORMATIONAL));
    Evaluation evaluation =
        engine(BookSettings.of("pilot", Set.of()), other).evaluate(sample.read());
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.kept()).contains("everything: the book unnamed has marked it");
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void staysWhereTheBookDoesNotKnowItsRules(SampleFinding sample) {
    Evaluation evaluation = engine(ADOPTING).evaluate(sample.read());
    assertThat(evaluation.update()).isEqualTo(Update.NONE);
    assertThat(evaluation.unknownRules()).containsExactly("lower", "quiet");
  }

  /// So what was recorded of the former version is about the marks that are written now.
  @ParameterizedTest
  @MethodSource("leftByFormerVersion")
  void isWhatIsWrittenNow(SampleFinding sample) {
    SampleFinding fresh =
        withoutMarks(sample).severity(SeverityLabel.MEDIUM).workflow(WorkflowStatus.NEW);
    SampleFinding marked =
        fresh.after(engine(BookSettings.adHoc(), QUIET, LOWER).evaluate(fresh.read()).update());
    assertThat(Settled.marks(marked)).isEqualTo(Settled.marks(sample)).isNotEmpty();
  }

  private static SampleFinding withoutMarks(SampleFinding sample) {
    if (sample instanceof OcsfSample ocsf) {
      return ocsf.without("comment");
    }
    SampleFinding bare = sample.with(Map.of(), "UserDefinedFields");
    boolean isQuells =
        sample.read().note().filter(note -> note.author().equals("quell")).isPresent();
    return isQuells ? bare.without("Note") : bare;
  }
}
