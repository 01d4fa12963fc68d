package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.infra.Template.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.cxapi.CloudAssembly;

/// What an organization asks for is so with every resource of a kind.
final class OrganizationTest {
  private static final String ARN =
      "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final Map<String, Object> ASKED =
      Map.of(
          "rules",
          "appconfig",
          "alarmEmails",
          "team@example.com",
          "key",
          "create",
          "vpc",
          "vpc-0a1b2c3d",
          "subnets",
          "subnet-0a1b2c3d,subnet-1a1b2c3d",
          "securityGroups",
          "sg-0a1b2c3d",
          "reservedConcurrency",
          "4",
          "tags",
          "team=security,cost-center=4711");
  private static final Map<String, Object> GIVEN = Map.of("key", ARN, "mode", "observe");

  private final Template template = Synthesis.template(ASKED);

  static Stream<Map<String, Object>> withKeys() {
    return Stream.of(ASKED, GIVEN);
  }

  private static String key(Template template) {
    List<Resource> keys = template.all("AWS::KMS::Key");
    return keys.isEmpty() ? ARN : "{%s.Arn}".formatted(keys.getFirst().logicalId());
  }

  @ParameterizedTest
  @MethodSource("withKeys")
  void encryptsQueuesOfWorkWithTheKeyAndTheLastOnesWithSqsOwn(Map<String, Object> options) {
    Template template = Synthesis.template(options);
    List<String> withKey = new ArrayList<>();
    List<String> withSqsOwn = new ArrayList<>();
    for (Resource queue : template.all("AWS::SQS::Queue")) {
      String path = queue.json().at("/Metadata/aws:cdk:path").asText();
      String name = path.replace("/Resource", "").replaceAll(".*/", "");
      if (queue.properties().has("KmsMasterKeyId")) {
        assertThat(Template.text(queue.property("KmsMasterKeyId"))).isEqualTo(key(template));
        assertThat(queue.properties().has("SqsManagedSseEnabled")).isFalse();
        withKey.add(name);
      } else {
        assertThat(queue.property("SqsManagedSseEnabled").asBoolean()).isTrue();
        withSqsOwn.add(name);
      }
    }

    assertThat(withKey).containsExactlyInAnyOrder("Findings", "Runs");
    assertThat(withSqsOwn)
        .containsExactlyInAnyOrder("Undelivered", "Failed", "FailedRuns", "UnstartedRuns");
  }

  @ParameterizedTest
  @MethodSource("withKeys")
  void encryptsAllLogsAndVariables(Map<String, Object> options) {
    Template template = Synthesis.template(options);

    assertThat(template.all("AWS::Logs::LogGroup"))
        .hasSize(3)
        .allSatisfy(
            log -> assertThat(Template.text(log.property("KmsKeyId"))).isEqualTo(key(template)));
    assertThat(template.all("AWS::Lambda::Function"))
        .hasSize(3)
        .allSatisfy(
            function ->
                assertThat(Template.text(function.property("KmsKeyArn"))).isEqualTo(key(template)));
  }

  @Test
  void encryptsTheTopicWithTheSameKey() {
    assertThat(template.all("AWS::KMS::Key")).hasSize(1);
    assertThat(Template.text(template.only("AWS::SNS::Topic").property("KmsMasterKeyId")))
        .isEqualTo(key(template));
  }

