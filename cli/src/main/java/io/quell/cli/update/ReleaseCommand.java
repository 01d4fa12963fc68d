package io.quell.cli.update;

import io.quell.cli.command.CommandContext;
import io.quell.cli.input.InputFile;
import io.quell.cli.options.HubQuery;
import io.quell.cli.terminal.FindingName;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `quell release`: gives findings back to people, as the custom action does, or undoes that.
@Command(
    name = "release",
    sortOptions = false,
    customSynopsis = "@|bold quell release|@ FINDINGS [OPTIONS]",
    header = "Takes back what Quell has set on findings, and keeps its rules away.",
    description =
        "%nWhat the custom action 'Quell: release' does, whichever book has marked the findings."
            + " They are read from the hub first: a file says which they are, not how they are"
            + " now.%n",
    exitCodeList = {
      "0:all findings are released, or were already, or would be",
      "1:something failed: an update did not go through, a finding cannot be read, you said no",
      "2:wrong use, and nothing was sent: an unknown option, more than "
          + Sending.MOST_UNASKED
          + " findings without --yes"
    },
    footer = {
      "  quell release --id ID --product-arn ARN",
      "  quell release --metadata-uid UID --undo    lets the rules apply again",
      "  quell release --filter '{\"UserDefinedFields\": [{\"Key\": \"QuellBook\", \"Value\":"
          + " \"Quell\", \"Comparison\": \"EQUALS\"}]}' --dry-run",
      "                                             all that a book has marked, before its stack is"
          + " deleted"
    })
public final class ReleaseCommand implements Callable<Integer> {
  private final CommandContext context;

  @ArgGroup(validate = false, heading = "%nFindings:%n")
  private FindingOptions findings = new FindingOptions();

  @Option(
      names = "--undo",
      description =
          "Lets the rules apply again: undoes a release, and all that rules do not set again"
              + " because somebody else has changed it.")
  private boolean undo;

  @Mixin private Sending sending = new Sending();

  /// The command, with all that it has from outside.
  public ReleaseCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var targets = new RequestedFindings();
    findings.addNamed(targets);
    findings.requireAny();
    List<InputFile> files = findings.files(context.in());
    Optional<HubQuery> filter = findings.filter(context.in());
    files.forEach(targets::add);
    List<FindingIdentifier> named = targets.forget();
    List<FindingUpdate> updates = new ArrayList<>();
    try (SecurityHub hub = sending.connect(context)) {
      var engine = new RuleEngine(List.of(), context.clock());
      Sending.read(
          hub,
          named.stream().filter(SecurityHub::isReadable).toList(),
          finding -> decide(finding, engine, targets, updates));
      filter.ifPresent(
          present ->
              Sending.read(hub, present, finding -> decide(finding, engine, targets, updates)));
      named.stream()
          .filter(identifier -> !targets.has(identifier))
          .forEach(
              identifier ->
                  targets.fail(
                      "finding %s: %s"
                          .formatted(
                              identifier,
                              SecurityHub.isReadable(identifier)
                                  ? "the hub does not show it"
                                  : "it cannot be read by these parts; name it by its"
                                      + " metadata.uid")));
      String where = sending.where(context, hub);
      if (sending.isDry()) {
        return sending.report(context, said(), targets, updates, where, Map.of());
      }
      sending.requireConsent(context, updates.size(), where, findings.readsStandardInput());
      return sending.report(context, said(), targets, updates, where, hub.apply(updates));
    }
  }

  private void decide(
      Finding finding, RuleEngine engine, RequestedFindings targets, List<FindingUpdate> updates) {
    if (targets.has(finding.identifier())) { // named, and shown by the filter too
      return;
    }
    targets.add(finding);
    Evaluation evaluation = undo ? engine.undoRelease(finding) : engine.release(finding);
    if (!evaluation.update().isEmpty()) {
      updates.add(new FindingUpdate(finding.identifier(), evaluation.update()));
      return;
    }
    if (evaluation.kept().isEmpty()) {
      targets.skip(
          "%s: %s"
              .formatted(
                  FindingName.of(finding),
                  undo ? "there is no release to undo" : "it is released already"));
    } else {
      targets.fail(
          "%s: %s; what is there can be changed with 'quell update'"
              .formatted(FindingName.of(finding), String.join("; ", evaluation.kept())));
    }
  }

  private List<String> said() {
    return List.of(
        undo ? "rules apply again" : "released: what Quell had set, if anything, is given back");
  }
}
