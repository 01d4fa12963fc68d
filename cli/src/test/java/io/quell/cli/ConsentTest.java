package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun.Shell;
import io.quell.localhub.api.HubOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever changes a real hub shows how much first, and asks.
final class ConsentTest {
  private static final int MANY = 150;

  @TempDir private Path folder;
  private final AwsHub aws = new AwsHub();
  private String file = "";

  @BeforeEach
  void seed() throws IOException {
    IntStream.range(0, MANY).forEach(at -> aws.hub().seed(Samples.logBucket("f" + at)));
    file = Samples.file(folder, "findings.json", findings());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private static String findings() {
    return IntStream.range(0, MANY)
        .mapToObj(at -> Samples.logBucket("f" + at))
        .collect(Collectors.joining(",", "{\"Findings\": [", "]}"));
  }

  private int calls() {
    return aws.hub().calls(HubOperation.BATCH_UPDATE_FINDINGS);
  }

  private CommandLineRun ask(String answer, String... arguments) {
    return new Shell().terminal(AwsHub.ASKED).in(folder).input(answer).run(arguments);
  }

  @Test
  void showsWhatARunWouldChangeBeforeItAsks() {
    CommandLineRun run = ask("y\n", "run", "--aws", file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .startsWith("150 findings would change in AWS, Region eu-west-1, by 2 update calls. Go on?")
        .contains("logged in quell-changes.jsonl: 150 lines");
    assertThat(run.out())
        .contains(
            "log-buckets      150         150",
            "150 observed; it would take 2 update calls",
            "150 findings: 150 processed");
    assertThat(calls()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --aws FILE", "update --severity LOW --findings FILE"})
  void changesNothingWithoutAYes(String command) {
    CommandLineRun run = ask("n\n", command.replace("FILE", file).split(" "));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nothing was sent");
    assertThat(calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --aws FILE",
        "run --aws -",
        "run --endpoint-url https://securityhub.eu-west-1.amazonaws.com FILE",
        "update --severity LOW --findings FILE",
        "update --severity LOW --findings -",
        "update --severity LOW --id f1 --product-arn "
            + "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
        "release --id f1 --product-arn arn:aws:securityhub:eu-west-1::product/aws/securityhub",
        "release --undo --findings FILE",
        "update --aws --json --severity LOW --findings FILE"
      })
  void needsAYesWhereNobodyCanBeAsked(String command) {
    CommandLineRun run =
        new Shell().in(folder).input(findings()).run(command.replace("FILE", file).split(" "));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("--yes");
    assertThat(run.out()).isEmpty();
    assertThat(calls()).isZero();
  }

  /// Standard input is what is read, so that no answer can be.
  @ParameterizedTest
  @ValueSource(strings = {"run --aws -", "update --severity LOW --findings -"})
  void needsAYesForStandardInputAlsoAtAConsole(String command) {
    CommandLineRun run = ask(findings(), command.split(" "));
    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
    assertThat(run.err()).contains("--yes");
    assertThat(calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --aws --yes FILE",
        "run --aws --yes -",
        "update --yes --severity LOW --findings FILE",
        "update --yes --severity LOW --findings -",
        "update --yes --severity LOW --filter {}"
      })
  void doesNotAskWhereTheAnswerIsGiven(String command) {
    CommandLineRun run =
        new Shell().in(folder).input(findings()).run(command.replace("FILE", file).split(" "));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("150 processed");
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void asksBeforeItReleasesASingleFinding() {
    ask("", "run", "--aws", "--yes", file);
    int before = calls();
    String[] release = {
      "release",
      "--id",
      "f1",
      "--product-arn",
      "arn:aws:securityhub:eu-west-1::product/aws/securityhub"
    };

    CommandLineRun refused = ask("n\n", release);
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
    assertThat(refused.err())
        .contains("1 finding would change in AWS, Region eu-west-1", "nothing was sent");
    assertThat(calls()).isEqualTo(before);

    CommandLineRun agreed = ask("y\n", release);
    assertThat(agreed.exitCode()).as(agreed.err()).isZero();
    assertThat(calls()).isEqualTo(before + 1);
  }

  /// One that is here is there to try things.
  @Test
  void doesNotAskForAHubOnThisMachine() {
    CommandLineRun run =
        new Shell().run("run", "--endpoint-url", aws.hub().endpoint().toString(), file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(calls()).isEqualTo(2);
  }

  @Test
  void asksNothingWhereNothingWouldChange() {
    ask("", "run", "--aws", "--yes", file);
    CommandLineRun again = ask("", "run", "--aws", file);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).contains("150 unchanged");
  }

  /// Before the first finding is changed, all of them are checked.
  @Test
  void sendsNothingWhereTheLastFindingCannotBeChangedLikeThat() {
    CommandLineRun run =
        new Shell()
            .in(folder)
            .input(findings() + Samples.ocsfLogBucket("o"))
            .run("update", "--yes", "--confidence", "7", "--findings", "-");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("findings in OCSF have no such field");
    assertThat(calls()).isZero();
    assertThat(Files.exists(folder.resolve("quell-changes.jsonl"))).isFalse();
  }
}
