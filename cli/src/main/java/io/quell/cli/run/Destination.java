package io.quell.cli.run;

import io.quell.cli.command.FailedException;
import io.quell.cli.input.Seeds;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.UnreadableException;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.InProcessHttp;
import io.quell.lambda.Quell;
import io.quell.lambda.Version;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import io.quell.localhub.HubAnswer;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.run.RuleEngine;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Where updates go.
sealed interface Destination {

  /// Decides on the findings, and sends what was decided.
  ProcessedDeliveries process(List<Delivery> deliveries);

  /// What became of deliveries.
  ///
  /// @param report what the function reports
  /// @param findings the findings as the hub has them afterwards, or none where it is not asked
  /// @param calls how many update calls the hub received, or would, where that is known
  record ProcessedDeliveries(
      Report report, Map<FindingIdentifier, Finding> findings, OptionalLong calls) {
    public ProcessedDeliveries {
      findings = Map.copyOf(findings);
    }
  }

  /// Nothing is sent.
  record Nowhere(RuleEngine engine) implements Destination {
    @Override
    public ProcessedDeliveries process(List<Delivery> deliveries) {
      return observed(engine, deliveries);
    }
  }

  /// What would be sent, and in how many calls.
  private static ProcessedDeliveries observed(RuleEngine engine, List<Delivery> deliveries) {
    Report report = Quell.observing(engine).process(deliveries);
    return new ProcessedDeliveries(
        report,
        Map.of(),
        OptionalLong.of(
            SecurityHub.calls(
                report.results().stream()
                    .filter(result -> result.outcome() instanceof Result.Observed)
                    .map(Result::evaluation)
                    .map(
                        evaluation ->
                            new FindingUpdate(
                                evaluation.finding().identifier(), evaluation.update()))
                    .toList())));
  }

  /// A local hub inside this process that has the very findings, new for each time, so that it
  /// never grows.
  ///
  /// @param tellsHeld whether it is asked afterwards for the findings that were updated
  record Embedded(RuleEngine engine, boolean tellsHeld) implements Destination {
    @Override
    public ProcessedDeliveries process(List<Delivery> deliveries) {
      try (LocalHub hub = LocalHub.inProcess();
          SecurityHub client =
              SecurityHub.local(
                  (method, path, caller, body) -> answer(hub, method, path, caller, body))) {
        Map<FindingIdentifier, Finding> findings = new HashMap<>();
        for (Finding finding : Version.deciding(deliveries)) {
          findings.put(finding.identifier(), finding);
        }
        Seeds.putWhenNamed(hub, Map.copyOf(findings));
        Report report = Quell.enforcing(engine, client).process(deliveries);
        if (tellsHeld) {
          // What no update was sent for is as it was seeded; asking for it would take as long as
          // all the rest.
          report.results().stream()
              .filter(result -> result.outcome() instanceof Result.Sent)
              .map(result -> result.evaluation().finding().identifier())
              .forEach(
                  identifier ->
                      Seeds.read(hub, identifier)
                          .ifPresent(finding -> findings.put(identifier, finding)));
        }
        return new ProcessedDeliveries(
            report,
            tellsHeld ? findings : Map.of(),
            OptionalLong.of(
                hub.calls(HubOperation.BATCH_UPDATE_FINDINGS)
                    + hub.calls(HubOperation.BATCH_UPDATE_FINDINGS_V2)));
      }
    }

    private static InProcessHttp.HttpAnswer answer(
        LocalHub hub, String method, String path, Optional<String> authorization, byte[] body)
        throws IOException {
      HubAnswer answer =
          hub.answer(method, path, authorization, body)
              .orElseThrow(() -> new IOException("the local hub gave no answer"));
      return new InProcessHttp.HttpAnswer(answer.status(), answer.headers(), answer.body());
    }
  }

  /// A hub that has its own findings: one in AWS, or one that was started elsewhere. What comes in
  /// says which findings are meant; how they are now, and who has marked them, the hub knows.
  ///
  /// @param sends whether updates are sent, and not only decided
  record Remote(RuleEngine engine, SecurityHub hub, boolean sends) implements Destination {
    @Override
    public ProcessedDeliveries process(List<Delivery> deliveries) {
      List<Delivery> now = asTheyAreNow(deliveries);
      return sends
          ? new ProcessedDeliveries(
              Quell.enforcing(engine, hub).process(now), Map.of(), OptionalLong.empty())
          : observed(engine, now);
    }

    private List<Delivery> asTheyAreNow(List<Delivery> deliveries) {
      Map<FindingIdentifier, Finding> now = new HashMap<>();
      try {
        hub.findings(
            deliveries.stream()
                .flatMap(delivery -> delivery.findings().stream())
                .map(Finding::identifier)
                .filter(SecurityHub::isReadable)
                .distinct()
                .toList(),
            finding -> now.put(finding.identifier(), finding));
      } catch (CallRefusedException | UnreadableException e) {
        throw new FailedException("the findings cannot be read: " + e.getMessage());
      }
      return deliveries.stream().map(delivery -> delivery.with(now)).toList();
    }
  }
}
