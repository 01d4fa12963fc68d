package io.quell.cli.probe;

import io.quell.cli.command.FailedException;
import io.quell.finding.FindingIdentifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one finding that the probe imports: of the account's own product, INFORMATIONAL, on a
/// resource that does not exist, and named in every text so that no rule matches it by accident.
final class ProbeFinding {
  /// What every text of the finding begins with or says.
  static final String NAME = "quell-probe";

  private static final Pattern HUB_ARN =
      Pattern.compile(
          "arn:(?<partition>[a-z-]+):securityhub:(?<region>[a-z0-9-]+):(?<account>[0-9]{12}):hub/default");

  private final FindingIdentifier.Asff identifier;
  private final String account;
  private final String region;
  private final Clock clock;
  private final Instant created;
  private Instant updated;

  private ProbeFinding(String partition, String region, String account, Clock clock) {
    this.identifier =
        new FindingIdentifier.Asff(
            NAME + "/" + UUID.randomUUID(),
            "arn:%s:securityhub:%s:%s:product/%s/default"
                .formatted(partition, region, account, account));
    this.account = account;
    this.region = region;
    this.clock = clock;
    this.created = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    this.updated = created;
  }

  /// A finding for the account and the Region of a hub.
  ///
  /// @throws FailedException where the hub has no such ARN as Security Hub has
  static ProbeFinding in(String hubArn, Clock clock) {
    Matcher arn = HUB_ARN.matcher(hubArn);
    if (!arn.matches()) {
      throw new FailedException(
          "the hub calls itself '%s', which names no account and Region".formatted(hubArn));
    }
    return new ProbeFinding(
        arn.group("partition"), arn.group("region"), arn.group("account"), clock);
  }

  FindingIdentifier.Asff identifier() {
    return identifier;
  }

  /// Where the finding is, for a person.
  String place() {
    return "account %s, Region %s".formatted(account, region);
  }

  /// The filter of GetFindings that finds it and nothing else.
  Map<String, Object> filter() {
    return Map.of(
        "Id", List.of(Map.of("Value", identifier.id(), "Comparison", "EQUALS")),
        "ProductArn", List.of(Map.of("Value", identifier.productArn(), "Comparison", "EQUALS")));
  }

  /// The finding as its provider sends it next: each time with a later `UpdatedAt`, for Security
  /// Hub ignores an import without.
  Map<String, Object> next(String complianceStatus, String recordState) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant later = updated.plus(Duration.ofMillis(1));
    updated = now.isAfter(later) ? now : later;
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("SchemaVersion", "2018-10-08");
    finding.put("Id", identifier.id());
    finding.put("ProductArn", identifier.productArn());
    finding.put("GeneratorId", NAME);
    finding.put("AwsAccountId", account);
    finding.put("CreatedAt", created.toString());
    finding.put("UpdatedAt", updated.toString());
    finding.put(
        "FindingProviderFields",
        Map.of(
            "Severity",
            Map.of("Label", "INFORMATIONAL"),
            "Types",
            List.of("Software and Configuration Checks/%s/imported".formatted(NAME))));
    finding.put("Title", NAME + ": to be ignored, archives itself within minutes");
    finding.put(
        "Description",
        NAME
            + ": imported by the command 'quell probe' to find out how Security Hub behaves. There"
            + " is nothing wrong, and nothing to do.");
    finding.put("Resources", List.of(Map.of("Type", "Other", "Id", NAME)));
    finding.put("Compliance", Map.of("Status", complianceStatus));
    finding.put("RecordState", recordState);
    return finding;
  }

  /// The command that archives it, for a person.
  List<String> archivingByHand() {
    return List.of(
        ("finding %s of %s is still there; it is INFORMATIONAL, and Security Hub deletes it 90 days"
                + " from now by itself")
            .formatted(identifier.id(), identifier.productArn()),
        "to archive it, import it once more with a later UpdatedAt and RecordState ARCHIVED:"
            + " docs/probe.md has the command");
  }
}
