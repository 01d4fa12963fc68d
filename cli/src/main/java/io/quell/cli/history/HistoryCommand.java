package io.quell.cli.history;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.HubTarget;
import io.quell.cli.report.JsonLines;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `quell history`: what has happened to one finding, and what of it was Quell.
@Command(
    name = "history",
    sortOptions = false,
    header = "Tells what Quell has done to a finding, when, by which rule, and what others did.",
    description =
        "%nThe present state comes from the mark and the note on the finding. The past comes from"
            + " Security Hub's history, which has the last 90 days, of findings in ASFF only.%n",
    exitCodeList = {
      "0:the finding is shown",
      "1:the hub does not show the finding, or its history cannot be read"
    },
    footer = {
      "  quell history arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.9/finding/…",
      "  quell history --endpoint-url http://127.0.0.1:8090 --json UID"
    })
public final class HistoryCommand implements Callable<Integer> {
  /// The end of the Id of most findings, which is no Id.
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final CommandContext context;

  @Parameters(
      paramLabel = "FINDING",
      description = "The finding's Id in ASFF, or its metadata.uid in OCSF.")
  private String id = "";

  @Option(
      names = "--product-arn",
      paramLabel = "ARN",
      description = "The finding's ProductArn, where several findings have the Id.")
  private @Nullable String productArn;

  @ArgGroup private HubTarget target = new HubTarget();

  @Option(
      names = "--json",
      description =
          "Prints JSON lines: the finding with what its mark says, then a line for each event.")
  private boolean json;

  /// The command, with all that it has from outside.
  public HistoryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (id.isBlank()) {
      throw new WrongUseException("which finding? Give its Id, or its metadata.uid");
    }
    HistoryReport report =
        json
            ? new JsonHistoryReport(new JsonLines(context.out()))
            : new TextHistoryReport(context.text());
    try (SecurityHub hub = target.connect(context)) {
      Finding finding = finding(hub);
      report.now(finding);
      boolean isRead =
          switch (finding.identifier()) {
            case FindingIdentifier.Asff asff -> events(hub, asff, report);
            case FindingIdentifier.MetadataUid _, FindingIdentifier.OcsfParts _ -> {
              report.noHistory();
              yield true;
            }
          };
      context.out().flush();
      return isRead ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private static boolean events(
      SecurityHub hub, FindingIdentifier.Asff finding, HistoryReport report) {
    try {
      report.events(ToldEvent.of(hub.history(finding).events()));
      return true;
    } catch (CallRefusedException e) {
      report.unreadable(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /// The one finding that is meant, in whichever format it is.
  private Finding finding(SecurityHub hub) {
    List<Finding> found = new ArrayList<>();
    try {
      hub.findings(
          Format.ASFF,
          Map.of("Id", List.of(Map.of("Value", id, "Comparison", "EQUALS"))),
          finding -> {
            if (productArn == null || finding.productArn().filter(productArn::equals).isPresent()) {
              found.add(finding);
            }
          });
      if (found.isEmpty() && productArn == null) {
        hub.findings(List.of(new FindingIdentifier.MetadataUid(id)), found::add);
      }
    } catch (CallRefusedException | UnreadableException e) {
      throw new FailedException("the finding cannot be read: " + e.getMessage());
    }
    if (found.isEmpty()) {
      throw new FailedException(
          "the hub shows no finding with this Id or metadata.uid: %s%s"
              .formatted(
                  id,
                  UUID.matcher(id).matches()
                      ? ". In ASFF the Id is the whole ARN, such as arn:aws:securityhub:…/finding/"
                          + id
                      : ""));
    }
    if (found.size() > 1) {
      throw new WrongUseException(
          "%d findings have this Id: add --product-arn, one of %s"
              .formatted(
                  found.size(),
                  found.stream()
                      .flatMap(one -> one.productArn().stream())
                      .collect(Collectors.joining(", "))));
    }
    return found.getFirst();
  }
}
