package io.quell.hub;

import io.quell.finding.FindingIdentifier;

/// What a refusal means that comes from calling in the wrong account or Region.
final class Whereabouts {
  private Whereabouts() {}

  /// The service's message, and where it says less than it could, what to look at.
  static String explained(String code, String message, FindingIdentifier finding) {
    return switch (code) {
      case "FindingNotFound", "ResourceNotFoundException" -> message
          + ". Security Hub knows a finding only in its own Region and in the home Region of the aggregation, and only"
          + " from its own account and the administrator's; it forgets archived ones. This is " + place(finding);
      case "InvalidAccessException", "AccessDeniedException" -> message
          + ". An administrator account updates its members' findings, a member only its own; and the role must allow"
          + " securityhub:BatchUpdateFindings for these values. This is " + place(finding);
      default -> message;
    };
  }

  private static String place(FindingIdentifier finding) {
    return switch (finding) {
      case FindingIdentifier.Asff(var id, var productArn) -> "a finding of " + productArn + arnPlace(id);
      case FindingIdentifier.MetadataUid _ -> "an OCSF finding, whose uid does not say where it is";
      case FindingIdentifier.OcsfParts(var account, var own, var product) -> "a finding of " + product + " in account "
          + account + arnPlace(own);
    };
  }

  private static String arnPlace(String arn) {
    String[] parts = arn.split(":", 6);
    return arn.startsWith("arn:") && parts.length == 6 && !parts[3].isEmpty()
        ? " in Region %s, account %s".formatted(parts[3], parts[4])
        : "";
  }
}
