package io.quell.localhub.asff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.Findings;
import io.quell.localhub.HubCalls;
import io.quell.localhub.LocalHub;
import io.quell.localhub.json.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The limits as the documents have them, each at its edge: so much is taken, and one more is not.
class FormatLimitTest {
  private final LocalHub hub = LocalHub.start();

  @AfterEach
  void close() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          AwsAccountName,                                              50
          Severity.Original,                                           64
          FindingProviderFields.Severity.Original,                     64
          Malware[].Name,                                              64
          Malware[].Path,                                              512
          Threats[].Name,                                              128
          Threats[].Severity,                                          128
          Threats[].FilePaths[].FilePath,                              128
          Threats[].FilePaths[].FileName,                              128
          Threats[].FilePaths[].ResourceId,                            128
          Threats[].FilePaths[].Hash,                                  128
          ThreatIntelIndicators[].Value,                               512
          ThreatIntelIndicators[].Source,                              64
          Process.Name,                                                64
          Process.Path,                                                512
          Network.Protocol,                                            16
          Network.SourceDomain,                                        128
          Network.DestinationDomain,                                   128
          NetworkPath[].ComponentId,                                   32
          NetworkPath[].ComponentType,                                 32
          NetworkPath[].Egress.Protocol,                               16
          NetworkPath[].Ingress.Protocol,                              16
          PatchSummary.Id,                                             256
          PatchSummary.RebootOption,                                   256
          PatchSummary.Operation,                                      256
          Action.AwsApiCallAction.Api,                                 128
          Action.AwsApiCallAction.ServiceName,                         128
          Action.AwsApiCallAction.DomainDetails.Domain,                128
          Action.DnsRequestAction.Domain,                              128
          Action.DnsRequestAction.Protocol,                            64
          Action.NetworkConnectionAction.Protocol,                     64
          Action.NetworkConnectionAction.RemotePortDetails.PortName,   128
          Action.NetworkConnectionAction.LocalPortDetails.PortName,    128
          Action.PortProbeAction.PortProbeDetails[].LocalPortDetails.PortName, 128
          Resources[].Details.Container.Name,                          128
          Resources[].Details.Container.ImageId,                       128
          Resources[].Details.Container.ImageName,                     128
          Vulnerabilities[].Id,                                        32
          Vulnerabilities[].Vendor.Name,                               32
          Vulnerabilities[].Vendor.VendorSeverity,                     32
          Vulnerabilities[].Cvss[].Adjustments[].Reason,               512
          """)
  void aText(String place, int longest) {
    JsonNode text = JsonText.object().put("t", "x".repeat(longest)).path("t");
    JsonNode longer = JsonText.object().put("t", "x".repeat(longest + 1)).path("t");
    assertThat(refusal(finding(place, text))).as(place).isEmpty();
    assertThat(refusal(finding(place, longer)))
        .contains("data." + place.replace("[]", "[0]"))
        .contains("should NOT be longer than " + longest + " characters");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Compliance.AssociatedStandards,                 0, 20
          Compliance.RelatedRequirements,                 0, 32
          GeneratorDetails.Labels,                        0, 10
          Malware,                                        0, 5
          Threats,                                        1, 32
          Threats[].FilePaths,                            1, 5
          ThreatIntelIndicators,                          1, 5
          Detection.Sequence.Actors,                      0, 10
          Detection.Sequence.Endpoints,                   0, 10
          Detection.Sequence.Signals,                     1, 100
          Detection.Sequence.Signals[].SignalIndicators,  0, 100
          Detection.Sequence.SequenceIndicators,          0, 100
          Resources[].Details.AwsLambdaLayerVersion.CompatibleRuntimes, 0, 5
          """)
  void aList(String place, int least, int most) {
    assertThat(refusal(finding(place, list(most)))).as(place).isEmpty();
    assertThat(refusal(finding(place, list(most + 1))))
        .contains("data." + place.replace("[]", "[0]"))
        .contains("should NOT have more than " + most + " items");
    assertThat(refusal(finding(place, list(0))))
        .as(place)
        .isEqualTo(
            least == 0
                ? ""
                : "Finding does not adhere to Amazon Finding Format. data.%s should NOT have fewer than 1 items."
                    .formatted(place.replace("[]", "[0]")));
  }

  @ParameterizedTest
  @CsvSource({
    "PatchSummary.InstalledCount",
    "PatchSummary.MissingCount",
    "PatchSummary.FailedCount",
    "PatchSummary.InstalledOtherCount",
    "PatchSummary.InstalledRejectedCount",
    "PatchSummary.InstalledPendingReboot"
  })
  void aNumberOfPatches(String place) {
    assertThat(refusal(finding(place, HubCalls.json("100000")))).isEmpty();
    assertThat(refusal(finding(place, HubCalls.json("100001")))).contains("should be <= 100000");
    assertThat(refusal(finding(place, HubCalls.json("-1")))).contains("should be >= 0");
    assertThat(refusal(finding(place, HubCalls.json("\"3\"")))).contains("should be integer");
  }

  @Test
  void countsEveryElementOfAList() {
    ObjectNode finding = Findings.finding("a");
    finding.putArray("Malware").addObject().put("Name", "x");
    finding.withArray("Malware").addObject().put("Name", "x".repeat(65));
    assertThat(refusal(finding)).contains("data.Malware[1].Name should NOT be longer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Compliance.AssociatedStandards           | {}     | should be array
          Compliance.AssociatedStandards           | [null] | should NOT be null
          Resources[].Details.Container.ImageName  | 7      | should be string
          Resources[].Details.Container.ImageName  | " "    | should match pattern
          Malware                                  | "x"    | should be array
          """)
  void whatIsNoTextOrList(String place, String value, String complaint) {
    assertThat(refusal(finding(place, HubCalls.json(value)))).contains(complaint);
  }

  private static ArrayNode list(int size) {
    ArrayNode list = JsonText.array();
    for (int at = 0; at < size; at++) {
      list.addObject();
    }
    return list;
  }

  /// A finding that has the value in this place, in lists of one element.
  private static ObjectNode finding(String place, JsonNode value) {
    ObjectNode finding = Findings.finding("a");
    ObjectNode holder = finding;
    String[] steps = place.split("\\.", -1);
    for (int at = 0; at < steps.length - 1; at++) {
      String name = steps[at].replace("[]", "");
      if (steps[at].endsWith("[]")) {
        ArrayNode items = holder.withArray(name);
        holder = items.isEmpty() ? items.addObject() : (ObjectNode) items.get(0);
      } else {
        holder = JsonText.objectAt(holder, name);
      }
    }
    holder.set(steps[steps.length - 1], value);
    if (place.startsWith("FindingProviderFields")) {
      holder.put("Label", "LOW");
    }
    return finding;
  }

  /// What the hub says against the finding; nothing where it takes it.
  private String refusal(JsonNode finding) {
    JsonNode answer = HubCalls.importFindings(hub, finding).body();
    return answer.path("FailedFindings").path(0).path("ErrorMessage").asText();
  }
}
