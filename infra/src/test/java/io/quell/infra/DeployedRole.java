package io.quell.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// The policy of a role in a template, as IAM has it after a deployment in eu-west-1 of the account
/// 111122223333.
final class DeployedRole {
  private DeployedRole() {}

  /// @param path the role's place in the template. What the template names by its ARN is named by
  ///     its own place, such as `Quell/Quell/Findings`
  static IamPolicy of(Template template, String path) {
    String statements =
        template.at(path + "/Permissions").property("PolicyDocument").get("Statement").toString();
    for (Map.Entry<String, JsonNode> resource : template.json().get("Resources").properties()) {
      String id = resource.getKey();
      String place = "\"" + resource.getValue().at("/Metadata/aws:cdk:path").asText() + "\"";
      statements =
          statements
              .replaceAll(
                  "\\{\"Fn::GetAtt\":\\[\"%s\",\"(Arn|EnvironmentId|ConfigurationProfileId)\"]}"
                      .formatted(id),
                  place)
              .replace("{\"Ref\":\"%s\"}".formatted(id), place);
    }
    return new IamPolicy(
        Project.elements(
            Project.json(
                statements
                    .replace("/Resource\"", "\"")
                    .replace("{\"Ref\":\"AWS::Partition\"}", "\"aws\"")
                    .replace("{\"Ref\":\"AWS::Region\"}", "\"eu-west-1\"")
                    .replace("{\"Ref\":\"AWS::AccountId\"}", "\"111122223333\""))));
  }
}
