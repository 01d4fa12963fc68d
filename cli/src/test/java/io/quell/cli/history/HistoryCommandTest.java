package io.quell.cli.history;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.HubFindings;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.fault.Fault;
import io.quell.rule.RuleHistory;
import io.quell.testing.SampleFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is told of a finding that Quell, a person and the provider have changed.
final class HistoryCommandTest {
  private final LocalHub hub = LocalHub.start();
  private final HubFindings findings = new HubFindings(hub);

  @AfterEach
  void stop() {
    hub.close();
  }

  private CommandLineRun run(Shell shell, String command, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--endpoint-url", hub.endpoint().toString()));
    arguments.addAll(List.of(options));
    return shell.run(arguments.toArray(String[]::new));
  }

  private CommandLineRun history(String... options) {
    return run(new Shell(), "history", options);
  }

  /// Suppressed by a rule, noted by a person, given back, and taken back by a person.
  private void live(SampleFinding sample, String... naming) {
    findings.hold(sample);
    var quiet = rule("quiet").decides(suppress());
    run(new Shell().rules(quiet), "apply", "--book", "prod", "--yes");
    run(
        new Shell(),
        "update",
        Stream.concat(Stream.of(naming), Stream.of("--severity", "LOW")).toArray(String[]::new));
    var stopped = new RuleHistory(Set.of(), Map.of(), Set.of("quiet"));
    run(new Shell().rules(stopped, quiet), "apply", "--book", "prod", "--yes");
  }

  @Test
  void tellsWhatQuellDidAndWhatOthersDid() {
    live(finding().with("f-1", "Id"), "--id", "f-1", "--product-arn", arn());
    CommandLineRun run = history("f-1");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("workflow status NEW", "What happened")
        .containsSubsequence(
            "Quell (book prod), rules quiet",
            "Workflow.Status: NEW → SUPPRESSED",
            "BATCH_UPDATE_FINDINGS",
            "Severity.Label: MEDIUM → LOW",
            "Quell (book prod), no more of quiet",
            "Workflow.Status: SUPPRESSED → NEW");
  }

  private static String arn() {
    return finding().read().productArn().orElseThrow();
  }

  @Test
  void tellsAReleaseAndWhereItIsUndone() {
    live(finding().with("f-1", "Id"), "--id", "f-1", "--product-arn", arn());
    List<String> naming = List.of("--id", "f-1", "--product-arn", arn());
    run(new Shell(), "release", naming.toArray(String[]::new));
    assertThat(history("f-1").out())
        .contains("a person has released the finding")
        .containsOnlyOnce(", released by a person")
        .doesNotContain("read ruleBook");
    run(
        new Shell(),
        "release",
        Stream.concat(naming.stream(), Stream.of("--undo")).toArray(String[]::new));
    assertThat(history("f-1").out())
        .containsSubsequence(", released by a person", ", a person's release undone");
    assertThat(history("f-1", "--json").json("event"))
        .extracting(line -> line.get("released") + " " + line.get("releaseUndone"))
        .endsWith("true false", "false true");
  }

  @Test
  void tellsItToMachines() {
    live(finding().with("f-1", "Id"), "--id", "f-1", "--product-arn", arn());
    CommandLineRun run = history("f-1", "--json");
    assertThat(run.json("finding"))
        .singleElement()
        .satisfies(line -> assertThat(line.get("workflowStatus")).isEqualTo("NEW"));
    assertThat(run.json("event"))
        .extracting(line -> line.get("byQuell") + " " + line.get("rules") + line.get("rulesGone"))
        .endsWith("true [quiet][]", "false [][]", "true [][quiet]");
  }

  @Test
  void tellsWhatTheMarkHolds() {
    findings.hold(finding().with("f-1", "Id"));
    run(new Shell().rules(rule("quiet").decides(suppress())), "apply", "--book", "prod", "--yes");
    assertThat(history("f-1").out())
        .contains(
            "book prod, rules quiet",
            "workflow status: SUPPRESSED, before Quell NEW",
            "it says: Quell rule quiet: suppressed.",
            "filter its lines by finding = \"f-1\" and read ruleBook");
    run(new Shell(), "update", "--id", "f-1", "--product-arn", arn(), "--workflow", "RESOLVED");
    assertThat(history("f-1").out()).contains("somebody else has changed it since");
  }

  @Test
  void saysThatOcsfHasNone() {
    live(ocsfFinding().with("u-1", "metadata", "uid"), "--metadata-uid", "u-1");
    CommandLineRun run = history("u-1");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Security Hub keeps no history of findings in OCSF");
    assertThat(history("u-1", "--json").json("history")).hasSize(1);
  }

  @Test
  void saysThatAFindingIsNotThereOrThatThereAreTwo() {
    CommandLineRun gone = history("f-1");
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.err()).contains("the hub shows no finding with this Id or metadata.uid: f-1");
    assertThat(gone.err()).doesNotContain("whole ARN");
    assertThat(history("47eaa099-2cb6-416d-86dc-283cf0480ff9").err())
        .contains(
            "In ASFF the Id is the whole ARN, such as"
                + " arn:aws:securityhub:…/finding/47eaa099-2cb6-416d-86dc-283cf0480ff9");
    findings.hold(finding().with("f-1", "Id"));
    findings.hold(
        finding()
            .with("f-1", "Id")
            .with("arn:aws:securityhub:eu-west-1::product/a/b", "ProductArn"));
    CommandLineRun two = history("f-1");
    assertThat(two.exitCode()).isEqualTo(2);
    assertThat(two.err()).contains("2 findings have this Id: add --product-arn");
    assertThat(history("f-1", "--product-arn", arn()).exitCode()).isZero();
    assertThat(history().exitCode()).isEqualTo(2);
    assertThat(history(" ").exitCode()).isEqualTo(2);
  }

  @Test
  void tellsTheMarkAlsoWhereTheHistoryIsRefused() {
    findings.hold(finding().with("f-1", "Id"));
    hub.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.GET_FINDING_HISTORY));
    CommandLineRun run = history("f-1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("the finding has no mark", "What happened cannot be read");
  }
}
