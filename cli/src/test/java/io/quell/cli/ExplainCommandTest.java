package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun.Shell;
import io.quell.rules.RuleBook;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExplainCommandTest {
  private static final String OTHER_BUCKET = Samples.event("control-s3-9-other-bucket");

  @Test
  void explainsEveryRule() {
    CommandLineRun run = CommandLineRun.of("explain", OTHER_BUCKET);
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(2 + RuleBook.packaged().rules().size());
    assertThat(run.out()).contains("S3.9 acme-checkout-invoices");
  }

  @Test
  void namesTheFirstCriterionThatFailedAndWhatItSaw() {
    assertThat(CommandLineRun.of("explain", "--rule", "s3-9-log-buckets", OTHER_BUCKET).lines()).last().asString()
        .isEqualTo("  s3-9-log-buckets: resource tag purpose is access-logs, but saw invoices");
  }

  @Test
  void saysThatARuleMatched() {
    assertThat(CommandLineRun.of("explain", Samples.event("control-s3-9-log-bucket")).lines())
        .contains("  s3-9-log-buckets: matched");
  }

  @Test
  void printsJsonLines() {
    CommandLineRun run = CommandLineRun.of("explain", "--json", "--rule", "s3-9-log-buckets", OTHER_BUCKET);
    Map<?, ?> line = run.json().getFirst();
    assertThat(line.get("rule")).isEqualTo("s3-9-log-buckets");
    assertThat(line.get("matched")).isEqualTo(false);
    assertThat(line.get("criterion")).isEqualTo("resource tag purpose is access-logs");
    assertThat(line.get("seen")).isEqualTo(List.of("invoices"));
  }

  @Test
  void saysThatNoRuleIsAskedWhereAPersonReleases() {
    String event = Samples.eventOf(Samples.logBucket("a")).replace("\"detail\"",
        "\"resources\": [\"arn:aws:securityhub:eu-west-1:444455556666:action/custom/QuellRelease\"], \"detail\"");
    CommandLineRun run = new Shell().input(event).run("explain", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(
        "standard input: skipped: a person releases these findings, and no rule is asked%n".formatted());
  }

  @Test
  void failsWhereAFileCannotBeRead() {
    CommandLineRun run = new Shell().input("nonsense").run("explain", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("standard input: unreadable: no valid JSON");
  }
}
