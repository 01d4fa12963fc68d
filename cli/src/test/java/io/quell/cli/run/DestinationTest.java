package io.quell.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.localhub.LocalHub;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where `run` sends updates.
final class DestinationTest {
  private static final String UPDATE = "BatchUpdateFindings";

  @Test
  void sendsUpdatesToTheHubAtTheEndpoint() {
    try (LocalHub hub = LocalHub.start()) {
      hub.seed(Samples.logBucket("a"));
      CommandLineRun run =
          new Shell()
              .input(Samples.logBucket("a"))
              .run("run", "--endpoint-url", hub.endpoint().toString(), "-");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .contains("NEW → SUPPRESSED", "Notes on what was changed", "1 processed");
      assertThat(hub.calls(UPDATE)).isEqualTo(1);
      assertThat(hub.finding("a", Samples.PRODUCT))
          .get()
          .asString()
          .contains("\"Status\":\"SUPPRESSED\"");
    }
  }

  /// What an analyst tries never touches what a deployment has marked, nor the other way round.
  @Test
  void marksAsTheBookThatTheRulesAreSaidToBe() {
    try (LocalHub hub = LocalHub.start()) {
      String endpoint = hub.endpoint().toString();
      hub.seed(Samples.logBucket("a"));
      hub.seed(Samples.logBucket("b"));
      new Shell().input(Samples.logBucket("a")).run("run", "--endpoint-url", endpoint, "-");
      new Shell()
          .input(Samples.logBucket("b"))
          .run("run", "--book", "prod", "--endpoint-url", endpoint, "-");
      assertThat(hub.finding("a", Samples.PRODUCT))
          .get()
          .asString()
          .contains("\"QuellBook\":\"adhoc\"");
      String prods = hub.finding("b", Samples.PRODUCT).orElseThrow();
      assertThat(prods).contains("\"QuellBook\":\"prod\"");
      assertThat(new Shell().rules().input(prods).run("run", "--endpoint-url", endpoint, "-").out())
          .doesNotContain("processed");
      assertThat(
              new Shell()
                  .input(prods)
                  .run("run", "--book", "two words", "--endpoint-url", endpoint, "-")
                  .exitCode())
          .isEqualTo(2);
    }
  }

  /// A file says which findings are meant; what a deployment has marked since the hub knows.
  @Test
  void keepsItsHandsOffWhatABookHasMarkedSinceTheFileWasWritten() {
    try (LocalHub hub = LocalHub.start()) {
      String endpoint = hub.endpoint().toString();
      String file = Samples.logBucket("a");
      hub.seed(file);
      new Shell().input(file).run("run", "--book", "prod", "--endpoint-url", endpoint, "-");
      CommandLineRun byHand = new Shell().input(file).run("run", "--endpoint-url", endpoint, "-");
      assertThat(byHand.out()).contains("everything: the book prod has marked it");
      assertThat(hub.finding("a", Samples.PRODUCT))
          .get()
          .asString()
          .contains("\"QuellBook\":\"prod\"");
    }
  }

  @Test
  void failsWhereTheHubDoesNotKnowTheFinding() {
    try (LocalHub hub = LocalHub.start()) {
      CommandLineRun run =
          new Shell()
              .input(Samples.logBucket("a"))
              .run("run", "--endpoint-url", hub.endpoint().toString(), "-");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).contains("unprocessed", "FindingNotFound", "standard input: finding a");
    }
  }

  @Test
  void usesTheCredentialsOfTheEnvironmentWhereThereAreAny() {
    Map<String, String> environment =
        Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret");
    try (LocalHub hub = LocalHub.start()) {
      hub.seed(Samples.logBucket("a"));
      assertThat(
              new Shell()
                  .environment(environment)
                  .input(Samples.logBucket("a"))
                  .run("run", "--endpoint-url", hub.endpoint().toString(), "-")
                  .exitCode())
          .isZero();
    }
  }

  @Test
  void saysThatNothingListensBeforeItDecides() {
    URI nobody;
    try (LocalHub hub = LocalHub.start()) {
      nobody = hub.endpoint();
    }
    CommandLineRun run =
        CommandLineRun.of("run", "--endpoint-url", nobody.toString(), Samples.EVENTS.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("quell run: nothing answers at " + nobody).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void sendsNothingWhereItObserves() {
    CommandLineRun run =
        CommandLineRun.of("run", "--observe", Samples.event("control-s3-9-log-bucket"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "NEW → SUPPRESSED",
            "observed",
            "Notes that would be written",
            "1 observed; it would take 1 update call");
  }

  @Test
  void observingReadsNothingBack() {
    assertThat(
            CommandLineRun.of("run", "--observe", "--json", Samples.EVENTS.toString())
                .json("decision"))
        .isNotEmpty()
        .noneMatch(decision -> decision.containsKey("held"));
  }
}
