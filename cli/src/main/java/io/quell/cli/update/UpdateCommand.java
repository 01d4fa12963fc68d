package io.quell.cli.update;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Consent;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.options.HubConnection;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.UnreadableException;
import io.quell.hub.CallRefusedException;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.update.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

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
      "1:something failed: an update did not go through, a file cannot be read, you said no",
      "2:wrong use, and nothing was sent: an unknown option, a value that is not allowed, a field"
          + " that the finding's format does not have, more than "
          + UpdateCommand.MOST_UNASKED
          + " findings without --yes"
    },
    footer = {
      "  quell update --id ID --product-arn ARN --severity LOW --workflow RESOLVED --note \"Known"
          + " issue\"",
      "  quell update --metadata-uid UID --status-id SUPPRESSED --comment \"Known issue\"",
      "  quell update --findings findings.json --field ticket=OPS-17 --dry-run",
      "  quell update --filter '{\"ComplianceSecurityControlId\": [{\"Value\": \"S3.9\","
          + " \"Comparison\": \"EQUALS\"}]}' \\",
      "    --workflow SUPPRESSED --note \"Accepted until 2027\"",
      "  quell update --endpoint-url http://127.0.0.1:8090 --findings events/ --severity HIGH"
    })
public final class UpdateCommand implements Callable<Integer> {
  /// More findings than this are changed only where a person has said so: as many as one call
  /// takes.
  static final int MOST_UNASKED = Limits.MOST_FINDINGS_A_CALL;

  private final CommandContext context;

  @ArgGroup(validate = false, heading = "%nFindings:%n")
  private FindingOptions findings = new FindingOptions();

  private final FieldOptions fields = new FieldOptions();

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      converter = HubConnection.AddressConverter.class,
      description =
          "Calls the hub at this address, such as the one of 'quell hub'. On this machine no"
              + " credentials are needed. Default: AWS, with the credentials and the Region of the"
              + " environment (AWS_PROFILE, AWS_REGION).")
  private @Nullable HubConnection endpoint;

  @Option(names = "--dry-run", description = "Shows what would be sent, and sends nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask before it changes more than " + MOST_UNASKED + " findings.")
  private boolean yes;

  @Option(
      names = "--json",
      description =
          "Prints JSON lines: for each finding what was sent and the answer; last a line with the"
              + " message 'summary'.")
  private boolean json;

  @Option(names = "--all", description = "Shows every finding of many, not only the first.")
  private boolean all;

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
    if (dryRun && filter.isEmpty() && !needsThemRead) {
      return report(requested, targets, updates(requested, targets), "a hub", Map.of());
    }
    updates(requested, targets); // what is wrong with them is said before anything is asked
    try (SecurityHub hub = connect()) {
      filter.ifPresent(present -> read(hub, present, targets));
      if (needsThemRead) {
        readNamed(hub, targets);
      }
      List<FindingUpdate> updates = updates(requested, targets);
      if (dryRun) {
        return report(requested, targets, updates, where(hub), Map.of());
      }
      requireConsent(updates.size(), where(hub));
      return report(requested, targets, updates, where(hub), hub.apply(updates));
    }
  }

  private static List<FindingUpdate> updates(RequestedUpdate requested, RequestedFindings targets) {
    return targets.all().stream().map(requested::on).toList();
  }

  private SecurityHub connect() {
    return endpoint == null
        ? SecurityHub.fromEnvironment()
        : endpoint.connect(context.environment());
  }

  private String where(SecurityHub hub) {
    if (endpoint != null) {
      return endpoint.address().toString();
    }
    Map<String, String> environment = context.environment();
    Optional<String> elsewhere =
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_SECURITYHUB"))
            .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")));
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    String profile = environment.getOrDefault("AWS_PROFILE", "");
    return "AWS, Region %s%s"
        .formatted(hub.region(), profile.isEmpty() ? "" : ", profile " + profile);
  }

  private static void read(SecurityHub hub, HubQuery filter, RequestedFindings targets) {
    try {
      hub.findings(filter.format(), filter.members(), targets::add);
    } catch (CallRefusedException e) {
      if (e.isCallersFault()) {
        throw new WrongUseException("--filter: " + e.getMessage());
      }
      throw new FailedException("the findings cannot be read: " + e.getMessage());
    } catch (UnreadableException e) {
      throw new FailedException("the findings cannot be read: " + e.getMessage());
    }
  }

  private static void readNamed(SecurityHub hub, RequestedFindings targets) {
    try {
      hub.findings(targets.unread(), targets::add);
    } catch (CallRefusedException | UnreadableException e) {
      throw new FailedException("the findings cannot be read: " + e.getMessage());
    }
    targets.leaveOutUnread();
  }

  private void requireConsent(int number, String where) {
    if (yes || number <= MOST_UNASKED) {
      return;
    }
    String what = "%,d findings would change in %s".formatted(number, where);
    String otherwise = "add --yes if they shall, or --dry-run to see them";
    if (findings.readsStandardInput()) {
      throw new WrongUseException(what + ": " + otherwise);
    }
    new Consent(context).require(what, otherwise);
  }

  private int report(
      RequestedUpdate requested,
      RequestedFindings targets,
      List<FindingUpdate> updates,
      String where,
      Map<FindingIdentifier, UpdateResult> answers) {
    UpdateReport report =
        json
            ? new JsonUpdateReport(context.out())
            : new TextUpdateReport(context.text(), all, requested, where);
    report.print(
        updates.stream()
            .map(
                update ->
                    new UpdateReport.Row(
                        targets.get(update.identifier()),
                        update.update(),
                        Optional.ofNullable(answers.get(update.identifier()))))
            .toList(),
        targets);
    context.out().flush();
    boolean failed =
        !targets.unreadable().isEmpty()
            || answers.values().stream()
                .anyMatch(answer -> answer instanceof UpdateResult.Unprocessed);
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
