package io.quell.cli.update;

import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.options.HubQuery;
import io.quell.finding.FindingIdentifier;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which findings are meant.
final class FindingOptions {
  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "ASFF: a finding's Id. May be repeated, each with its --product-arn, or with one"
              + " --product-arn for all.")
  private List<String> ids = List.of();

  @Option(
      names = "--product-arn",
      paramLabel = "ARN",
      description = "ASFF: the ProductArn that goes with an --id.")
  private List<String> productArns = List.of();

  @Option(
      names = "--metadata-uid",
      paramLabel = "UID",
      description = "OCSF: a finding's metadata.uid. May be repeated.")
  private List<String> metadataUids = List.of();

  @Option(
      names = "--finding-info-uid",
      paramLabel = "UID",
      description =
          "OCSF: a finding's finding_info.uid, where its metadata.uid is not known. May be"
              + " repeated, like --id.")
  private List<String> findingInfoUids = List.of();

  @Option(
      names = "--cloud-account-uid",
      paramLabel = "ACCOUNT",
      description = "OCSF: the cloud.account.uid that goes with a --finding-info-uid.")
  private List<String> cloudAccountUids = List.of();

  @Option(
      names = "--metadata-product-uid",
      paramLabel = "UID",
      description = "OCSF: the metadata.product.uid that goes with a --finding-info-uid.")
  private List<String> metadataProductUids = List.of();

  @Option(
      names = "--findings",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "The findings in these files and folders, or in standard input for -: the same that"
              + " 'quell run' takes, or a list of identifiers as the API has them"
              + " ({\"FindingIdentifiers\": [{\"Id\": …, \"ProductArn\": …}]}).")
  private List<String> paths = List.of();

  @Option(
      names = "--filter",
      paramLabel = "FILE|JSON",
      description =
          "The findings that the hub now has and that match: the Filters of GetFindings, or of"
              + " GetFindingsV2 (with CompositeFilters) for OCSF.")
  private @Nullable String filter;

  /// The findings that are named by identifiers.
  List<RequestedFinding> named() {
    serving("--product-arn", productArns, "--id", ids);
    serving("--cloud-account-uid", cloudAccountUids, "--finding-info-uid", findingInfoUids);
    serving("--metadata-product-uid", metadataProductUids, "--finding-info-uid", findingInfoUids);
    try {
      return Stream.of(
              IntStream.range(0, ids.size())
                  .mapToObj(
                      at -> new FindingIdentifier.Asff(ids.get(at), serving(productArns, at))),
              metadataUids.stream().map(FindingIdentifier.MetadataUid::new),
              IntStream.range(0, findingInfoUids.size())
                  .mapToObj(
                      at ->
                          new FindingIdentifier.OcsfParts(
                              serving(cloudAccountUids, at),
                              findingInfoUids.get(at),
                              serving(metadataProductUids, at))))
          .flatMap(identifiers -> identifiers)
          .map(RequestedFinding::of)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new WrongUseException(String.valueOf(e.getMessage()));
    }
  }

  /// There must be one of these for each of those, or one for all.
  private static void serving(
      String option, List<String> values, String servedOption, List<String> served) {
    boolean isEnough = values.size() == served.size() || (values.size() == 1 && !served.isEmpty());
    if (!isEnough) {
      throw new WrongUseException(
          "each %s needs a %s, or all of them one: there are %d of the first and %d of the second"
              .formatted(servedOption, option, served.size(), values.size()));
    }
  }

  private static String serving(List<String> values, int at) {
    return values.size() == 1 ? values.getFirst() : values.get(at);
  }

  /// The files to read findings from.
  List<InputFile> files(InputStream standardInput) {
    return InputFiles.of(paths, standardInput);
  }

  /// What to ask the hub for, if anything.
  Optional<HubQuery> filter(InputStream standardInput) {
    return Optional.ofNullable(filter).map(text -> HubQuery.read(text, standardInput));
  }

  /// Whether standard input is read for findings, so that nobody can answer there.
  boolean readsStandardInput() {
    return paths.contains(STANDARD_INPUT) || STANDARD_INPUT.equals(filter);
  }

  /// Whether an option says which findings.
  boolean areGiven() {
    return filter != null
        || !Stream.of(ids, metadataUids, findingInfoUids, paths).allMatch(List::isEmpty);
  }

  /// @throws WrongUseException where no option says which findings
  void requireAny() {
    if (!areGiven()) {
      throw new WrongUseException(
          "which findings? Give --id and --product-arn, --metadata-uid, --findings PATH or --filter"
              + " FILE|JSON");
    }
  }
}
