package io.quell.cli.rules;

import static io.quell.testing.SampleRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.rule.Card;
import io.quell.rule.RuleHistory;
import io.quell.testing.SampleRule;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is about to come back, and who is to be asked about it.
final class ExpiringRulesTest {
  private static SampleRule expiring(String id, String owner, String day) {
    SampleRule sample = rule(id).expires(day);
    return sample.with(
        Card.builder(id, "Title | of " + id, "A reason.", owner)
            .changes(sample.card().changes())
            .expires(sample.card().expires())
            .ticket("OPS-1")
            .build());
  }

  /// The day is 2026-11-20.
  private static Shell book() {
    return new Shell()
        .rules(
            new RuleHistory(Set.of(), Map.of(), Set.of("stopped")),
            expiring("late", "b-team", "2026-12-20"),
            expiring("later", "b-team", "2026-12-21"),
            expiring("today", "a-team", "2026-11-20"),
            expiring("over", "b-team", "2026-11-19"),
            expiring("stopped", "a-team", "2026-11-25"),
            rule("endless"));
  }

  @Test
  void listsByOwnerWhatExpiresTheNearestFirst() {
    CommandLineRun run = book().run("rules", "--expiring", "30d");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactly(
            "a-team",
            "  today: 2026-11-20, today. Title | of today (OPS-1)",
            "",
            "b-team",
            "  over: 2026-11-19, expired. Title | of over (OPS-1)",
            "  late: 2026-12-20, in 30 days. Title | of late (OPS-1)",
            "",
            "3 rules expire by 2026-12-20");
  }

  @Test
  void listsJsonLines() {
    CommandLineRun run = book().run("rules", "--expiring", "4w", "--json");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json())
        .extracting(line -> line.get("id") + " " + line.get("owner") + " " + line.get("daysLeft"))
        .containsExactly("today a-team 0", "over b-team -1");
  }

  @Test
  void listsATableInMarkdown() {
    CommandLineRun run = book().run("rules", "--expiring", "31d", "--markdown");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .startsWith("4 rules expire by 2026-12-21.", "")
        .contains("| b-team | later | 2026-12-21, in 31 days | Title \\| of later | OPS-1 |");
  }

  @Test
  void isDoneWhereNothingExpires() {
    Shell endless = new Shell().rules(rule("endless"));
    CommandLineRun text = endless.run("rules", "--expiring", "9999w");
    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).startsWith("No rule expires by 2218-");
    CommandLineRun json = endless.run("rules", "--expiring", "1d", "--json");
    assertThat(json.exitCode()).isZero();
    assertThat(json.out()).isEmpty();
    CommandLineRun markdown = endless.run("rules", "--expiring", "1d", "--markdown");
    assertThat(markdown.exitCode()).isZero();
    assertThat(markdown.lines()).containsExactly("No rule expires by 2026-11-21.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30|'30' is no number of days",
        "0d|'0d' is no number of days",
        "-3d|no number of days",
        "30h|no number of days",
        "1.5d|no number of days",
        "99999d|no number of days",
        "''|no number of days",
        "30 d|no number of days",
      })
  void refusesWhatIsNoNumberOfDays(String text, String said) {
    CommandLineRun run = book().run("rules", "--expiring=" + text);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(said);
  }

  @Test
  void goesWithNoSchemaAndNoExamples() {
    assertThat(book().run("rules", "--expiring", "3d", "--schema").exitCode()).isEqualTo(2);
    assertThat(book().run("rules", "--expiring", "3d", "--markdown", "--examples", "x").err())
        .contains("--expiring goes with --json and --markdown alone");
  }
}
