package io.quell.infra.intake;

import io.quell.compile.pattern.FindingPattern;
import io.quell.infra.synthesis.OrderedJson;
import io.quell.lambda.event.EventReader;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;

/// What a person can choose for findings in the Security Hub console.
public enum CustomAction {
  TRIAGE(
      EventReader.TRIAGE_ACTION,
      "Quell: triage",
      "Runs Quell's rules over the chosen findings now."),
  RELEASE(
      EventReader.RELEASE_ACTION,
      "Quell: release",
      "Takes back what Quell changed on the chosen findings."), //
  UNDO_RELEASE(
      EventReader.UNDO_ACTION,
      "Quell: undo release",
      "Lets Quell's rules apply to the chosen findings again.");

  /// The detail-type of the event that a custom action of the console raises.
  static final String DETAIL_TYPE = "Security Hub Findings - Custom Action";

  private final String id;
  private final String label;
  private final String description;

  /// @param id at most 20 letters and digits (CreateActionTarget, Id)
  /// @param label at most 20 characters (CreateActionTarget, Name)
  CustomAction(String id, String label, String description) {
    this.id = id;
    this.label = label;
    this.description = description;
  }

  /// Its id, which is also the end of its ARN.
  public String id() {
    return id;
  }

  /// Its name in the console.
  public String label() {
    return label;
  }

  /// What it does, as the console says it.
  public String description() {
    return description;
  }

  /// Creates it.
  void createIn(Construct scope) {
    CfnResource action =
        CfnResource.Builder.create(scope, id)
            .type("AWS::SecurityHub::ActionTarget")
            .properties(
                OrderedJson.object(
                    List.of(
                        Map.entry("Id", id),
                        Map.entry("Name", label),
                        Map.entry("Description", description))))
            .build();
    Validations.of(action)
        .acknowledge(
            Acknowledgment.builder()
                .id("CloudFormation-Validate::F3006")
                .reason(
                    "AWS::SecurityHub::ActionTarget is in CloudFormation's reference, and not yet"
                        + " in the CDK's.")
                .build());
  }

  /// The pattern of the events that this action raises, whatever the findings' status: a person has
  /// chosen them. The action's ARN follows from its id (CreateActionTarget, ActionTargetArn).
  Map<String, Object> patternIn(Construct scope) {
    String arn =
        Stack.of(scope)
            .formatArn(
                ArnComponents.builder()
                    .service("securityhub")
                    .resource("action")
                    .resourceName("custom/" + id)
                    .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                    .build());
    return OrderedJson.object(
        List.of(
            Map.entry("source", List.of(FindingPattern.SOURCE)),
            Map.entry("detail-type", List.of(DETAIL_TYPE)),
            Map.entry("resources", List.of(arn))));
  }
}
