package io.quell.localhub.asff;

import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// How long, how many or how large an optional part of a finding may be.
///
/// Three sources, in this order: the API reference of `AwsSecurityFinding` and its parts; what the
/// service has answered to others, where the reference says nothing; and the user guide of May
/// 2022, the last with lengths (awsdocs/aws-security-hub-user-guide, 50b1192). Its limits of
/// `Resources.Details.Aws…` are left out: the reference has dropped them, and no refusal is known.
///
/// @param place where the part is, such as `Malware[].Name`, with `[]` behind each list
/// @param check notes what is wrong with it
record FormatLimit(String place, BiConsumer<Violations, JsonPart> check) {
  private static final int MOST_PATCHES = 100_000;

  /// All of them but those that [FindingFormat] holds together with the parts that a finding must
  /// have.
  static final List<FormatLimit> ALL =
      Stream.of(
              Stream.of(
                  text("AwsAccountName", 50),
                  text("Region", 16),
                  text("Severity.Original", 64),
                  text("FindingProviderFields.Severity.Original", 64),
                  items("Compliance.RelatedRequirements", 0, 32),
                  // "AssociatedStandards should NOT have more than 20 items": the service's answer
                  // (prowler-cloud/prowler, pull request 2520)
                  items("Compliance.AssociatedStandards", 0, 20),
                  items("GeneratorDetails.Labels", 0, 10)),
              ofMalware(),
              ofNetwork(),
              ofPatches(),
              ofActions(),
              ofSequences(),
              // the user guide; that the service refuses a longer ImageName: aquasecurity/trivy,
              // issue 1896
              texts("Resources[].Details.Container", 128, "Name", "ImageId", "ImageName"),
              Stream.of(
                  items("Resources[].Details.AwsLambdaLayerVersion.CompatibleRuntimes", 0, 5)),
              texts("Vulnerabilities[]", 32, "Id", "Vendor.Name", "Vendor.VendorSeverity"),
              texts("Vulnerabilities[].Cvss[].Adjustments[]", 512, "Reason"))
          .flatMap(limits -> limits)
          .toList();

  /// Notes where a finding is beyond the limit.
  void check(JsonPart finding, Violations violations) {
    parts(finding, List.of(place.split("\\."))).forEach(part -> check.accept(violations, part));
  }

  private static Stream<JsonPart> parts(JsonPart holder, List<String> steps) {
    if (steps.isEmpty()) {
      return Stream.of(holder);
    }
    String step = steps.getFirst();
    List<String> further = steps.subList(1, steps.size());
    return step.endsWith("[]")
        ? holder.at(step.substring(0, step.length() - 2)).items().stream()
            .flatMap(item -> parts(item, further))
        : parts(holder.at(step), further);
  }

  private static Stream<FormatLimit> ofMalware() {
    return Stream.of(
            Stream.of(
                items("Malware", 0, 5), text("Malware[].Name", 64), text("Malware[].Path", 512)),
            Stream.of(items("Threats", 1, 32), items("Threats[].FilePaths", 1, 5)),
            texts("Threats[]", 128, "Name", "Severity"),
            texts("Threats[].FilePaths[]", 128, "FilePath", "FileName", "ResourceId", "Hash"),
            Stream.of(
                items("ThreatIntelIndicators", 1, 5),
                text("ThreatIntelIndicators[].Value", 512),
                text("ThreatIntelIndicators[].Source", 64),
                text("Process.Name", 64),
                text("Process.Path", 512)))
        .flatMap(limits -> limits);
  }

  private static Stream<FormatLimit> ofNetwork() {
    return Stream.of(
            Stream.of(text("Network.Protocol", 16)),
            texts("Network", 128, "SourceDomain", "DestinationDomain"),
            texts("NetworkPath[]", 32, "ComponentId", "ComponentType"),
            texts("NetworkPath[]", 16, "Egress.Protocol", "Ingress.Protocol"))
        .flatMap(limits -> limits);
  }

  private static Stream<FormatLimit> ofPatches() {
    return Stream.concat(
        texts("PatchSummary", 256, "Id", "RebootOption", "Operation"),
        Stream.of(
                "InstalledCount",
                "MissingCount",
                "FailedCount",
                "InstalledOtherCount",
                "InstalledRejectedCount",
                "InstalledPendingReboot")
            .map(
                count ->
                    new FormatLimit(
                        "PatchSummary." + count,
                        (violations, part) -> violations.integer(part, 0, MOST_PATCHES))));
  }

  private static Stream<FormatLimit> ofActions() {
    return Stream.of(
            texts("Action.AwsApiCallAction", 128, "Api", "ServiceName", "DomainDetails.Domain"),
            Stream.of(
                text("Action.DnsRequestAction.Domain", 128),
                text("Action.DnsRequestAction.Protocol", 64),
                text("Action.NetworkConnectionAction.Protocol", 64)),
            texts(
                "Action.NetworkConnectionAction",
                128,
                "RemotePortDetails.PortName",
                "LocalPortDetails.PortName"),
            texts("Action.PortProbeAction.PortProbeDetails[]", 128, "LocalPortDetails.PortName"))
        .flatMap(limits -> limits);
  }

  private static Stream<FormatLimit> ofSequences() {
    return Stream.of(
        items("Detection.Sequence.Actors", 0, 10),
        items("Detection.Sequence.Endpoints", 0, 10),
        items("Detection.Sequence.Signals", 1, 100),
        items("Detection.Sequence.Signals[].SignalIndicators", 0, 100),
        items("Detection.Sequence.SequenceIndicators", 0, 100));
  }

  private static Stream<FormatLimit> texts(String holder, int characters, String... members) {
    return Stream.of(members).map(member -> text(holder + "." + member, characters));
  }

  private static FormatLimit text(String place, int characters) {
    return new FormatLimit(place, (violations, part) -> violations.text(part, characters));
  }

  private static FormatLimit items(String place, int least, int most) {
    return new FormatLimit(
        place,
        (violations, part) -> {
          violations.list(part);
          violations.sized(part, least, most);
        });
  }
}
