package io.quell.cli.importing;

import io.quell.cli.command.CommandContext;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Takes over the rules of other tools. The command itself only knows the kinds of sources.
@Command(
    name = "import",
    synopsisSubcommandLabel = "SOURCE",
    header = "Takes over the rules of another tool, as a file of rules or as rule classes.",
    description =
        "%nSays on standard error for every rule of the source what became of it: imported, and"
            + " what differs; left out, because it does nothing there either; or not imported, and"
            + " why.%n",
    commandListHeading = "%nSources:%n",
    footer = {
      "  quell import automation-rules rules.json --owner platform-security --output rules.yaml",
      "  quell import findings-manager rules.yaml --owner platform-security --expires 2027-06-30",
      "  quell import prowler-mutelist mutelist.yaml --owner cloud-team --java function"
    })
public final class ImportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  private ImportCommand() {}

  /// The command with a subcommand for each kind of source.
  public static CommandLine commandLine(CommandContext context) {
    var commandLine = new CommandLine(new ImportCommand());
    for (ImportSource source : ImportSource.ALL) {
      commandLine.addSubcommand(source.commandLine(context));
    }
    return commandLine;
  }

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "there is no source; there are: "
            + ImportSource.ALL.stream()
                .map(ImportSource::command)
                .collect(Collectors.joining(", ")));
  }
}
