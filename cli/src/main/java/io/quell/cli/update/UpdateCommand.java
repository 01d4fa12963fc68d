package io.quell.cli.update;

import io.quell.cli.command.CommandContext;
import io.quell.cli.input.InputFile;
import io.quell.cli.options.HubQuery;
import io.quell.finding.FindingIdentifier;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.update.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Sets fields on findings, as the two update operations do, for people.
@Command(
    name = "update",
    sortOptions = false,
    customSynopsis = "@|bold quell update|@ FINDINGS FIELDS [OPTIONS]",
    header = "Sets fields on findings, in AWS or in another hub.",
    description =
        "%nWhat BatchUpdateFindings and BatchUpdateFindingsV2 do, for any number of findings:"
            + " values are checked before anything is sent, equal updates share calls of "
            + Limits.MOST_FINDINGS_A_CALL
            + " findings, calls stay within the quota, and what may go through later is tried"
            + " again.%n",
    exitCodeList = {
      "0:all findings are updated, or would be",
      "1:something failed: an update did not go through, a file cannot be read, you said no"
    },
    footer = {
      "  quell update --id ID --product-arn ARN --severity LOW --workflow RESOLVED --note \"Known"
          + " issue\"",
      "  quell update --metadata-uid UID --status-id SUPPRESSED --comment \"Known issue\"",
      "  quell update --findings findings.json --field ticket=OPS-17 --observe",
      "  quell update --filter '{\"ComplianceSecurityControlId\":[{\"Value\":\"S3.9\","
          + "\"Comparison\":\"EQUALS\"}]}' --workflow SUPPRESSED --note \"Accepted until 2027\"",
      "  quell update --endpoint-url http://127.0.0.1:8090 --findings events/ --severity HIGH"
    })
public final class UpdateCommand implements Callable<Integer> {
  private final CommandContext context;

  @ArgGroup(validate = false, heading = "%nFindings:%n")
  private FindingOptions findings = new FindingOptions();

  private final FieldOptions fields = new FieldOptions();

  @Mixin private Sending sending = new Sending();

  private UpdateCommand(CommandContext context) {
    this.context = context;
  }

  /// The command, with all that it has from outside.
  public static CommandLine commandLine(CommandContext context) {
    var command = new UpdateCommand(context);
    var commandLine = new CommandLine(command);
    commandLine.getCommandSpec().addArgGroup(command.fields.section());
    return commandLine;
  }

  @Override
  public Integer call() {
    RequestedUpdate requested = fields.requestedUpdate();
    var targets = new RequestedFindings();
    findings.addNamed(targets);
    findings.requireAny();
    List<InputFile> files = findings.files(context.in());
    Optional<HubQuery> filter = findings.filter(context.in());
    files.forEach(targets::add);
    boolean needsThemRead = requested.isAddedToWhatIsThere() && !targets.unread().isEmpty();
    if (sending.isDry() && filter.isEmpty() && !needsThemRead) {
      return report(requested, targets, updates(requested, targets), "a hub", Map.of());
    }
    updates(requested, targets); // what is wrong with them is said before anything is asked
    try (SecurityHub hub = sending.connect(context)) {
      filter.ifPresent(present -> Sending.read(hub, present, targets::add));
      if (needsThemRead) {
        Sending.read(hub, targets.unread(), targets::add);
        targets.leaveOutUnread();
      }
      List<FindingUpdate> updates = updates(requested, targets);
      String where = sending.where(context, hub);
      if (sending.isDry()) {
        return report(requested, targets, updates, where, Map.of());
      }
      sending.requireConsent(context, updates.size(), where, findings.readsStandardInput());
      return report(
          requested, targets, updates, where, sending.send(context, hub, targets, updates));
    }
  }

  private static List<FindingUpdate> updates(RequestedUpdate requested, RequestedFindings targets) {
    return targets.all().stream().map(requested::on).toList();
  }

  private int report(
      RequestedUpdate requested,
      RequestedFindings targets,
      List<FindingUpdate> updates,
      String where,
      Map<FindingIdentifier, UpdateResult> answers) {
    return sending.report(context, requested.lines(), targets, updates, where, answers);
  }
}
