package io.quell.cli.update;

import io.quell.cli.changes.AuditLog;
import io.quell.cli.command.CommandContext;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.Spools;
import io.quell.cli.options.HubQuery;
import io.quell.cli.options.LazyHub;
import io.quell.cli.terminal.Text;
import io.quell.cli.update.UpdatePass.Way;
import io.quell.update.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
    List<RequestedFinding> named = findings.named();
    findings.requireAny();
    boolean isInputRead = findings.readsStandardInput();
    if (sending.isReal() && !sending.asksNever()) {
      sending.requireSomebodyToAsk(context, "nobody can be asked here", isInputRead);
    }
    List<InputFile> files = findings.files(context.in());
    Optional<HubQuery> filter = findings.filter(context.in());
    try (var hub = new LazyHub(() -> sending.connect(context));
        var spools = new Spools()) {
      if (!sending.isDry()) {
        hub.get(); // so that it is known at once where nothing answers
      }
      // To be shown they are read once, and otherwise once before anything is sent.
      List<InputFile> all =
          new ArrayList<>(sending.isDry() ? files : files.stream().map(spools::keeping).toList());
      filter.ifPresent(present -> all.add(found(spools, hub, present)));
      if (sending.isDry()) {
        UpdateReport report = sending.report(context, requested.lines());
        return tell(report, pass(requested, Way.SHOW, hub, report).over(named, all), hub);
      }
      UpdateReport preview = new TextUpdateReport(context.text(), false, requested.lines());
      Way first = sending.isReal() && !sending.asksNever() ? Way.PREVIEW : Way.CHECK;
      UpdateCounts counts = pass(requested, first, hub, preview).over(named, all);
      boolean asks = sending.asks(counts.notSentFindings());
      if (asks) {
        sending.requireSomebodyToAsk(
            context,
            "%s would change in %s"
                .formatted(
                    Text.counted(counts.notSentFindings(), "finding"),
                    sending.where(context, hub.get())),
            isInputRead);
        tell(preview, counts, hub);
        sending.requireConsent(context, counts, sending.where(context, hub.get()), isInputRead);
      }
      UpdateReport report =
          asks ? sending.totals(context) : sending.report(context, requested.lines());
      try (AuditLog log = sending.log(context)) {
        var pass = new UpdatePass(context, requested, Way.SEND, hub::get, log, report);
        return tell(report, pass.over(named, all), hub);
      }
    }
  }

  /// What is changed on the findings may change which ones a filter finds, so that all are read
  /// before.
  private static InputFile found(Spools spools, LazyHub hub, HubQuery filter) {
    return spools.found("what the filter finds", taker -> Sending.read(hub.get(), filter, taker));
  }

  private UpdatePass pass(RequestedUpdate requested, Way way, LazyHub hub, UpdateReport report) {
    return new UpdatePass(context, requested, way, hub::get, AuditLog.NONE, report);
  }

  /// Tells what there is at the end.
  ///
  /// @return the exit code
  private int tell(UpdateReport report, UpdateCounts counts, LazyHub hub) {
    report.finish(counts, hub.isConnected() ? sending.where(context, hub.get()) : "a hub");
    context.out().flush();
    return counts.hasFailed() ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
