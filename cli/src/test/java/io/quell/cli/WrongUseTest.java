package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of wrong use, what is suggested in its place, and the exit code.
final class WrongUseTest {
  private static final String RULES =
      """
      rules:
        - id: log-buckets
          title: Log buckets keep no log
          reason: A bucket that logs to itself grows without end.
          owner: storage
          when: {control: S3.9}
          then: {workflow-status: SUPPRESSED}
      """;

  @TempDir private Path folder;

  /// A run as a shell would make it: variables first, then the arguments. `RULES` is a file of
  /// rules, `WRONG` one that is wrong, `FINDINGS` a file of findings, `EVENTS` a folder of events,
  /// `NOTHING` no file.
  private CommandLineRun run(String line) throws IOException {
    Map<String, String> environment = new HashMap<>();
    List<String> arguments = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      if (arguments.isEmpty() && word.matches("[A-Z_]+=.*")) {
        environment.put(word.replaceFirst("=.*", ""), word.replaceFirst("^[^=]*=", ""));
      } else {
        arguments.add(word);
      }
    }
    return new Shell()
        .environment(environment)
        .run(
            arguments.stream()
                .map(
                    argument ->
                        argument
                            .replace("RULES", folder.resolve("rules.yaml").toString())
                            .replace("WRONG", folder.resolve("wrong.yaml").toString())
                            .replace("FINDINGS", folder.resolve("findings.json").toString())
                            .replace("EVENTS", Samples.EVENTS.toString())
                            .replace("NOTHING", folder.resolve("nothing").toString()))
                .toArray(String[]::new));
  }

  private void files() throws IOException {
    Samples.file(folder, "rules.yaml", RULES);
    Samples.file(folder, "wrong.yaml", RULES.replace("control", "contorl"));
    Samples.file(folder, "findings.json", Samples.logBucket("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          run                                          | PATH is missing: a file with an EventBridge event
          run --nope x                                 | there is no option '--nope'
          run NOTHING                                  | no such file or folder:
          run RULES                                    | rules.yaml' is a file of rules, not of findings; give it by --rules: 'quell run --rules
          explain RULES                                | is a file of rules, not of findings; give it by --rules: 'quell explain --rules
          backtest RULES                               | is a file of rules, not of findings; give it by --rules: 'quell backtest --rules
          update --observe --severity LOW --findings RULES       | is a file of rules, not of findings; 'quell lint
          hub --seed RULES                             | is a file of rules, not of findings; 'quell lint
          run --endpoint-url ftp://x EVENTS         | --endpoint-url: 'ftp://x' is no http or https address such as http://127.0.0.1:8090
          run --endpoint-url nonsense EVENTS        | is no http or https address such as http://127.0.0.1:8090
          run --endpoint-url http: EVENTS           | is no http or https address
          run --endpoint-url                           | --endpoint-url needs a value, URL: sends updates to the hub at this address
          run --aws --endpoint-url http://x EVENTS  | --endpoint-url=URL, --aws are mutually exclusive
          run --aws --observe EVENTS                | --observe, --aws are mutually exclusive
          run --aws --book adhoc EVENTS             | 'adhoc' is no book
          run --book prod EVENTS                    | --book goes with --aws or --endpoint-url
          run --aws --at 2027-07-01 EVENTS          | --at sends nothing: leave --aws or --endpoint-url out
          run --at 2027-07-01 --endpoint-url http://x EVENTS | --at sends nothing
          AWS_REGION=eu-wst-1 run --aws --yes EVENTS      | there is no Region 'eu-wst-1'; did you mean 'eu-west-1'?
          run --obsrve EVENTS                       | there is no option '--obsrve'; did you mean '--observe'?
          run --endpont-url=x EVENTS                | there is no option '--endpont-url'; did you mean '--endpoint-url'?
          run --corpus EVENTS                       | there is no option '--corpus'; 'quell lint' has it
          run --soon 3 EVENTS                       | there is no option '--soon'; 'quell lint' has it
          run --rule a EVENTS                       | there is no option '--rule'; did you mean '--rules'? it is an option of explain, apply, release
          run --format github EVENTS                | --format: 'github' is a format of lint; allowed here is one of text, json
          run --format sarif EVENTS                 | --format: 'sarif' is a format of lint; allowed here is one of text, json
          run --format jsn EVENTS                   | --format: 'jsn' is not known; did you mean 'json'? Allowed is one of text, json
          run --format                                 | --format: the format is missing; allowed is one of text, json
          run --format text --json EVENTS           | --format text and --json: give one of them
          run --rules NOTHING EVENTS                | nothing: there is no such file
          run --rules .. EVENTS                     | .. is a folder, and no file of rules
          run --rules FINDINGS EVENTS               | is a file of findings, not of rules: 'quell run
          run --with-classes EVENTS                 | --with-classes goes with --rules
          hub --port 65536                             | --port: '65536' is no port: give a number from 0 to 65535
          hub --port -1                                | '-1' is no port
          hub --port many                              | --port: 'many' is no port
          hub --fault nonsense                         | 'nonsense' cannot be read. There is no fault 'nonsense'; there are: throttle
          hub --fault throttle=2                       | stands a fraction from 0 to 1, such as 0.1, or a number of times
          hub --fault throttle@GetNothing              | After '@' stands one of: BatchImportFindings, GetFindings
          hub --seed NOTHING                           | no such file or folder:
          hub --collections mrge                       | --collections: 'mrge' is not known; did you mean 'merge'? Allowed is one of replace, merge
          hub --comparisons some                       | --comparisons: 'some' is not known; allowed is one of all, documented
          hub --token-life 0s                          | --token-life: a token lives longer than 0 ms
          hub --lag read=5                             | --lag:
          hub extra                                    | 'extra': the command takes no such argument, only options
          explain                                      | EVENT is missing: a file with an event or findings
          explain --rule x EVENTS                   | --rule: there is no rule 'x'; there are log-buckets, being-removed
          explain --rule log-bucket EVENTS          | there is no rule 'log-bucket'; did you mean 'log-buckets'? There are log-buckets, being-removed
          explain --at tomorrow EVENTS              | --at: 'tomorrow' is neither a day such as 2027-07-01 nor a time with its zone
          explain --at 2027-02-30 EVENTS            | --at: '2027-02-30' is neither a day
          explain --at 2027-07-01T09:00 EVENTS      | --at: '2027-07-01T09:00' is neither a day
          update --id a --product-arn p                | nothing to set: give at least one of --severity, --workflow
          update --severity LOW                        | which findings? Give --id and --product-arn
          update --id a --severity LOW                 | each --id needs a --product-arn, or all of them one: there are 1 of the
          update --product-arn p --severity LOW        | each --id needs a --product-arn
          update --finding-info-uid u --severity LOW   | each --finding-info-uid needs a --cloud-account-uid
          update --observe --findings NOTHING --severity LOW     | no such file or folder:
          update --findings --severity LOW             | --findings needs a value, PATH: the findings in these files and folders
          update --id a --product-arn p --nope         | there is no option '--nope'
          update UPD --stack Quell --severity LOW      | there is no option '--stack'; it is an option of apply, release, publish
          update UPD --severity UGLY                   | --severity: 'UGLY' is not known; allowed is one of INFORMATIONAL, LOW
          update UPD --severity HIHG                   | --severity: 'HIHG' is not known; did you mean 'HIGH'? Allowed is one of
          update UPD --workflow DONE                   | --workflow: 'DONE' is not known; allowed is one of NEW, NOTIFIED, SUPP
          update UPD --workflow SUPRESSED              | --workflow: 'SUPRESSED' is not known; did you mean 'SUPPRESSED'?
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
          apply RULES                                  | apply takes no files: it reads the findings of a hub
          apply --observe                              | which book? Give --book NAME
          apply --book unnamed --observe               | 'unnamed' is no book
          apply --book prod --observe --yes            | --observe sends nothing, so that there is nothing to say --yes to
          apply --book prod                            | nobody can be asked here: add --yes
          apply --book prod --json                     | --json goes with --yes or --observe
          apply --book prod --only asf --observe       | --only: 'asf' is not known; did you mean 'asff'? Allowed is one of asff, ocsf
          apply --book prod --at-most 0 --yes          | --at-most: at least 1, not 0
          apply --book prod --at-most few --yes        | --at-most: 'few' is not a whole number
          apply --book prod --rule log-bucket --yes    | the book has no rule 'log-bucket', and does not say that it is removed; did you mean 'log-buckets'?
          apply --book prod --filter [] --observe      | --filter:
          release --observe                            | which findings? Give --id and --product-arn
          release --all --observe                      | which book? Give --book NAME
          release --all --rule a --book b --observe    | --all and --rule: all that the book has set, or what a rule has?
          release --rule test-dat --book b --observe   | the book has no rule 'test-dat' and does not say that it is removed; did you mean 'test-data'?
          release --rule test-data --book b --observe  | rule 'test-data' is in force and would set again what is given back
          release --stack Quell --observe              | --stack goes with --rule
          history                                      | FINDING is missing: the finding's Id in ASFF
          history a b                                  | 'b' is one argument too many
          probe                                        | give one of --aws | --endpoint-url=URL
          probe --aws --endpoint-url http://x          | mutually exclusive
          probe --aws --wait long                      | --wait: 'long' is no time such as 500ms, 30s or 10m
          probe --aws --settle -1s                     | '-1s' is no time
          probe --aws --wait 5                         | '5' is no time
          lint --observe                               | there is no option '--observe'; it is an option of run, apply
          lint --format xml                            | --format: 'xml' is not known; allowed is one of text, json, sarif, github
          lint --format jsn                            | --format: 'jsn' is not known; did you mean 'json'? Allowed is one of text, json
          lint --fail-on info                          | --fail-on: 'info' is not known; allowed is one of error, warning, note, never
          lint --fail-on warn                          | --fail-on: 'warn' is not known; did you mean 'warning'? Allowed is one of
          lint --soon -1                               | --soon: the end of a rule is near in 0 days or more, not in -1
          lint --soon later                            | --soon: 'later' is not a whole number
          lint --most-share 5%                         | --most-share is about a corpus: give --corpus too
          lint --most-share 101 --corpus EVENTS     | --most-share: '101' is no percentage from 0 to 100, such as 20%
          lint --most-share half --corpus EVENTS    | --most-share: 'half' is no percentage
          lint --corpus NOTHING                        | no such file or folder:
          lint NOTHING                                 | nothing: there is no such file
          lint FINDINGS                                | is a file of findings, not of rules: 'quell run
          lint EVENTS                               | events is a folder, and no file of rules
          lint RULES WRONG                             | each file of rules is a book of its own; run the command once for each
          lint RULES --rules WRONG                     | give the file of rules once
          rules FINDINGS                               | is a file of findings, not of rules: 'quell run
          rules NOTHING                                | nothing: there is no such file
          rules --expiring soon                        | --expiring: 'soon' is no number of days or weeks such as 30d or 4w
          rules --expiring 30d --schema                | --expiring goes with --json and --markdown alone
          rules --examples EVENTS                   | --examples goes with --markdown alone
          rules --format xml                           | --format: 'xml' is not known; allowed is one of text, json, markdown
          lint --format sarif --json                   | --format sarif and --json: give one of them
          lint -                                       | rules are read from a file, not from standard input
          lint --rules=                                | the path of the file of rules is empty
          rules --json --markdown                      | --json, --markdown are mutually exclusive
          rules --format json --markdown               | --json, --markdown are mutually exclusive
          backtest                                     | no findings: name files or folders, or give --aws or --endpoint-url
          backtest --only asff EVENTS               | --filter and --only go with --aws or --endpoint-url
          import                                       | there is no source; there are: automation-rules, findings-manager
          import automation-rule x                     | there is no source 'automation-rule'; did you mean 'quell import automation-rules'?
          import prowler-mutelist FINDINGS             | --owner NAME is missing
          import automation-rules                      | FILE is missing: the file to import
          import automation-rules NOTHING --owner a    | no such file or folder:
          import automation-rules a --expires never    | --expires: 'never' is no day such as 2027-06-30
          publish                                      | FILE is missing: the file of rules, in YAML or JSON
          publish NOTHING                              | nothing: there is no such file
          publish RULES --label 12                     | --label: 1 to 64 letters, digits
          levers --mode obsrve                         | --mode: 'obsrve' is not known; did you mean 'observe'? Allowed is one of normal, observe
          levers --normal --mode observe               | --normal sets all levers: give no other one with it
          levers --suspend a --unsuspend a             | a is to be suspended or not, not both
          levers --suspend Not_An_Id                   | --suspend: 'Not_An_Id' is no id of a rule
          rollback                                     | give one of --rules | --code[=VERSION]
          rollback --code many                         | --code: 'many' is not a whole number
          versions --prune 0                           | --prune: at least the newest version is kept
          redrive --from faild                         | --from: 'faild' is not known; did you mean 'failed'? Allowed is one of undelivered
          drain --wait -1                              | --wait: it waits 0 to 1,440 minutes, not -1
          stop --wait 5                                | there is no option '--wait'; it is an option of probe, drain
          start --redrive                              | there is no option '--redrive'; did you mean '--no-redrive'?
          reconcile --yes                              | --yes needs a value, N: does not ask, and gives back on so many findings at most, such as 5000
          reconcile --yes many                         | --yes: 'many' is not a whole number
          reconcile --yes 0                            | a run gives back on 1 to
          reconcile --daily --weekly                   | --daily, --weekly are mutually exclusive
          AWS_REGION=eu-wst-1 stop                     | there is no Region 'eu-wst-1'; did you mean 'eu-west-1'?
          AWS_REGION=us-est-1 reconcile                | there is no Region 'us-est-1'; did you mean 'us-east-1'?
          AWS_REGION=EU-WEST-1 apply --book b --observe | there is no Region 'EU-WEST-1'; did you mean 'eu-west-1'?
          AWS_REGION=eu-wst-1 probe --aws              | there is no Region 'eu-wst-1'; did you mean 'eu-west-1'?
          frobnicate                                   | quell: there is no command 'frobnicate'; 'quell help' lists them
          frobnicate --help                            | quell: there is no command 'frobnicate'; 'quell help' lists them
          explian                                      | there is no command 'explian'; did you mean 'quell explain'?
          explian EVENTS --help                     | there is no command 'explian'; did you mean 'quell explain'?
          import prowler --help                        | there is no source 'prowler'; did you mean 'quell import prowler-mutelist'?
          help explian                                 | there is no command 'explian'; did you mean 'quell explain'?
          help run it                                  | 'quell run' has no commands of its own: there is no 'it'
          RULES                                        | 'quell lint
          FINDINGS                                     | 'quell run
          --nope                                       | there is no option '--nope'
          """)
  void saysWhatIsWrong(String arguments, String sentence) throws IOException {
    files();
    CommandLineRun run = run(arguments.replace("UPD", "--id a --product-arn p"));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains(sentence)
        .contains("--help' shows what it takes.")
        .doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  /// What is replaced in a right file, and where that is wrong.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rules:            | rulez:                | 1:1  | there is no member 'rulez'; did you mean 'rules'?
          owner: storage    | ownr: storage         | 5:5  | there is no member 'ownr'; did you mean 'owner'?
          control: S3.9     | contorl: S3.9         | 6:12 | there is no field 'contorl'; did you mean 'control'?
          control: S3.9     | Severity: HIGH        | 6:12 | there is no field 'Severity'; did you mean 'severity'?
          control: S3.9     | severity: HIHG        | 6:22 | severity is 'HIHG'; did you mean 'HIGH'? Allowed is
          control: S3.9     | severity: [LOW, UGLY] | 6:28 | severity is 'UGLY'; allowed is INFORMATIONAL, LOW
          control: S3.9     | control: {prefx: S3}  | 6:22 | 'prefx'; did you mean 'prefix'?
          control: S3.9     | control: {list: mine} | 6:28 | there is no list 'mine'; there are none
          workflow-status   | workflow              | 7:12 | there is no field to set 'workflow'; did you mean 'workflow-status'?
          SUPPRESSED        | SUPRESSED             | 7:29 | workflow-status is 'SUPRESSED'; did you mean 'SUPPRESSED'?
          id: log-buckets   | id: Log Buckets       | 2:9  | id is 'Log Buckets'; allowed is
          SUPPRESSED}       | SUPPRESSED            | 8:1  | no valid YAML: while parsing a flow mapping
          """)
  void saysWhereAFileIsWrong(String right, String wrong, String position, String problem)
      throws IOException {
    String file = Samples.file(folder, "wrong.yaml", RULES.replace(right, wrong));
    for (String command :
        List.of(
            "run --rules %s EVENTS",
            "explain --rules %s EVENTS",
            "backtest --rules %s EVENTS",
            "rules %s",
            "publish %s",
            "apply --book b --observe --rules %s",
            "release --rule a --book b --observe --rules %s",
            "levers --suspend a --rules %s",
            "lint --against %s")) {
      CommandLineRun run = run(command.formatted(file));
      assertThat(run.exitCode()).as(command + run.err()).isEqualTo(2);
      assertThat(run.err().lines())
          .as(command)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("%s:%s: error: ".formatted(file, position))
                      .contains(problem))
          .last()
          .asString()
          .isEqualTo(
              "quell %s: nothing was done: the rules have to be right first"
                  .formatted(command.replaceFirst(" .*", "")));
      assertThat(run.out()).as(command).isEmpty();
    }
    CommandLineRun lint = run("lint " + file);
    assertThat(lint.exitCode()).isEqualTo(2);
    assertThat(lint.out()).contains(problem);
  }

  @Test
  void namesEachItemOfAList() throws IOException {
    String file =
        Samples.file(
            folder, "wrong.yaml", RULES.replace("control: S3.9", "severity: [UGLY, HIGH, BAD]"));
    assertThat(run("rules " + file).err())
        .contains(":6:23: error: rule 'log-buckets': severity is 'UGLY'")
        .contains(":6:35: error: rule 'log-buckets': severity is 'BAD'")
        .doesNotContain("'HIGH'");
  }

  @Test
  void cutsLongListsOfWhatIsAllowed() throws IOException {
    String file =
        Samples.file(folder, "wrong.yaml", RULES.replace("control: S3.9", "zzzzzz: S3.9"));
    assertThat(run("rules " + file).err())
        .containsPattern("there is no field 'zzzzzz'; there are .* and \\d+ more\\. ");
  }

  /// What is wrong without being wrong use.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_REGION=eu-west-1 stop     | http://127.0.0.1:1 did not answer DescribeStacks: connection refused; is it running?
          AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_REGION=eu-west-1 versions | connection refused; is it running?
          AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_REGION=eu-west-1 reconcile | connection refused; is it running?
          AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_REGION=nz-new-1 stop      | connection refused; is it running?
          history x --endpoint-url http://127.0.0.1:1                       | nothing answers at http://127.0.0.1:1
          run --endpoint-url http://127.0.0.1:1 FINDINGS                    | nothing answers at http://127.0.0.1:1
          lint --corpus RULES.json                                          | neither an event nor a finding
          """)
  void failsWithOneWhereTheUseWasRight(String arguments, String sentence) throws IOException {
    files();
    Samples.file(folder, "rules.yaml.json", "{}");
    CommandLineRun run = run(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err())
        .contains(sentence)
        .doesNotContain("Exception", "org.", "java.", "shows what it takes");
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
  void refusesAFolderWithoutJson() throws IOException {
    Files.createDirectory(folder.resolve("not.json"));
    CommandLineRun run = CommandLineRun.of("run", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no file in the folder %s ends in .json".formatted(folder));
  }

  @Test
  void showsItsHelpWithoutACommand() {
    CommandLineRun run = CommandLineRun.of();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: quell", "Examples:");
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
