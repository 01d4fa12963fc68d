package io.quell.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.call.InProcessHttp;
import io.quell.localhub.HubAnswer;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.fault.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a hub in the process answers is what the same hub answers over HTTP.
final class InProcessHttpTest {
  private static final String KNOWN = "known";
  private static final String UNKNOWN = "unknown";

  @ParameterizedTest
  @EnumSource
  void updatesAndReadsAsOverHttp(Format format) {
    assertThat(inProcess(format))
        .isEqualTo(overHttp(format))
        .anyMatch(line -> line.contains("Processed"))
        .anyMatch(line -> line.contains("Unprocessed"))
        .anyMatch(line -> line.contains("\"SUPPRESSED\"") || line.contains("\"Suppressed\""));
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedOnceAsOverHttp(ServiceError refusal) {
    for (Format format : Format.values()) {
      if (refusal == ServiceError.CONFLICT && format == Format.ASFF) {
        continue; // AWS's BatchUpdateFindings does not know it
      }
      Fault[] once = {Fault.refuse(refusal).on(HubFindings.operation(format)).times(1)};

      assertThat(inProcess(format, once))
          .isEqualTo(overHttp(format, once))
          .isNotEqualTo(inProcess(format));
    }
  }

  @ParameterizedTest
  @EnumSource
  void triesAgainWhereACallIsCut(Format format) {
    for (Fault cut : List.of(Fault.cutBefore(), Fault.cutAfter())) {
      Fault[] once = {cut.on(HubFindings.operation(format)).times(1)};

      assertThat(inProcess(format, once))
          .isEqualTo(overHttp(format, once))
          .contains("2 calls")
          .anyMatch(line -> line.contains("Processed"));
    }
  }

  private static List<String> overHttp(Format format, Fault... faults) {
    try (LocalHub hub = LocalHub.start();
        SecurityHub client = SecurityHub.local(hub.endpoint())) {
      return said(hub, client, format, faults).stream()
          .map(line -> line.replace(hub.endpoint().toString(), "http://localhost"))
          .toList();
    }
  }

  private static List<String> inProcess(Format format, Fault... faults) {
    try (LocalHub hub = LocalHub.inProcess();
        SecurityHub client =
            SecurityHub.local(
                (method, path, authorization, body) ->
                    answer(hub.answer(method, path, authorization, body)))) {
      return said(hub, client, format, faults);
    }
  }

  private static InProcessHttp.HttpAnswer answer(Optional<HubAnswer> given) throws IOException {
    HubAnswer answer = given.orElseThrow(() -> new IOException("cut"));
    return new InProcessHttp.HttpAnswer(answer.status(), answer.headers(), answer.body());
  }

  /// What became of an update of a finding that is there and one that is not, in how many calls,
  /// and how the hub has the one then.
  private static List<String> said(
      LocalHub hub, SecurityHub client, Format format, Fault... faults) {
    FindingIdentifier known = HubFindings.seed(hub, format, KNOWN);
    for (Fault fault : faults) {
      hub.faults().inject(fault);
    }
    List<String> lines = new ArrayList<>();
    client
        .apply(
            HubFindings.all(
                List.of(known, HubFindings.identifier(format, UNKNOWN)), HubFindings.SUPPRESS))
        .forEach((finding, result) -> lines.add(finding + " " + result));
    lines.sort(null);
    try {
      client.findings(
          List.of(known), finding -> lines.add(String.valueOf(finding.workflowStatus())));
    } catch (UnreadableException e) {
      throw new IllegalStateException(e);
    }
    lines.add("%d calls".formatted(hub.calls(HubFindings.operation(format))));
    lines.addAll(format == Format.ASFF ? hub.findings() : hub.ocsfFindings());
    return lines.stream()
        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|\\d{13}", "TIME"))
        .map(line -> line.replaceAll("Request ID: [0-9a-f-]+", "Request ID"))
        .toList();
  }
}
