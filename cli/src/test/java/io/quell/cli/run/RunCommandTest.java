package io.quell.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.cli.terminal.Terminal;
import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {
  private static final String LOG_BUCKET = Samples.event("control-s3-9-log-bucket");

  /// A rule that fails on every finding.
  private static final class BrokenRule implements Rule {
    @Override
    public Card card() {
      return Card.builder("broken", "Fails", "to be seen failing", "test")
          .changes(Set.of(Change.SUPPRESSION))
          .build();
    }

    @Override
    public Criteria when() {
      return Criteria.allOf();
    }

    @Override
    public Decision decide(Finding finding) {
      throw new IllegalStateException("the rule is broken");
    }
  }

  @Test
  void showsADecision() {
    CommandLineRun run = CommandLineRun.of("run", LOG_BUCKET);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .element(1)
        .asString()
        .matches(
            "S3\\.9 acme-payments-access-logs-eu-west-1 +log-buckets +MEDIUM +NEW → SUPPRESSED"
                + " +processed");
  }

  @Test
  void showsWhatTheHubHoldsAfterwards() {
    CommandLineRun run = CommandLineRun.of("run", LOG_BUCKET);
    assertThat(run.out())
        .contains(
            "What the hub now holds",
            "note by quell: Quell rule log-buckets: suppressed. Owner: storage",
            "QuellMark: 2 wf=SUPPRESSED<NEW");
  }

  @Test
  void keepsAPersonsNote() {
    String finding =
        Samples.logBucket("a")
            .replace(
                "\"Title\"",
                "\"Note\": {\"Text\": \"Asked the owner\", \"UpdatedBy\": \"ana\"}, \"Title\"");
    assertThat(new Shell().input(finding).run("run", "-").out())
        .contains("note by ana: Asked the owner", "QuellNote: Quell rule log-buckets: suppressed");
  }

  @Test
  void saysWhatItLeftAsItWas() {
    String finding = Samples.logBucket("a").replace("\"NEW\"", "\"RESOLVED\"");
    assertThat(new Shell().input(finding).run("run", "-").out())
        .contains(
            "unchanged",
            "Left as it was",
            "S3.9 logs-a: the workflow status RESOLVED that Quell did not set");
  }

  /// The function would never be given such a finding.
  @Test
  void changesAFindingThatIsNotOpenWhereItIsAskedTo() {
    String archived =
        Samples.logBucket("a").replace("\"Title\"", "\"RecordState\": \"ARCHIVED\", \"Title\"");
    assertThat(new Shell().input(archived).run("run", "-").out())
        .contains(
            "unchanged", "everything: the finding is not open, for its record state is ARCHIVED");
    assertThat(new Shell().input(archived).run("run", "--all", "-").out())
        .contains("NEW → SUPPRESSED")
        .doesNotContain("not open");
  }

  @Test
  void namesABookOnlyToAHub() {
    CommandLineRun run = CommandLineRun.of("run", "--book", "prod", LOG_BUCKET);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--book goes with --aws or --endpoint-url");
  }

  @Test
  void sumsUp() {
    assertThat(
            CommandLineRun.of(
                    "run",
                    LOG_BUCKET,
                    Samples.event("control-s3-9-other-bucket"),
                    Samples.event("control-s3-9-suppressed-by-a-person"))
                .lines())
        .contains("3 files, 3 findings: 1 processed, 1 unchanged, 1 no match; 1 update call");
  }

  @Test
  void namesSkippedEventsWithoutFailing() {
    CommandLineRun run = CommandLineRun.of("run", Samples.event("insight-results"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("insight-results.json: insight results hold no findings");
  }

  @Test
  void runsEverySampleEvent() throws IOException {
    CommandLineRun run = CommandLineRun.of("run", Samples.EVENTS.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("%d files, ".formatted(Samples.count()), "1 skipped")
        .doesNotContain("Failed");
  }

  @Test
  void printsTheLogLinesOfTheFunctionAsJson() {
    CommandLineRun run = CommandLineRun.of("run", "--json", LOG_BUCKET);
    Map<?, ?> decision = run.json("decision").getFirst();
    assertThat(decision.get("rules")).isEqualTo(List.of("log-buckets"));
    assertThat(decision.get("before"))
        .isEqualTo(Map.of("severity", "MEDIUM", "workflowStatus", "NEW"));
    assertThat(decision.get("after"))
        .isEqualTo(Map.of("severity", "MEDIUM", "workflowStatus", "SUPPRESSED"));
    assertThat(decision.get("result")).isEqualTo("processed");
    assertThat(decision.get("file")).isEqualTo(LOG_BUCKET);
    assertThat(decision.get("held"))
        .isInstanceOfSatisfying(
            Map.class,
            held -> assertThat(held.get("Workflow")).isEqualTo(Map.of("Status", "SUPPRESSED")));
  }

  @Test
  void endsJsonWithASummary() throws IOException {
    CommandLineRun run = CommandLineRun.of("run", "--json", Samples.EVENTS.toString());
    Map<?, ?> summary = run.json().getLast();
    assertThat(summary.get("message")).isEqualTo("summary");
    assertThat(summary.get("files")).isEqualTo(Samples.count());
    assertThat(summary.get("findings")).isEqualTo(run.json("decision").size());
    assertThat(run.json("event skipped")).hasSize(1);
  }

  @Test
  void failsWhereARuleFails() {
    CommandLineRun run = new Shell().rules(new BrokenRule()).run("run", LOG_BUCKET);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "no match, rule failed",
            "1 rule failed",
            "rule broken failed on finding arn:",
            "the rule is broken");
  }

  @Test
  void fillsCallsAcrossFiles(@TempDir Path folder) throws IOException {
    for (int at = 0; at < 150; at++) {
      Samples.file(folder, at + ".json", Samples.eventOf(Samples.logBucket("f" + at)));
    }
    assertThat(CommandLineRun.of("run", folder.toString()).out())
        .contains("150 files, 150 findings: 150 processed; 2 update calls");
  }

  @Test
  void takesMoreFindingsThanItHoldsInMemory(@TempDir Path folder) throws IOException {
    String findings =
        IntStream.range(0, 2_345)
            .mapToObj(at -> Samples.logBucket("f" + at))
            .collect(Collectors.joining(",", "{\"Findings\": [", "]}"));
    CommandLineRun run = CommandLineRun.of("run", Samples.file(folder, "findings.json", findings));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "1 file, 2,345 findings: 2,345 processed; 24 update calls",
            "… and 2,145 more on which rules decided; --all shows them",
            "… and 2,325 more that were changed; --all shows them");
  }

  @Test
  void showsAllWhereAsked(@TempDir Path folder) throws IOException {
    String findings =
        IntStream.range(0, 300)
            .mapToObj(at -> Samples.logBucket("f" + at))
            .collect(Collectors.joining(",", "[", "]"));
    String file = Samples.file(folder, "findings.json", findings);
    assertThat(CommandLineRun.of("run", "--all", file).lines())
        .filteredOn(line -> line.endsWith("processed"))
        .hasSize(300);
  }

  @Test
  void coloursOnlyATerminal() {
    var terminal = new Terminal(true, false, false, 100, true);
    assertThat(new Shell().terminal(terminal).run("run", LOG_BUCKET).out())
        .contains("\u001b[32mprocessed\u001b[0m");
    assertThat(CommandLineRun.of("run", LOG_BUCKET).out()).doesNotContain("\u001b");
  }

  @Test
  void fitsTheTerminal() {
    var terminal = new Terminal(true, false, false, 90, false);
    CommandLineRun run = new Shell().terminal(terminal).run("run", Samples.EVENTS.toString());
    assertThat(run.lines().subList(0, 20)).allMatch(line -> line.length() <= 90);
  }

  @Test
  void keepsControlCharactersOfFindingsFromTheTerminal(@TempDir Path folder) throws IOException {
    String finding =
        """
        {"Id": "id", "ProductArn": "%s", "Title": "\\u001b[31mred\\u0007\\nline"}\
        """
            .formatted(Samples.PRODUCT);
    assertThat(CommandLineRun.of("run", Samples.file(folder, "finding.json", finding)).lines())
        .element(1)
        .asString()
        .startsWith(" [31mred  line");
  }
}
