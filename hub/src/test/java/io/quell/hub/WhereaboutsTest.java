package io.quell.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.FindingIdentifier;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

final class WhereaboutsTest {
  private static final FindingIdentifier ASFF =
      new FindingIdentifier.Asff(
          "arn:aws:securityhub:eu-west-1:111122223333:security-control/S3.1/finding/6f1e",
          HubFindings.PRODUCT);

  private final Whereabouts whereabouts = new Whereabouts("Region us-east-1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FindingNotFound",
        "ResourceNotFoundException",
        "InvalidAccessException",
        "AccessDeniedException"
      })
  void saysWhereTheCallWentAndWhereTheFindingIs(String code) {
    assertThat(whereabouts.explained(code, "It is refused", ASFF))
        .startsWith(
            "It is refused. The call went to Region us-east-1; this is a finding of "
                + HubFindings.PRODUCT
                + " in Region eu-west-1, account 111122223333. ");
  }

  @Test
  void saysWhatAnOcsfFindingTellsOfItsPlace() {
    assertThat(
            whereabouts.explained(
                "ResourceNotFoundException", "Not found.", HubFindings.parts("a")))
        .startsWith(
            "Not found. The call went to Region us-east-1; this is a finding of "
                + HubFindings.PRODUCT_V2
                + " in account "
                + HubFindings.ACCOUNT
                + ". ");
    assertThat(
            whereabouts.explained(
                "ResourceNotFoundException", "Not found.", new FindingIdentifier.MetadataUid("a")))
        .startsWith(
            "Not found. The call went to Region us-east-1; this is an OCSF finding, whose uid does"
                + " not say where it is. ");
  }

  @Test
  void saysWhoMayUpdateAndWhatTheRoleNeeds() {
    assertThat(whereabouts.explained("AccessDeniedException", "No.", ASFF))
        .contains("securityhub:BatchUpdateFindings", "administrator account", "member");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ConcurrentUpdateError", "InvalidInput", "TimeRanOut", "SomethingNew"})
  void addsNothingToOtherMessages(String code) {
    assertThat(whereabouts.explained(code, "It is refused", ASFF)).isEqualTo("It is refused");
  }

  @Test
  void knowsTheRegionOrTheAddressThatAClientCalls() {
    try (var aws = SecurityHubClient.builder().region(Region.EU_CENTRAL_1).build();
        var other =
            SecurityHubClient.builder()
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create("http://127.0.0.1:8090"))
                .build()) {
      assertThat(Whereabouts.of(aws)).isEqualTo(new Whereabouts("Region eu-central-1"));
      assertThat(Whereabouts.of(other)).isEqualTo(new Whereabouts("http://127.0.0.1:8090"));
    }
  }
}
