package io.quell.run;

import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.lowerSeverity;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Note;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.testing.Findings.Sample;
import io.quell.testing.OcsfFindings.OcsfSample;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Change;
import io.quell.update.Update;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The rules, and the ways to ask about findings, that the tests of settlement share.
final class Settled {
  static final SampleRule SUPPRESS = rule("quiet").decides(suppress());
  static final SampleRule LOWER = rule("lower").decides(lowerSeverity(1));

  /// A rule that says all that a card can say.
  static final Rule WITH_A_FULL_CARD =
      rule("quiet")
          .with(
              Card.builder("quiet", "A title", "Nobody reads it.", "platform")
                  .ticket("SEC-1")
                  .expires(LocalDate.of(2027, 1, 31))
                  .changes(Set.of(Change.SUPPRESSION, Change.SEVERITY))
                  .build())
          .decides(suppress().and(lowerSeverity(1)));

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final Pattern MARK =
      Pattern.compile("\\[quell:([^ ]+) [0-9a-f]{4} (,[^ ]*) (2[^\\]]*)]");

  private Settled() {}

  static Evaluation evaluate(SampleFinding sample, Rule... rules) {
    return new RuleEngine(List.of(rules), CLOCK).evaluate(sample.read());
  }

  /// The finding once the rules' update has gone through.
  @SuppressWarnings("unchecked") // an update leaves a finding in its format
  static <S extends SampleFinding> S after(S sample, Rule... rules) {
    return (S) sample.after(evaluate(sample, rules).update());
  }

  /// The rules change a finding once: the update's own event leads to nothing.
  static void settles(SampleFinding sample, Rule... rules) {
    Evaluation second = evaluate(after(sample, rules), rules);
    assertThat(second.update()).isEqualTo(Update.NONE);
    if (sample instanceof OcsfSample) {
      assertThat(second.kept()).isEmpty();
    }
  }

  /// A finding on which a person has written.
  static SampleFinding noted(SampleFinding sample, String text) {
    return switch (sample) {
      case Sample asff -> asff.note(text, "ann");
      case OcsfSample ocsf -> ocsf.comment(text);
      default -> throw new IllegalArgumentException("no sample of a format: " + sample);
    };
  }

  /// What Quell has left on a finding about its changes, wherever the format has room for it: the
  /// words of its mark, and the book and the rules under those names.
  static Map<String, String> marks(SampleFinding sample) {
    Map<String, String> fields = sample.read().userDefinedFields();
    String all =
        fields.containsKey("QuellMark")
            ? "%s %s %s"
                .formatted(
                    fields.get("QuellBook"), fields.get("QuellRules"), fields.get("QuellMark"))
            : MARK.matcher(text(sample))
                .results()
                .map(mark -> "%s %s %s".formatted(mark.group(1), mark.group(2), mark.group(3)))
                .findFirst()
                .orElse("");
    Map<String, String> marks = new HashMap<>();
    if (!all.isEmpty()) {
      List<String> words = List.of(all.split(" ", -1));
      marks.put("book", words.get(0));
      marks.put("rules", words.get(1));
      words.stream()
          .skip(3)
          .map(word -> word.split("=", 2))
          .forEach(word -> marks.put(word[0], word[1]));
    }
    return marks;
  }

  /// The text of a finding's note or comment.
  static String text(SampleFinding sample) {
    return sample.read().note().map(Note::text).orElse("");
  }
}
