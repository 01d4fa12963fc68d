package io.quell.cli.backtest;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.options.HubQuery;
import io.quell.cli.options.HubTarget;
import io.quell.cli.sweep.FindingSource.Query;
import io.quell.cli.terminal.FindingProgress;
import io.quell.cli.terminal.Progress;
import io.quell.finding.Format;
import io.quell.hub.SecurityHub;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options that say which findings are meant.
final class SourceOptions {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "A file with findings, such as what 'aws securityhub get-findings' prints, or events; a"
              + " folder of such files; or - for standard input.")
  private List<String> paths = List.of();

  @ArgGroup private HubTarget target = new HubTarget();

  @Option(
      names = "--filter",
      paramLabel = "JSON|FILE",
      description =
          "Reads from the hub what this filter of GetFindings, or of GetFindingsV2, finds: JSON, or"
              + " a file that has it. Without it: all findings of both formats, in ASFF the active"
              + " ones.")
  private @Nullable String filter;

  @Option(
      names = "--only",
      paramLabel = "FORMAT",
      description = "Reads findings of one format alone from the hub: asff or ocsf. Default: both.")
  private @Nullable Format only;

  /// Where the findings are read from. A hub is connected to.
  ///
  /// @param all whether archived findings are wanted too
  /// @throws WrongUseException where nothing is named, or too much
  BacktestSource source(CommandContext context, boolean all) {
    boolean isHub = target.isGiven();
    if (isHub == !paths.isEmpty()) {
      throw new WrongUseException(
          isHub
              ? "either files or a hub: leave the paths out, or --aws and --endpoint-url"
              : "no findings: name files or folders, or give --aws or --endpoint-url");
    }
    if (!isHub) {
      if (filter != null || only != null) {
        throw new WrongUseException("--filter and --only go with --aws or --endpoint-url");
      }
      List<InputFile> files = InputFiles.of(paths, context.in());
      return new BacktestSource.OfFiles(
          paths, files, Progress.over(InputFiles.bytes(files), context.terminal()));
    }
    if (filter != null && only != null) {
      throw new WrongUseException("--filter says the format already: leave --only out");
    }
    List<Query> queries =
        filter == null
            ? BacktestSource.OfHub.queries(Optional.ofNullable(only), all)
            : List.of(new Query.Given(HubQuery.read(filter, context.in())));
    SecurityHub hub = target.connect(context);
    return new BacktestSource.OfHub(
        target.where(context, hub),
        hub,
        queries,
        new FindingProgress(context.terminal(), -1, "would change"));
  }
}
