package io.quell.cli.backtest;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFiles;
import io.quell.cli.options.HubConnection;
import io.quell.cli.update.HubQuery;
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

  @ArgGroup private HubChoice target = new HubChoice();

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
      description = "Reads findings of one format alone from the hub: asff or ocsf.")
  private @Nullable Format only;

  /// The hub that is read, if one is.
  private static final class HubChoice {
    @Option(
        names = "--endpoint-url",
        paramLabel = "URL",
        converter = HubConnection.AddressConverter.class,
        description =
            "Reads the findings of the hub at this address, such as the one of 'quell hub'. On this"
                + " machine no credentials are needed.")
    private @Nullable HubConnection endpoint;

    @Option(
        names = "--aws",
        description =
            "Reads the findings of your Security Hub, with the credentials and the Region of the"
                + " environment (AWS_PROFILE, AWS_REGION).")
    private boolean aws;
  }

  /// Where the findings are read from. A hub is connected to.
  ///
  /// @param all whether archived findings are wanted too
  /// @throws WrongUseException where nothing is named, or too much
  FindingSource source(CommandContext context, boolean all) {
    boolean isHub = target.endpoint != null || target.aws;
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
      return new FindingSource.OfFiles(paths, InputFiles.of(paths, context.in()));
    }
    if (filter != null && only != null) {
      throw new WrongUseException("--filter says the format already: leave --only out");
    }
    List<HubQuery> queries =
        filter == null
            ? FindingSource.OfHub.queries(Optional.ofNullable(only), all)
            : List.of(HubQuery.read(filter, context.in()));
    SecurityHub hub =
        target.endpoint == null
            ? SecurityHub.fromEnvironment()
            : target.endpoint.connect(context.environment());
    return new FindingSource.OfHub(
        target.endpoint == null
            ? "AWS, Region " + hub.region()
            : target.endpoint.address().toString(),
        hub,
        queries,
        filter != null);
  }
}
