package io.quell.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.standin.StandInAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LeversTest {
  private static final String ENVIRONMENT = "envLevers";
  private static final String PROFILE = "profileLevers";

  private final StandInAws aws = StandInAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private CommandLineRun run(String... arguments) {
    CommandLineRun run = aws.run(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  @Test
  void showsThatNoneWereEverPublished() {
    assertThat(run("levers").out())
        .contains("mode normal")
        .contains("no rule suspended")
        .contains("none were ever published");
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void setsOneAndKeepsTheOthers() {
    CommandLineRun first = run("levers", "--mode", "stop-changing", "--yes");
    assertThat(first.out())
        .contains("Version 1 is in force")
        .contains("The functions follow within 90 seconds.");
    assertThat(aws.appConfig().inForce(ENVIRONMENT))
        .contains("{\"mode\":\"stop-changing\",\"suspended\":[]}");

    run("levers", "--suspend", "b", "--suspend", "a", "--yes");
    assertThat(aws.appConfig().inForce(ENVIRONMENT))
        .contains("{\"mode\":\"stop-changing\",\"suspended\":[\"a\",\"b\"]}");

    run("levers", "--unsuspend", "b", "--mode", "normal", "--yes");
    assertThat(aws.appConfig().inForce(ENVIRONMENT))
        .contains("{\"mode\":\"normal\",\"suspended\":[\"a\"]}");
    assertThat(run("levers").out()).contains("suspended: a; version 3, deployment 3");

    run("levers", "--normal", "--yes");
    assertThat(aws.appConfig().inForce(ENVIRONMENT))
        .contains("{\"mode\":\"normal\",\"suspended\":[]}");
  }

  @Test
  void publishesNothingWhereTheyAreSetSoAlready() {
    run("levers", "--mode", "observe", "--yes");
    assertThat(run("levers", "--mode", "observe").out()).contains("They are set so already.");
    assertThat(aws.appConfig().versions(PROFILE)).containsExactly(1);
  }

  @Test
  void readsYamlThatSomebodyElseHasPublished() {
    aws.appConfig().deploy(ENVIRONMENT, PROFILE, "suspended:\n  - x\n", "COMPLETE");
    assertThat(run("levers").out()).contains("mode normal").contains("suspended: x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"mode\": \"off\"}", "[1]", "{\"mode\": ", "{\"speed\": 3}", "suspended: x"})
  void replacesWhatCannotBeReadOnlyAsAWhole(String broken) {
    aws.appConfig().deploy(ENVIRONMENT, PROFILE, broken, "COMPLETE");
    CommandLineRun refused = aws.run("levers", "--mode", "observe", "--yes");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("the levers in force cannot be read")
        .contains("'quell levers --normal' replaces them")
        .contains("levers:1");

    run("levers", "--normal", "--yes");
    assertThat(aws.appConfig().inForce(ENVIRONMENT))
        .contains("{\"mode\":\"normal\",\"suspended\":[]}");
  }

  @Test
  void saysThatSomebodyElseHasPublishedMeanwhile() {
    aws.refuse(
        "CreateHostedConfigurationVersion", 1, "ConflictException", "The latest version is 3");
    CommandLineRun run = aws.run("levers", "--mode", "observe", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("somebody else has published at the same time");
  }

  @Test
  void waitsForNobodyElsesDeployment() {
    aws.appConfig().deploy(ENVIRONMENT, PROFILE, "{}", "DEPLOYING");
    assertThat(aws.run("levers", "--mode", "observe", "--yes").err())
        .contains("deployment 1 of version 1 is under way");
    assertThat(run("levers").out()).contains("Deployment 1 of version 1 is under way: DEPLOYING");
  }

  @Test
  void warnsOfAnIdThatTheBuiltRulesDoNotHave() {
    assertThat(run("levers", "--suspend", "nobody", "--yes").err())
        .contains("have no rule nobody")
        .contains("--rules FILE checks the id");
  }

  @Test
  void refusesAnIdThatTheGivenRulesDoNotHave(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rules.yaml"),
            """
            rules:
              - id: known
                title: A rule
                reason: It is known.
                owner: somebody
                expires: 2027-06-30
                when: {control: S3.9}
                then: {severity: LOW}
            """);
    CommandLineRun run =
        aws.run("levers", "--suspend", "unknown", "--rules", file.toString(), "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("has no rule unknown: nothing was changed");
    assertThat(aws.calls()).isEmpty();
    run("levers", "--suspend", "known", "--rules", file.toString(), "--yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --mode off                 | 'off' is not known; allowed is one of normal, observe, stop-changing
          --normal --suspend a       | --normal sets all levers
          --suspend a --unsuspend a  | a is to be suspended or not, not both
          --mode observe             | add --yes
          --suspend A_b --yes        | 'A_b' is no id of a rule: lower-case words
          """)
  void refusesWhatMakesNoSense(String arguments, String said) {
    CommandLineRun run = aws.run(("levers " + arguments).split(" +", -1));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(said);
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void saysThatTheStackHasNoLevers() {
    aws.cloudFormation().outputs().remove("LeversProfile");
    assertThat(aws.run("levers").err()).contains("has no output LeversProfileOutput");
  }
}
