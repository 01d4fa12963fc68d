package io.quell.infra.publication;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.appconfig.CfnConfigurationProfile;
import software.amazon.awscdk.services.appconfig.CfnDeploymentStrategy;
import software.amazon.awscdk.services.appconfig.CfnEnvironment;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/// The levers of an incident, which every stack has: whether anything is changed at all, and which
/// rules are suspended. They are published in an environment without monitors, at once and without
/// a watch afterwards: a red alarm would take the remedy back too.
public final class LeversPublication extends Construct {
  /// What the file of levers may hold, for AppConfig, which knows draft 4 of JSON Schema
  /// (AppConfig, JSON Schema validators). A rule's id is as in the file of rules.
  static final String SCHEMA =
      """
      {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "mode": {"enum": ["normal", "observe", "stop-changing"]},
          "suspended": {
            "type": "array",
            "uniqueItems": true,
            "items": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
          }
        }
      }
      """;

  private final PublicationPlace place;
  private final CfnDeploymentStrategy strategy;

  /// @param applicationId the application of the rules, which this is published in too
  public LeversPublication(Construct scope, String applicationId) {
    super(scope, "Levers");
    CfnEnvironment environment =
        CfnEnvironment.Builder.create(this, "Environment")
            .applicationId(applicationId)
            .name("levers")
            .description("Quell's functions in an incident: without monitors")
            .build();
    CfnConfigurationProfile profile =
        CfnConfigurationProfile.Builder.create(this, "Profile")
            .applicationId(applicationId)
            .name("levers")
            .description("The levers of an incident, in JSON")
            .locationUri("hosted")
            .type("AWS.Freeform")
            .validators(
                List.of(
                    CfnConfigurationProfile.ValidatorsProperty.builder()
                        .type("JSON_SCHEMA")
                        .content(SCHEMA)
                        .build()))
            .build();
    environment.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    profile.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    strategy =
        CfnDeploymentStrategy.Builder.create(this, "Strategy")
            .name(GeneratedName.of(this, "at-once"))
            .description("Everywhere at once, without a watch for alarms")
            .deploymentDurationInMinutes(0)
            .growthFactor(100)
            .growthType("LINEAR")
            .finalBakeTimeInMinutes(0)
            .replicateTo("NONE")
            .build();
    place =
        new PublicationPlace(
            applicationId,
            environment.getAttrEnvironmentId(),
            profile.getAttrConfigurationProfileId());
  }

  /// Lets a function take the levers that are published here.
  public void readBy(Function function, Role role) {
    function.addEnvironment("QUELL_LEVERS", place.variable());
    role.addToPolicy(place.reading(this, "ReadLevers"));
  }

  /// Where levers are published.
  public PublicationPlace place() {
    return place;
  }

  /// How they are deployed: the id of the deployment strategy.
  public String strategyId() {
    return strategy.getRef();
  }
}
