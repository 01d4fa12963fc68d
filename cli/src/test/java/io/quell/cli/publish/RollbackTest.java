package io.quell.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.standin.StandInAws;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.EventReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RollbackTest {
  private static final String ENVIRONMENT = "envRules";
  private static final String PROFILE = "profileRules";

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

  private void deploy(String content, String state) {
    aws.appConfig().deploy(ENVIRONMENT, PROFILE, content, state);
  }

  @ParameterizedTest
  @CsvSource({"COMPLETE,REVERTED", "DEPLOYING,ROLLED_BACK", "BAKING,ROLLED_BACK"})
  void takesTheLastPublicationBack(String state, String after) {
    deploy("good", "COMPLETE");
    deploy("bad", state);
    CommandLineRun run = run("rollback", "--rules", "--yes");

    assertThat(aws.appConfig().states(ENVIRONMENT)).containsExactly("COMPLETE", after);
    assertThat(aws.appConfig().inForce(ENVIRONMENT)).contains("good");
    assertThat(run.out())
        .contains("Deployment 2 of version 2 is %s; before it, version 1".formatted(state))
        .contains("Deployment 2 is %s; in force is version 1 (deployment 1).".formatted(after));
  }

  @Test
  void takesNothingMoreBackAfterAPublicationThatIsTakenBack() {
    deploy("good", "COMPLETE");
    deploy("bad", "COMPLETE");
    run("rollback", "--rules", "--yes");
    assertThat(run("rollback", "--rules", "--yes").out())
        .contains(
            "Deployment 2 of version 2 is REVERTED already; in force is version 1 (deployment 1).");
    assertThat(aws.appConfig().inForce(ENVIRONMENT)).contains("good");
  }

  @Test
  void takesBackWhatIsInForceWhereItsMendingWasStopped() {
    deploy("good", "COMPLETE");
    deploy("bad", "COMPLETE");
    deploy("mended", "ROLLED_BACK");
    CommandLineRun run = run("rollback", "--rules", "--yes");

    assertThat(aws.appConfig().states(ENVIRONMENT))
        .containsExactly("COMPLETE", "REVERTED", "ROLLED_BACK");
    assertThat(aws.appConfig().inForce(ENVIRONMENT)).contains("good");
    assertThat(run.out())
        .contains("Deployment 3 of version 3 is ROLLED_BACK: it is not in force")
        .contains("Deployment 2 of version 2 is COMPLETE; before it, version 1 (deployment 1) was")
        .contains("Deployment 2 is REVERTED; in force is version 1 (deployment 1).");
  }

  @Test
  void takesNothingBackWhereNothingThatWasPublishedIsInForce() {
    deploy("bad", "ROLLED_BACK");
    assertThat(run("rollback", "--rules", "--yes").out())
        .contains("is ROLLED_BACK already; in force is what the functions are packaged with.");
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void saysThatThePackagedRulesRunWhereThereWasNothingBefore() {
    deploy("bad", "DEPLOYING");
    assertThat(run("rollback", "--rules", "--yes").out())
        .contains("what the functions are packaged with");
  }

  @Test
  void saysWhyAppConfigDoesNot() {
    deploy("old", "COMPLETE");
    aws.refuse("StopDeployment", 1, "BadRequestException", "It was complete for over 72 hours");
    CommandLineRun run = aws.run("rollback", "--rules", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("It was complete for over 72 hours");
  }

  @Test
  void saysThatNothingWasPublished() {
    CommandLineRun run = aws.run("rollback", "--rules", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nothing was ever published");
  }

  @Test
  void changesNothingWithoutAYes() {
    deploy("good", "COMPLETE");
    aws.lambda().publish(2, "Active", "book-a");
    aws.lambda().live(2);
    assertThat(aws.run("rollback", "--rules").exitCode()).isEqualTo(2);
    assertThat(run("rollback", "--rules", "--observe").out()).contains("Nothing was changed.");
    assertThat(aws.run("rollback", "--code").exitCode()).isEqualTo(2);
    assertThat(run("rollback", "--code", "--observe").out()).contains("Nothing was changed.");
    assertThat(aws.run("versions", "--prune", "1").exitCode()).isEqualTo(2);
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void turnsTheAliasToTheVersionBefore() {
    aws.lambda().publish(2, "Active", "book-a");
    aws.lambda().publish(5, "Active", "book-a");
    aws.lambda().live(5);
    CommandLineRun run = run("rollback", "--code", "--yes");

    assertThat(aws.lambda().live()).isEqualTo("2");
    assertThat(run.out())
        .contains("*     5  2026-11-05T10:00:00.000+0000  book book-a")
        .contains("Version 2 is in use.");
    run("rollback", "--code", "1", "--yes");
    assertThat(aws.lambda().live()).isEqualTo("1");
    assertThat(run("rollback", "--code", "1", "--yes").out())
        .contains("Version 1 is in use already");
  }

  @Test
  void wakesAVersionThatSleeps() {
    aws.lambda().publish(2, "Active", "book-a");
    aws.lambda().publish(1, "Inactive", "book-a");
    aws.lambda().live(2);
    CommandLineRun run = run("rollback", "--code", "--yes");
    assertThat(run.err()).contains("Version 1 is inactive").contains("version 1 is Pending");
    assertThat(aws.calls()).containsSubsequence("Invoke", "UpdateAlias");
    assertThat(aws.lambda().events())
        .as("one that the function skips, and does not call unreadable")
        .isNotEmpty()
        .allSatisfy(
            event ->
                assertThat(EventReader.event(event).content())
                    .isInstanceOf(Delivery.Skipped.class));
    assertThat(aws.lambda().live()).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          book-b | was deployed for other event patterns or another role (book-a, and not book-b)
                 | does not say which book it was deployed for
          """)
  void refusesAVersionOfAnotherBook(String book, String said) {
    aws.lambda().publish(2, "Active", book == null ? "" : book);
    aws.lambda().live(2);
    CommandLineRun run = aws.run("rollback", "--code", "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(said).contains("Deploy the stack from that revision instead");
    assertThat(aws.changes()).isEmpty();
  }

  @Test
  void refusesAVersionThatThereIsNot() {
    assertThat(aws.run("rollback", "--code", "--yes").err())
        .contains("there is no version before 1");
    assertThat(aws.run("rollback", "--code", "9", "--yes").err()).contains("there is no version 9");
    assertThat(aws.run("rollback", "--yes").exitCode()).isEqualTo(2);
    assertThat(aws.run("rollback", "--rules", "--code", "--yes").exitCode()).isEqualTo(2);
  }

  @Test
  void deletesOldVersionsButTheOneInUse() {
    for (int version = 2; version <= 6; version++) {
      aws.lambda().publish(version, "Active", "book-a");
    }
    aws.lambda().live(2);
    CommandLineRun run = run("versions", "--prune", "2", "--yes");
    assertThat(aws.lambda().versions()).containsExactly(2, 5, 6);
    assertThat(run.out()).contains("3 versions are deleted.");
    assertThat(run("versions", "--prune", "2", "--yes").out()).contains("There is none to delete.");
    assertThat(aws.run("versions", "--prune", "0", "--yes").exitCode()).isEqualTo(2);
  }
}
