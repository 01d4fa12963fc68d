package io.quell.infra.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quell.infra.cloudformation.StackUpdate.Fate;
import org.junit.jupiter.api.Test;

/// The model itself, on templates of a few lines.
final class StackUpdateTest {
  private static final String QUEUE =
      "\"Q\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {\"VisibilityTimeout\": 1}}";
  private static final String POLICY =
      """
      "P": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": "Q"}]}}\
      """;
  private static final String FUNCTION =
      "\"F\": {\"Type\": \"AWS::Lambda::Function\", \"Properties\": {}}";
  private static final String MAPPING =
      """
      "M": {"Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {"EventSourceArn": {"Fn::GetAtt": ["Q", "Arn"]},
                           "FunctionName": {"Ref": "F"}}}\
      """;

  private static StackTemplate template(String... resources) {
    try {
      return StackTemplate.of(
          new JsonMapper().readTree("{\"Resources\": {" + String.join(",", resources) + "}}"));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void createsAllBeforeAndRemovesAllAfter() {
    StackTemplate template = template(QUEUE, POLICY);

    assertThat(StackUpdate.between(StackTemplate.NONE, template).with(Fate.CREATED))
        .containsExactly("P", "Q");
    assertThat(StackUpdate.between(template, StackTemplate.NONE).with(Fate.REMOVED))
        .containsExactly("P", "Q");
    assertThat(StackUpdate.between(template, template).with(Fate.UNTOUCHED))
        .containsExactly("P", "Q");
  }

  @Test
  void changesInPlaceWhatCanChange() {
    StackUpdate update =
        StackUpdate.between(template(QUEUE, POLICY), template(QUEUE.replace("1", "2"), POLICY));

    assertThat(update.fate("Q")).isEqualTo(Fate.UPDATED);
    assertThat(update.fate("P")).isEqualTo(Fate.UNTOUCHED);
  }

  /// A policy only gets the new queue's address; a mapping cannot.
  @Test
  void replacesWhatNamesSomethingReplacedInAPropertyThatCannotChange() {
    String fifo = QUEUE.replace("\"VisibilityTimeout\": 1", "\"FifoQueue\": true");
    StackUpdate update =
        StackUpdate.between(
            template(QUEUE, POLICY, FUNCTION, MAPPING), template(fifo, POLICY, FUNCTION, MAPPING));

    assertThat(update.fate("Q")).isEqualTo(Fate.REPLACED);
    assertThat(update.fate("M")).isEqualTo(Fate.REPLACED);
    assertThat(update.fate("P")).isEqualTo(Fate.UPDATED);
    assertThat(update.fate("F")).isEqualTo(Fate.UNTOUCHED);
  }

  @Test
  void keepsWhatItsPoliciesSay() {
    String kept =
        QUEUE.replace(
            "\"Properties\"",
            "\"DeletionPolicy\": \"RetainExceptOnCreate\", \"UpdateReplacePolicy\": \"Retain\","
                + " \"Properties\"");
    String replaced = kept.replace("\"VisibilityTimeout\": 1", "\"QueueName\": \"other\"");

    assertThat(StackUpdate.between(template(kept), template(FUNCTION)).fate("Q"))
        .isEqualTo(Fate.REMOVED_AND_KEPT);
    assertThat(StackUpdate.between(template(kept), template(replaced)).fate("Q"))
        .isEqualTo(Fate.REPLACED_AND_KEPT);
  }

  @Test
  void ordersByWhatIsNamedInEitherForm() {
    StackTemplate template =
        template(
            QUEUE,
            POLICY,
            "\"R\": {\"Type\": \"AWS::Events::Rule\", \"DependsOn\": [\"P\"], \"Properties\":"
                + " {\"Targets\": [{\"Arn\": {\"Fn::Sub\": \"${F.Arn}:x\"}}]}}",
            FUNCTION);

    assertThat(template.allThatItNeeds("R")).containsExactly("F", "P", "Q");
    assertThat(StackUpdate.between(StackTemplate.NONE, template).inOrder())
        .extracting(StackResource::logicalId)
        .containsSubsequence("Q", "P", "R")
        .containsSubsequence("F", "R");
  }

  @Test
  void refusesWhatCloudFormationRefusesAndWhatItDoesNotKnow() {
    assertThatThrownBy(
            () ->
                StackUpdate.between(template(QUEUE), template(FUNCTION.replace("\"F\"", "\"Q\""))))
        .hasMessageContaining("another type");
    assertThatThrownBy(() -> template(POLICY)).hasMessageContaining("does not have: [Q]");
    assertThatThrownBy(() -> template(QUEUE.replace("SQS::Queue", "DynamoDB::Table")))
        .hasMessageContaining("does not know AWS::DynamoDB::Table");
    assertThatThrownBy(() -> template(QUEUE.replace("1", "{\"Fn::Base64\": \"a\"}")))
        .hasMessageContaining("does not know Fn::Base64");
    StackTemplate circle = template(QUEUE.replace("1", "{\"Ref\": \"P\"}"), POLICY);
    assertThatThrownBy(() -> circle.allThatItNeeds("Q")).hasMessageContaining("needs itself");
    assertThatThrownBy(() -> StackUpdate.between(StackTemplate.NONE, circle).inOrder())
        .hasMessageContaining("need each other");
  }

  private static String application(String name, String policy) {
    return """
    "A": {"Type": "AWS::AppConfig::Application", "Properties": {"Name": %s}%s}\
    """
        .formatted(name, policy);
  }

  @Test
  void findsANameThatIsStillTaken() {
    String kept = ", \"DeletionPolicy\": \"Retain\"";
    AwsAccount account = new AwsAccount();
    account.deploy(template(application("\"Quell\"", kept)));
    account.delete();

    assertThat(account.leftBehind()).isEqualTo(1);
    assertThatThrownBy(() -> account.deploy(template(application("\"Quell\"", kept))))
        .hasMessageContaining("is taken");

    AwsAccount other = new AwsAccount();
    other.deploy(template(application("\"Quell\"", "")));
    other.delete();
    assertThat(other.deploy(template(application("\"Quell\"", ""))).fate("A"))
        .isEqualTo(Fate.CREATED);
  }

  @Test
  void takesTheStacksIdForAnotherOneInEachStackAndForTheSameInOne() {
    String name = "{\"Fn::Join\": [\"-\", [\"Quell\", {\"Ref\": \"AWS::StackId\"}]]}";
    String kept = ", \"DeletionPolicy\": \"Retain\"";
    AwsAccount account = new AwsAccount();
    account.deploy(template(application(name, kept)));
    account.delete();
    account.deploy(template(application(name, kept)));

    account.deploy(template(FUNCTION));
    assertThat(account.leftBehind()).isEqualTo(2);
    assertThatThrownBy(() -> account.deploy(template(FUNCTION, application(name, kept))))
        .hasMessageContaining("is taken");
  }

  @Test
  void findsANameThatTwoHave() {
    assertThatThrownBy(
            () ->
                new AwsAccount()
                    .deploy(template(QUEUE, FUNCTION, MAPPING, MAPPING.replace("\"M\"", "\"N\""))))
        .hasMessageContaining("of M and of N");
  }
}
