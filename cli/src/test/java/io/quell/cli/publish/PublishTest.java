package io.quell.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.Samples;
import io.quell.cli.standin.StandInAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishTest {
  private static final String RULES =
      """
      rules:
        - id: s3-9-log-buckets
          title: Log buckets keep no access log of their own
          reason: A bucket that logs to itself grows without end.
          owner: platform-security
          expires: 2027-06-30
          when: {control: S3.9, resource-tag: {purpose: access-logs}}
          unless: {severity: CRITICAL}
          then: {workflow-status: SUPPRESSED}
      """;
  private static final String ENVIRONMENT = "envRules";
  private static final String PROFILE = "profileRules";

  private final StandInAws aws = StandInAws.start();

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("rules.yaml"), RULES);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private CommandLineRun publish(String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "publish";
    arguments[1] = file.toString();
    arguments[2] = "--alone";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return aws.run(arguments);
  }

  @Test
  void publishesAndWaitsUntilItIsInForce() {
    CommandLineRun run = publish("--yes");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(aws.appConfig().inForce(ENVIRONMENT)).contains(RULES);
    assertThat(run.out())
        .contains("1 rules, for the stack Quell")
        .contains("nothing was published yet")
        .contains("Version 1 is being deployed, deployment 1.")
        .contains("Version 1 is in force (deployment 1).");
    assertThat(run.err())
        .contains("deployment 1: DEPLOYING, 50 %")
        .contains("deployment 1: BAKING");
  }

  @Test
  void doesNothingWhereTheFileIsInForceAlready() {
    publish("--yes");
    CommandLineRun again = publish("--yes");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("is in force already: version 1, deployment 1");
    assertThat(aws.appConfig().versions(PROFILE)).containsExactly(1);
  }

  @Test
  void publishesNothingWhoseExamplesDoNotHold() throws IOException {
    Files.writeString(file, RULES + "    examples: {matches: [{control: S3.9}, bucket.json]}\n");
    CommandLineRun missing = publish("--yes");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err())
        .startsWith(file + ":10:43: error: rule 's3-9-log-buckets': the example 'bucket.json'");

    Files.writeString(folder.resolve("bucket.json"), Samples.logBucket("a"));
    CommandLineRun failed = publish("--yes");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .contains(file + ":10:26: error: s3-9-log-buckets: it should match this example")
        .contains("resource tag purpose is access-logs, but the finding has nothing there");
    assertThat(aws.changes()).isEmpty();

    Files.writeString(file, RULES + "    examples: {matches: bucket.json}\n");
    assertThat(publish("--yes").exitCode()).isZero();
  }

  @Test
  void saysWhichAlarmHasTakenItBack() {
    aws.appConfig().deploy(ENVIRONMENT, PROFILE, "rules: []", "COMPLETE");
    aws.appConfig().course("DEPLOYING", "ROLLING_BACK", "ROLLED_BACK");
    CommandLineRun run = publish("--yes");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("deployment 2 of version 2 is ROLLED_BACK: what was in force before")
        .contains("ROLLBACK_STARTED by CLOUDWATCH_ALARM: Rollback initiated by alarm RefusedRules");
    assertThat(aws.appConfig().inForce(ENVIRONMENT)).contains("rules: []");
  }

  @Test
  void deletesTheVersionThatTheValidatorRefuses() {
    aws.appConfig().validate(_ -> Optional.of("rules.yaml:7: the file needs a newer Quell"));
    CommandLineRun run = publish("--yes");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("version 1 is not deployed")
        .contains("rules.yaml:7: the file needs a newer Quell")
        .contains("version 1 is deleted again; what was in force stays");
    assertThat(aws.appConfig().versions(PROFILE)).isEmpty();
  }

  @Test
  void namesTheVersionThatItCouldNotDelete() {
    aws.appConfig().validate(_ -> Optional.of("no"));
    aws.refuse("DeleteHostedConfigurationVersion", 1, "AccessDeniedException", "not authorized");
    CommandLineRun run = publish("--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("version 1 is left, and harms nothing")
        .contains("appconfig:DeleteHostedConfigurationVersion");
  }

  @Test
  void waitsForNobodyElsesDeployment() {
    aws.appConfig().deploy(ENVIRONMENT, PROFILE, "rules: []", "DEPLOYING");
    CommandLineRun run = publish("--yes");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("deployment 1 of version 1 is under way (DEPLOYING, 50 %)")
        .contains("quell rollback --rules");
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void deletesTheVersionWhereSomebodyElseWasFaster() {
    aws.refuse("StartDeployment", 1, "ConflictException", "Deployment number 4 is in progress");
    CommandLineRun run = publish("--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("another deployment is under way, so that version 1 is not deployed")
        .contains("Deployment number 4 is in progress")
        .contains("version 1 is deleted again");
    assertThat(aws.appConfig().versions(PROFILE)).isEmpty();
  }

  @Test
  void followsItsOwnDeploymentWhereTheAnswerWasLost() {
    aws.appConfig().deploy(ENVIRONMENT, PROFILE, "rules: []", "COMPLETE");
    aws.lose("StartDeployment");
    CommandLineRun run = publish("--yes");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Version 2 is being deployed, deployment 2.")
        .contains("Version 2 is in force (deployment 2).");
    assertThat(aws.calls()).filteredOn("StartDeployment"::equals).hasSize(2);
    assertThat(aws.appConfig().inForce(ENVIRONMENT)).contains(RULES);
    assertThat(aws.appConfig().versions(PROFILE)).containsExactly(1, 2);
  }

  @Test
  void ofTwoAtOnceOneIsInForceAndTheOtherIsToldSo() {
    aws.appConfig().course("DEPLOYING", "DEPLOYING", "BAKING", "COMPLETE");
    CompletableFuture<CommandLineRun> other = CompletableFuture.supplyAsync(() -> publish("--yes"));
    CommandLineRun one = publish("--yes");
    CommandLineRun two = other.join();

    assertThat(one.exitCode() + two.exitCode()).isLessThanOrEqualTo(1);
    assertThat(aws.appConfig().states(ENVIRONMENT)).containsExactly("COMPLETE");
    assertThat(one.err() + two.err() + one.out() + two.out())
        .containsAnyOf("is under way", "is in force already");
  }

  @Test
  void readsTheFileBeforeAnythingIsSent() throws IOException {
    Files.writeString(file, RULES.replace("title:", "titel:"));
    CommandLineRun run = publish("--yes");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("titel");
    assertThat(aws.calls()).isEmpty();

    Files.delete(file);
    CommandLineRun missing = publish("--yes");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("rules.yaml");
  }

  @Test
  void refusesWhatLintProvesWrong() throws IOException {
    Files.writeString(
        file,
        RULES.replace(
            "when: {control: S3.9,", "when: {control: S3.9, title: {prefix: a}, severity: LOW,"));
    Files.writeString(
        file,
        Files.readString(file).replace("unless: {severity: CRITICAL}", "unless: {severity: LOW}"));
    CommandLineRun run = publish("--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("s3-9-log-buckets");
    assertThat(aws.calls()).isEmpty();
  }

  @Test
  void refusesAStackThatWouldNotReadIt() {
    aws.cloudFormation().outputs().put("Rules", "packaged");
    CommandLineRun run = publish("--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("run the rules that they are packaged with");
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void namesTheVersionAsItIsTold() {
    assertThat(publish("--label", "2026-12-01.1", "--yes").exitCode()).isZero();
    assertThat(aws.appConfig().labels()).containsExactly("2026-12-01.1");
    CommandLineRun wrong = publish("--label", "12", "--yes");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--label").contains("not '12'");
  }

  @Test
  void refusesExamplesWhereTheyWouldBeEnforced() throws IOException {
    Files.writeString(file, "examples: true\n" + RULES);
    CommandLineRun run = publish("--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("take out 'examples: true'");
    assertThat(aws.changes()).isEmpty();

    aws.cloudFormation().outputs().put("Mode", "observe");
    assertThat(publish("--yes").exitCode()).isZero();
  }

  @Test
  void asksAndObserves() {
    assertThat(publish("--observe").out()).contains("Nothing was changed.");
    assertThat(publish().exitCode()).isEqualTo(2);
    assertThat(aws.answering("n", "publish", file.toString(), "--alone").exitCode()).isEqualTo(1);
    assertThat(aws.changes()).isEmpty();
    assertThat(aws.answering("yes", "publish", file.toString(), "--alone").exitCode()).isZero();
  }

  @Test
  void saysWhereTheDeployedQuellIsAnother() {
    assertThat(publish("--observe").out())
        .contains("The stack has Quell 1.0.0")
        .contains("the stack's validator refuses what only this one knows");
  }

  @Test
  void endsAtOnceWhereNobodyWaits() {
    CommandLineRun run = publish("--yes", "--no-wait");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("the deployment 1 goes on without this command");
    assertThat(aws.calls()).doesNotContain("GetDeployment");
  }
}
