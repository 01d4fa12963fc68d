package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrongUseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run                                          | quell run: Missing required parameter: 'PATH'
          run --nope x                                 | quell run: Unknown option: '--nope'
          run missing.json                             | quell run: no such file or folder: missing.json
          run --endpoint-url ftp://x ../events         | Invalid value for option '--endpoint-url': 'ftp://x' is no http or
          run --endpoint-url nonsense ../events        | is no http or https address such as http://127.0.0.1:8090
          run --endpoint-url http: ../events           | is no http or https address
          run --endpoint-url                           | Missing required parameter for option '--endpoint-url' (URL)
          run --aws --endpoint-url http://x ../events  | --endpoint-url=URL, --aws are mutually exclusive
          run --aws --observe ../events                | --observe, --aws are mutually exclusive
          hub --port 65536                             | '65536' is no port: give a number from 0 to 65535
          hub --port -1                                | '-1' is no port
          hub --port many                              | Invalid value for option '--port': 'many' is no port
          hub --fault nonsense                         | 'nonsense' cannot be read. There is no fault 'nonsense'; there are:
          hub --fault nonsense                         | duplicate-events, ConcurrentUpdateError, DuplicatedFindingIdentifier
          hub --fault throttle=2                       | stands a fraction from 0 to 1, such as 0.1, or a number of times
          hub --fault throttle@GetNothing              | After '@' stands one of: BatchImportFindings, GetFindings
          hub --seed missing                           | no such file or folder: missing
          hub extra                                    | quell hub: Unmatched argument at index 1: 'extra'
          explain                                      | Missing required parameter: 'EVENT'
          explain --rule x ../events                   | no rule has the id 'x'; there are: log-buckets, being-removed
          update --id a --product-arn p                | quell update: nothing to set: give at least one of --severity, --workflow
          update --severity LOW                        | quell update: which findings? Give --id and --product-arn
          update --id a --severity LOW                 | each --id needs a --product-arn, or all of them one: there are 1 of the
          update --product-arn p --severity LOW        | each --id needs a --product-arn
          update --finding-info-uid u --severity LOW   | each --finding-info-uid needs a --cloud-account-uid
          update --findings missing --severity LOW     | no such file or folder: missing
          update --findings --severity LOW             | Expected parameter for option '--findings' but found '--severity'
          update --id a --product-arn p --nope         | Unknown option: '--nope'
          update UPD --severity UGLY                   | --severity: 'UGLY' is not known; allowed is one of INFORMATIONAL, LOW
          update UPD --workflow DONE                   | --workflow: 'DONE' is not known; allowed is one of NEW, NOTIFIED, SUPP
          update UPD --verification-state MAYBE        | --verification-state: 'MAYBE' is not known; allowed is one of UNKNOWN,
          update UPD --severity-id 7                   | --severity-id: '7' is not known; allowed is one of 0 (UNKNOWN), 1 (INF
          update UPD --status-id GONE                  | --status-id: 'GONE' is not known; allowed is one of 0 (UNKNOWN), 1 (NEW
          update UPD --confidence 101                  | --confidence: the confidence is 101; allowed is a number from 0 to 100
          update UPD --confidence many                 | --confidence: 'many' is no whole number; allowed is a number from 0 to
          update UPD --criticality -1                  | --criticality: the criticality is -1; allowed is a number from 0 to 100
          update UPD --normalized-severity 1.5         | --normalized-severity: '1.5' is no whole number
          update UPD --product-severity NaN            | --product-severity: 'NaN' is no number such as 7.5
          update UPD --type Nonsense                   | --type: the type is Nonsense; allowed is namespace/category/classifier
          update UPD --field ticket                    | --field: 'ticket' is not written NAME=VALUE
          update UPD --field ticket=                   | --field: the user-defined field ticket is ''; allowed is 1 to 1024
          update UPD --field a=1 --field a=2           | --field: 'a' is given twice
          update UPD --related id                      | --related: 'id' is not written ID,PRODUCT_ARN
          update UPD --related id,                     | --related: a finding identifier needs a ProductArn that is not blank
          update UPD --note-by ana --severity LOW      | --note-by says who has written the note, and there is no --note
          update UPD --severity LOW --severity-id 2    | --severity and --severity-id set the same thing: give one of them
          update UPD --note x --comment x              | --note and --comment set the same thing
          update UPD --workflow NEW --status-id 1      | --workflow and --status-id set the same thing
          probe                                        | Missing required argument (specify one of these): (--aws | --endpoint-url=URL)
          probe --aws --endpoint-url http://x          | mutually exclusive
          probe --aws --wait long                      | 'long' is no time such as 500ms, 30s or 10m
          probe --aws --settle -1s                     | '-1s' is no time
          probe --aws --wait 5                         | '5' is no time
          run --aws --book adhoc ../events             | 'adhoc' is no book
          lint --format xml                            | Invalid value for option '--format': expected one of
          lint --fail-on info                          | Invalid value for option '--fail-on': expected one of
          lint --soon -1                               | --soon: the end of a rule is near in 0 days or more, not in -1
          lint --most-share 5%                         | --most-share is about a corpus: give --corpus too
          lint --most-share 101 --corpus ../events     | --most-share: '101' is no percentage from 0 to 100, such as 20%
          lint --most-share half --corpus ../events    | --most-share: 'half' is no percentage
          lint --corpus missing                        | no such file or folder: missing
          frobnicate                                   | quell: Unmatched argument at index 0: 'frobnicate'
          """)
  void saysWhatIsWrong(String arguments, String sentence) {
    CommandLineRun run =
        CommandLineRun.of(arguments.replace("UPD", "--id a --product-arn p").split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(sentence)
        .contains("--help' shows what it takes.")
        .doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void refusesNotesThatAreTooLong() {
    CommandLineRun run =
        CommandLineRun.of("update", "--id", "a", "--product-arn", "p", "--note", "x".repeat(513));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "--note: the note is 513 characters long; allowed is 1 to 512 characters that are not"
                + " all blank");
  }

  @Test
  void refusesAFolderWithoutJson(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("not.json"));
    CommandLineRun run = CommandLineRun.of("run", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no file in the folder %s ends in .json".formatted(folder));
  }

  @Test
  void guessesAtMistypedNames() {
    assertThat(CommandLineRun.of("run", "--endpont-url=x", "../events").err())
        .contains("--endpoint-url");
    assertThat(CommandLineRun.of("explian").err()).contains("quell explain");
  }

  @Test
  void showsItsHelpWithoutACommand() {
    CommandLineRun run = CommandLineRun.of();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: quell", "Examples:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "hub",
        "explain",
        "update",
        "probe",
        "apply",
        "release",
        "backtest",
        "history",
        "reconcile",
        "rules",
        "lint"
      })
  void helpIsNoWiderThanEightyCharactersInAPipe(String command) {
    assertThat((command + " --help").strip().split(" "))
        .satisfies(
            arguments ->
                assertThat(CommandLineRun.of(arguments).lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "hub", "explain", "update", "probe"})
  void helpNamesExitCodesAndExamples(String command) {
    CommandLineRun run = CommandLineRun.of(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: quell " + command, "Exit codes:", "Examples:");
  }

  @Test
  void saysItsVersion() {
    CommandLineRun run = CommandLineRun.of("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("quell ");
  }

  @Test
  void showsATraceOnlyWhereAsked() {
    assertThat(CommandLineRun.of("run", "--stacktrace", "missing").err()).contains("\tat ");
  }
}