  /// The logs that it encrypts are kept too.
  @Test
  void keepsTheKeyWhenTheStackIsDeleted() {
    Resource key = template.only("AWS::KMS::Key");

    assertThat(key.json().get("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
    assertThat(key.json().get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    assertThat(key.property("EnableKeyRotation").asBoolean()).isTrue();
  }

  @Test
  void letsExactlyTheServicesUseTheKeyThatHaveTo() {
    assertThat(QuellStackTest.allowed(template))
        .filteredOn(statement -> statement.startsWith("Key: "))
        .filteredOn(statement -> statement.contains(".amazonaws.com "))
        .containsExactlyInAnyOrder(
            "Key: events.amazonaws.com kms:Decrypt kms:GenerateDataKey on * if StringEquals"
                + " aws:SourceAccount {AWS::AccountId}",
            "Key: cloudwatch.amazonaws.com kms:Decrypt kms:GenerateDataKey on * if StringEquals"
                + " aws:SourceAccount {AWS::AccountId}",
            "Key: logs.{AWS::Region}.amazonaws.com kms:Decrypt kms:DescribeKey kms:Encrypt"
                + " kms:GenerateDataKey kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom"
                + " kms:ReEncryptTo on * if ArnLike kms:EncryptionContext:aws:logs:arn"
                + " arn:{AWS::Partition}:logs:{AWS::Region}:{AWS::AccountId}:log-group:*");
  }

  @ParameterizedTest
  @MethodSource("withKeys")
  void letsRolesUseTheKeyAsFarAsTheyHaveTo(Map<String, Object> options) {
    Template template = Synthesis.template(options);
    String key = options.equals(GIVEN) ? ARN : "{Key.Arn}";

    assertThat(QuellStackTest.allowed(template))
        .filteredOn(statement -> statement.contains("Permissions: kms:"))
        .containsExactlyInAnyOrder(
            "Role/Permissions: kms:Decrypt kms:GenerateDataKey on " + key,
            "Reconciliation/Role/Permissions: kms:Decrypt kms:GenerateDataKey on " + key,
            "Reconciliation/ScheduleRole/Permissions: kms:Decrypt kms:GenerateDataKey on " + key,
            "Rules/ValidatorRole/Permissions: kms:Decrypt on " + key);
  }

  @Test
  void printsWhatTheKeyOfSomebodyElseNeeds() {
    CloudAssembly assembly = Synthesis.assembly(GIVEN);
    List<String> messages =
        Project.json(Path.of(assembly.getDirectory(), "Quell.metadata.json"))
            .findValuesAsText("data")
            .stream()
            .filter(message -> message.contains("needs these statements"))
            .toList();

    assertThat(messages).hasSize(1);
    JsonNode statements =
        Project.json(messages.getFirst().substring(messages.getFirst().indexOf('[')));
    assertThat(statements)
        .extracting(statement -> statement.get("Sid").asText())
        .containsExactly("QuellRoles", "QuellGrants", "QuellEvents", "QuellLogs", "QuellAlarms");
    assertThat(statements.toString())
        .contains(
            "arn:aws:iam::111122223333:root",
            "logs.eu-west-1.amazonaws.com",
            "arn:aws:logs:eu-west-1:111122223333:log-group:*")
        .doesNotContain("Token[");
    assertThat(Synthesis.template(GIVEN).all("AWS::KMS::Key")).isEmpty();
  }

  /// The page shows the same statements.
  @Test
  void documentsWhatTheKeyOfSomebodyElseNeeds() {
    String page = Project.text(Project.path("docs/deploy.md"));
    JsonNode printed =
        Project.json(
            Project.json(Path.of(Synthesis.assembly(GIVEN).getDirectory(), "Quell.metadata.json"))
                .findValuesAsText("data")
                .stream()
                .filter(message -> message.contains("needs these statements"))
                .map(message -> message.substring(message.indexOf('[')))
                .findFirst()
                .orElseThrow());
    int start = page.indexOf("```json\n[\n  {\"Sid\": \"QuellRoles\"") + 8;

    assertThat(
            Project.json(
                page.substring(start, page.indexOf("```", start))
                    .replace("REGION", "eu-west-1")
                    .replace("ACCOUNT", "111122223333")))
        .isEqualTo(printed);
  }

  @Test
  void runsAllFunctionsInTheNetwork() {
    assertThat(template.all("AWS::Lambda::Function"))
        .hasSize(3)
        .allSatisfy(
            function -> {
              assertThat(Template.texts(function.property("VpcConfig").get("SubnetIds")))
                  .containsExactly("subnet-0a1b2c3d", "subnet-1a1b2c3d");
              assertThat(Template.texts(function.property("VpcConfig").get("SecurityGroupIds")))
                  .containsExactly("sg-0a1b2c3d");
            });
    assertThat(Synthesis.template(GIVEN).all("AWS::Lambda::Function"))
        .allSatisfy(function -> assertThat(function.properties().has("VpcConfig")).isFalse());
  }

  @Test
  void letsLambdaMakeNetworkInterfacesThereAndTheCodeNone() {
    String ec2 = "arn:{AWS::Partition}:ec2:{AWS::Region}:{AWS::AccountId}:";

    for (String role : List.of("Role", "Reconciliation/Role", "Rules/ValidatorRole")) {
      assertThat(QuellStackTest.allowed(template))
          .filteredOn(statement -> statement.startsWith(role + "/NetworkPolicy: ec2:"))
          .containsExactlyInAnyOrder(
              role
                  + "/NetworkPolicy: ec2:CreateNetworkInterface on "
                  + ec2
                  + "network-interface/* "
                  + ec2
                  + "security-group/sg-0a1b2c3d "
                  + ec2
                  + "subnet/subnet-0a1b2c3d "
                  + ec2
                  + "subnet/subnet-1a1b2c3d if ArnEqualsIfExists ec2:Vpc "
                  + ec2
                  + "vpc/vpc-0a1b2c3d",
              role
                  + "/NetworkPolicy: ec2:AssignPrivateIpAddresses ec2:DeleteNetworkInterface"
                  + " ec2:UnassignPrivateIpAddresses on "
                  + ec2
                  + "network-interface/* if ArnEqualsIfExists ec2:Vpc "
                  + ec2
                  + "vpc/vpc-0a1b2c3d",
              role + "/NetworkPolicy: ec2:DescribeNetworkInterfaces ec2:DescribeSubnets on *");
    }
    assertThat(template.statements().values())
        .flatExtracting(statements -> statements)
        .filteredOn(statement -> statement.path("Sid").asText().equals("NotByTheCodeItself"))
        .hasSize(3)
        .allSatisfy(
            statement -> {
              assertThat(statement.get("Effect").asText()).isEqualTo("Deny");
              assertThat(Template.texts(statement.get("Action")))
                  .contains("ec2:CreateNetworkInterface", "ec2:DescribeSubnets");
              assertThat(
                      Template.text(
                          statement.at("/Condition/ArnLike").get("lambda:SourceFunctionArn")))
                  .isEqualTo(
                      "arn:{AWS::Partition}:lambda:{AWS::Region}:{AWS::AccountId}:function:*");
            });
  }

  @Test
  void reservesConcurrencyForAllFunctionsOrForNone() {
    assertThat(template.all("AWS::Lambda::Function"))
        .extracting(function -> function.property("ReservedConcurrentExecutions").asInt())
        .containsExactlyInAnyOrder(4, 2, 1);
    int atOnce =
        template
            .at("Quell/Quell/Batches")
            .property("ScalingConfig")
            .get("MaximumConcurrency")
            .asInt();
    assertThat(template.at("Quell/Quell/Function").property("ReservedConcurrentExecutions").asInt())
        .isGreaterThan(atOnce);
    for (Map<String, Object> none :
        List.<Map<String, Object>>of(Map.of(), Map.of("delivery", "direct"))) {
      assertThat(Synthesis.template(none).all("AWS::Lambda::Function"))
          .allSatisfy(
              function ->
                  assertThat(function.properties().has("ReservedConcurrentExecutions")).isFalse());
    }
  }

  @Test
  void tagsWhateverCanBeTagged() {
    Set<String> kinds =
        Set.of(
            "AWS::Lambda::Function",
            "AWS::SQS::Queue",
            "AWS::Logs::LogGroup",
            "AWS::IAM::Role",
            "AWS::CloudWatch::Alarm",
            "AWS::SNS::Topic",
            "AWS::KMS::Key",
            "AWS::AppConfig::Application");

    for (String kind : kinds) {
      assertThat(template.all(kind))
          .isNotEmpty()
          .allSatisfy(
              resource ->
                  assertThat(resource.property("Tags").toString())
                      .as(resource.logicalId())
                      .contains("{\"Key\":\"team\",\"Value\":\"security\"}")
                      .contains("{\"Key\":\"cost-center\",\"Value\":\"4711\"}"));
    }
  }
}
