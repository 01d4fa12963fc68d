package io.quell.cli.importing;

import io.quell.cli.command.CommandContext;
import io.quell.importers.CardDefaults;
import io.quell.importers.ImportResult;
import io.quell.importers.UnreadableSourceException;
import io.quell.importers.automation.AutomationRules;
import io.quell.importers.findingsmanager.FindingsManagerRules;
import io.quell.importers.prowler.ProwlerMutelist;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// A tool whose rules Quell takes over, by a subcommand.
///
/// @param command the name of the subcommand
/// @param reader reads its files
/// @param namesOwners whether its files say who answers for the rules
/// @param header what the help begins with
/// @param description what else the help says of it, or empty
/// @param examples what the help ends with
record ImportSource(
    String command,
    SourceReader reader,
    boolean namesOwners,
    String header,
    String description,
    List<String> examples) {
  /// All of them.
  static final List<ImportSource> ALL =
      List.of(
          new ImportSource(
              "automation-rules",
              AutomationRules::read,
              true,
              "Takes over Security Hub's automation rules, of both versions.",
              "%nReads what 'aws securityhub batch-get-automation-rules' and"
                  + " 'get-automation-rule-v2' print and what 'create-automation-rule' takes, a"
                  + " CloudFormation template in JSON or YAML, and what 'terraform show -json'"
                  + " prints of a state. The rules are written in the order in which Security Hub"
                  + " runs them.%n",
              List.of(
                  "  aws securityhub batch-get-automation-rules --automation-rules-arns ARN... >"
                      + " rules.json",
                  "  quell import automation-rules rules.json --output rules.yaml",
                  "  terraform show -json | quell import automation-rules - --owner cloud-team")),
          new ImportSource(
              "findings-manager",
              FindingsManagerRules::read,
              false,
              "Takes over the rules.yaml of Schuberg Philis' Security Hub findings manager.",
              "",
              List.of(
                  "  quell import findings-manager findings-manager.yaml --owner platform-security"
                      + " --output rules.yaml")),
          new ImportSource(
              "prowler-mutelist",
              ProwlerMutelist::read,
              false,
              "Takes over Prowler's mutelist, for the findings that Prowler sends to Security Hub.",
              "",
              List.of(
                  "  quell import prowler-mutelist mutelist.yaml --owner cloud-team --output"
                      + " rules.yaml")));

  /// Reads the rules in the content of a file.
  interface SourceReader {
    /// The rules, and what became of each.
    ImportResult read(String file, byte[] content, CardDefaults defaults)
        throws UnreadableSourceException;
  }

  /// The subcommand.
  CommandLine commandLine(CommandContext context) {
    var commandLine = new CommandLine(new ImportFromSource(context, this));
    CommandSpec spec = commandLine.getCommandSpec().name(command);
    spec.usageMessage()
        .header(header)
        .footerHeading(examples.size() == 1 ? "%nExample:%n" : "")
        .footer(examples.toArray(String[]::new));
    if (!description.isEmpty()) {
      spec.usageMessage().description(description);
    }
    return commandLine;
  }
}
