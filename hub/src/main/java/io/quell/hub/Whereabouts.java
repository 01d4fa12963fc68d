package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.value.Arn;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/// Explains refusals that come from calling in the wrong account or Region, or with the wrong role.
///
/// @param called where the calls go: a Region, or the address of another hub than AWS's
record Whereabouts(String called) {

  static Whereabouts of(SecurityHubClient client) {
    var settings = client.serviceClientConfiguration();
    return new Whereabouts(
        settings
            .endpointOverride()
            .map(Object::toString)
            .orElseGet(() -> "Region " + settings.region().id()));
  }

  /// The service's message, and where it says less than it could, what to look at.
  String explained(String code, String message, FindingIdentifier finding) {
    return switch (code) {
      case "FindingNotFound", "ResourceNotFoundException" ->
          sentence(message)
              + places(finding)
              + " A finding is known in its own Region and in the home Region of the aggregation,"
              + " to its own account and to the administrator's. Security Hub deletes archived"
              + " findings after a time.";
      case "InvalidAccessException", "AccessDeniedException" ->
          sentence(message)
              + places(finding)
              + " The role must allow securityhub:BatchUpdateFindings for these values. An"
              + " administrator account updates its members' findings, a member only its own.";
      default -> message;
    };
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }

  private String places(FindingIdentifier finding) {
    return " The call went to "
        + called
        + "; this is "
        + switch (finding) {
          case FindingIdentifier.Asff(var id, var productArn) ->
              "a finding of " + productArn + place(id);
          case FindingIdentifier.MetadataUid _ ->
              "an OCSF finding, whose uid does not say where it is";
          case FindingIdentifier.OcsfParts(var account, var own, var product) ->
              "a finding of " + product + " in account " + account + place(own);
        }
        + ".";
  }

  private static String place(String id) {
    return Arn.of(id)
        .filter(arn -> !arn.region().isEmpty())
        .map(arn -> " in Region %s, account %s".formatted(arn.region(), arn.account()))
        .orElse("");
  }
}
