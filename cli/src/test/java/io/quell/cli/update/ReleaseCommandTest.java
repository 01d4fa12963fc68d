package io.quell.cli.update;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.finding.WorkflowStatus;
import io.quell.localhub.LocalHub;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.testing.SampleFinding;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a person takes back from the command line, on a real hub.
final class ReleaseCommandTest {
  private static final RuleEngine PROD =
      new RuleEngine(
          List.of(rule("quiet").decides(suppress())),
          RuleHistory.NONE,
          "test",
          BookSettings.of("prod", Set.of()),
          Clock.systemUTC());

  private final LocalHub hub = LocalHub.start();

  @AfterEach
  void stop() {
    hub.close();
  }

  static Stream<SampleFinding> bothFormats() {
    return Stream.of(finding(), ocsfFinding());
  }

  private SampleFinding suppressed(SampleFinding fresh) {
    SampleFinding suppressed = fresh.after(PROD.evaluate(fresh.read()).update());
    held(suppressed);
    return suppressed;
  }

  private void held(SampleFinding sample) {
    String json = Json.write(sample.read().json());
    switch (sample.read().format()) {
      case ASFF -> hub.seed(json);
      case OCSF -> hub.importOcsf(json);
    }
  }

  private Finding now(SampleFinding sample) throws UnreadableException {
    return Finding.read(
        Json.read(
            switch (sample.read().identifier()) {
              case FindingIdentifier.Asff(var id, var productArn) ->
                  hub.finding(id, productArn).orElseThrow();
              case FindingIdentifier.MetadataUid(var uid) -> hub.ocsfFinding(uid).orElseThrow();
              case FindingIdentifier.OcsfParts parts ->
                  throw new IllegalArgumentException("not used here: " + parts);
            }));
  }

  private static List<String> naming(SampleFinding sample) {
    return switch (sample.read().identifier()) {
      case FindingIdentifier.Asff(var id, var productArn) ->
          List.of("--id", id, "--product-arn", productArn);
      case FindingIdentifier.MetadataUid(var uid) -> List.of("--metadata-uid", uid);
      case FindingIdentifier.OcsfParts parts ->
          throw new IllegalArgumentException("not used here: " + parts);
    };
  }

  private CommandLineRun release(List<String> naming, String... options) {
    return release(new Shell(), naming, options);
  }

  private CommandLineRun release(Shell shell, List<String> naming, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("release", "--endpoint-url", hub.endpoint().toString()));
    arguments.addAll(naming);
    arguments.addAll(Arrays.asList(options));
    return shell.run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("bothFormats")
  void givesBackAndKeepsTheRulesAwayUntilThatIsUndone(SampleFinding fresh)
      throws UnreadableException {
    SampleFinding sample = suppressed(fresh);

    CommandLineRun run = release(naming(sample));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("SUPPRESSED → NEW", "1 finding: 1 processed");
    assertThat(now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
    assertThat(PROD.evaluate(now(sample)).update().isEmpty()).isTrue();
    assertThat(release(naming(sample)).out()).contains("it is released already");

    assertThat(release(naming(sample), "--undo").exitCode()).isZero();
    assertThat(PROD.evaluate(now(sample)).update().workflowStatus())
        .hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(release(naming(sample), "--undo").out()).contains("there is no release to undo");
  }

  /// A file says which findings are meant; how they are the hub knows.
  @ParameterizedTest
  @MethodSource("bothFormats")
  void readsFindingsOfAFileAnew(SampleFinding fresh) throws UnreadableException {
    SampleFinding sample = suppressed(fresh);
    CommandLineRun run =
        release(new Shell().input(Json.write(fresh.read().json())), List.of("--findings", "-"));
    assertThat(run.out()).contains("SUPPRESSED → NEW");
    assertThat(now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  @Test
  void releasesWhatAFilterShows() throws UnreadableException {
    SampleFinding sample = suppressed(finding());
    List<String> filter =
        List.of(
            "--filter",
            "{\"UserDefinedFields\": [{\"Key\": \"QuellBook\", \"Value\": \"prod\","
                + " \"Comparison\": \"EQUALS\"}]}");
    assertThat(release(filter, "--dry-run").out()).contains("Would be sent", "SUPPRESSED → NEW");
    assertThat(now(sample).workflowStatus()).hasValue(WorkflowStatus.SUPPRESSED);
    assertThat(release(filter).exitCode()).isZero();
    assertThat(now(sample).workflowStatus()).hasValue(WorkflowStatus.NEW);
  }

  @Test
  void saysWhatItCannotRelease() {
    CommandLineRun gone = release(List.of("--id", "gone", "--product-arn", "arn:p"));
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.out()).contains("finding gone: the hub does not show it");
    SampleFinding noted = ocsfFinding().comment("Ask Ann first.");
    held(noted);
    CommandLineRun foreign = release(naming(noted));
    assertThat(foreign.exitCode()).isEqualTo(1);
    assertThat(foreign.out())
        .contains("a comment that somebody else wrote", "can be changed with 'quell update'");
    assertThat(release(List.of()).exitCode()).isEqualTo(2);
  }

  @Test
  void asksBeforeItReleasesMany() {
    for (int at = 0; at <= 100; at++) {
      suppressed(finding().with("f-" + at, "Id"));
    }
    List<String> all =
        List.of(
            "--filter",
            "{\"WorkflowStatus\": [{\"Value\": \"SUPPRESSED\", \"Comparison\":" + " \"EQUALS\"}]}");
    CommandLineRun run = release(all);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("101 findings would change", "--yes");
    assertThat(release(all, "--yes").out()).contains("101 findings: 101 processed");
  }
}
