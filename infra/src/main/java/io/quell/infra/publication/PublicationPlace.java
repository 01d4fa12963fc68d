package io.quell.infra.publication;

import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/// Where a configuration is published in AWS AppConfig.
///
/// @param applicationId the application's id
/// @param environmentId the environment's id, as events name it
/// @param profileId the configuration profile's id, likewise
public record PublicationPlace(String applicationId, String environmentId, String profileId) {

  /// What the functions' variables say: `appconfig:APPLICATION/ENVIRONMENT/PROFILE`.
  public String variable() {
    return "appconfig:%s/%s/%s".formatted(applicationId, environmentId, profileId);
  }

  /// The environment's ARN.
  String environmentArn(Construct scope) {
    return arn(scope, "%s/environment/%s".formatted(applicationId, environmentId));
  }

  /// Allows to read what is published here, and nothing else.
  ///
  /// @param sid the statement's id
  PolicyStatement reading(Construct scope, String sid) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .actions(List.of("appconfig:StartConfigurationSession", "appconfig:GetLatestConfiguration"))
        .resources(
            List.of(
                arn(
                    scope,
                    "%s/environment/%s/configuration/%s"
                        .formatted(applicationId, environmentId, profileId))))
        .build();
  }

  private static String arn(Construct scope, String name) {
    return Stack.of(scope)
        .formatArn(
            ArnComponents.builder()
                .service("appconfig")
                .resource("application")
                .resourceName(name)
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
  }
}
