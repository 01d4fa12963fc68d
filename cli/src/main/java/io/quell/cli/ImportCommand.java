package io.quell.cli;

import io.quell.importers.CardDefaults;
import io.quell.importers.ImportResult;
import io.quell.importers.UnreadableSourceException;
import io.quell.importers.automation.AutomationRules;
import io.quell.importers.findingsmanager.FindingsManagerRules;
import io.quell.importers.prowler.ProwlerMutelist;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Takes over the rules of other tools. The command itself only knows the kinds of sources.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "SOURCE",
    header = "Takes over the rules of another tool, as a file of rules or as rule classes.",
    description =
        "%nSays on standard error for every rule of the source what became of it: imported, and"
            + " what differs; left out, because it does nothing there either; or not imported, and"
            + " why.%n",
    commandListHeading = "%nSources:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  quell import automation-rules rules.json --owner platform-security --output rules.yaml",
      "  quell import findings-manager rules.yaml --owner platform-security --expires 2027-06-30",
      "  quell import prowler-mutelist mutelist.yaml --owner cloud-team --java function"
    })
final class ImportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  private ImportCommand() {}

  static CommandLine commandLine(CommandContext context) {
    return new CommandLine(new ImportCommand())
        .addSubcommand(new FromAutomationRules(context))
        .addSubcommand(new FromFindingsManager(context))
        .addSubcommand(new FromProwlerMutelist(context));
  }

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "there is no source; there are: automation-rules, findings-manager, prowler-mutelist");
  }

  /// Reads a source.
  interface Reading {
    ImportResult read(String file, byte[] content, CardDefaults defaults)
        throws UnreadableSourceException;
  }

  /// The rules of Security Hub itself.
  @Command(
      name = "automation-rules",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      header = "Takes over Security Hub's automation rules, of both versions.",
      description =
          "%nReads what 'aws securityhub batch-get-automation-rules' and 'get-automation-rule-v2'"
              + " print. The rules are written in the order in which Security Hub runs them.%n",
      optionListHeading = "%nOptions:%n",
      exitCodeListHeading = ImportOptions.EXIT_CODES,
      exitCodeList = {ImportOptions.DONE, ImportOptions.FAILED, ImportOptions.WRONG},
      footerHeading = "%nExamples:%n",
      footer = {
        "  aws securityhub batch-get-automation-rules --automation-rules-arns ARN... > rules.json",
        "  quell import automation-rules rules.json --output rules.yaml"
      })
  static final class FromAutomationRules implements Callable<Integer> {
    private final CommandContext context;

    @Mixin private ImportOptions options = new ImportOptions();

    FromAutomationRules(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      return options.run(context, "automation-rules", AutomationRules::read);
    }
  }

  /// The rules of Schuberg Philis' findings manager.
  @Command(
      name = "findings-manager",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      header = "Takes over the rules.yaml of Schuberg Philis' Security Hub findings manager.",
      optionListHeading = "%nOptions:%n",
      exitCodeListHeading = ImportOptions.EXIT_CODES,
      exitCodeList = {ImportOptions.DONE, ImportOptions.FAILED, ImportOptions.WRONG},
      footerHeading = "%nExample:%n",
      footer =
          "  quell import findings-manager findings-manager.yaml --owner platform-security --output"
              + " rules.yaml")
  static final class FromFindingsManager implements Callable<Integer> {
    private final CommandContext context;

    @Mixin private ImportOptions options = new ImportOptions();

    FromFindingsManager(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      options.requireOwner();
      return options.run(context, "findings-manager", FindingsManagerRules::read);
    }
  }

  /// Prowler's mutelist.
  @Command(
      name = "prowler-mutelist",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      sortOptions = false,
      header =
          "Takes over Prowler's mutelist, for the findings that Prowler sends to Security Hub.",
      optionListHeading = "%nOptions:%n",
      exitCodeListHeading = ImportOptions.EXIT_CODES,
      exitCodeList = {ImportOptions.DONE, ImportOptions.FAILED, ImportOptions.WRONG},
      footerHeading = "%nExample:%n",
      footer =
          "  quell import prowler-mutelist mutelist.yaml --owner cloud-team --output rules.yaml")
  static final class FromProwlerMutelist implements Callable<Integer> {
    private final CommandContext context;

    @Mixin private ImportOptions options = new ImportOptions();

    FromProwlerMutelist(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      options.requireOwner();
      return options.run(context, "prowler-mutelist", ProwlerMutelist::read);
    }
  }
}
