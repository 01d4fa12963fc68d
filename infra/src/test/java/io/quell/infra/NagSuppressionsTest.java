package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.PCIDSS321Checks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/// cdk-nag's checks over every kind of resource that the options can bring: AWS Solutions with all
/// options, NIST 800-53 and PCI DSS with those set that an organization which has to pass them
/// sets.
final class NagSuppressionsTest {
  private static final Set<String> REPORTED = Set.of("aws:cdk:error", "aws:cdk:warning");

  /// What may be answered by a reason. More would be a habit.
  private static final Set<String> ACKNOWLEDGED =
      Set.of("AwsSolutions-SQS3", "AwsSolutions-IAM5", "NIST.800.53.R5-LambdaDLQ");

  private static final Map<String, Object> ORGANIZATION =
      Map.of(
          "alarmEmails",
          "team@example.com",
          "key",
          "create",
          "vpc",
          "vpc-0a1b2c3d",
          "subnets",
          List.of("subnet-0a1b2c3d", "subnet-1a1b2c3d"),
          "securityGroups",
          "sg-0a1b2c3d",
          "reservedConcurrency",
          3);

  static Stream<Map<String, Object>> options() {
    return Stream.of(
        Map.of("delivery", "queue"),
        Map.of(
            "delivery",
            "direct",
            "tracing",
            "on",
            "alarmEmails",
            "team@example.com",
            "customActions",
            "stack"),
        organization(Map.of("rules", "appconfig")),
        organization(Map.of("delivery", "direct", "tracing", "on", "customActions", "stack")));
  }

  private static Map<String, Object> organization(Map<String, Object> more) {
    Map<String, Object> options = new HashMap<>(ORGANIZATION);
    options.putAll(more);
    return options;
  }

  @ParameterizedTest
  @MethodSource("options")
  void findsNothing(Map<String, Object> options) {
    assertThat(messages(app(options))).isEmpty();
  }

  @Test
  void wouldFindWhatIsWrong() {
    App app = app(Map.of("delivery", "queue", "formats", "asff"));
    Topic.Builder.create((Construct) app.getNode().findChild("Quell"), "Careless").build();

    assertThat(messages(app)).singleElement().asString().contains("AwsSolutions-SNS3");
  }

  /// Each of the options is needed for the two packs.
  @Test
  void wouldFindWhatTheOptionsAreFor() {
    App app = app(Map.of("delivery", "queue", "formats", "ocsf"));
    Aspects.of(app).add(NIST80053R5Checks.Builder.create().build());
    Aspects.of(app).add(PCIDSS321Checks.Builder.create().build());

    assertThat(messages(app))
        .isNotEmpty()
        .extracting(message -> message.replaceFirst("(?s).* ([A-Z0-9.a-z]+-[A-Za-z]+): .*", "$1"))
        .containsOnly(
            "NIST.800.53.R5-CloudWatchLogGroupEncrypted",
            "NIST.800.53.R5-LambdaConcurrency",
            "NIST.800.53.R5-LambdaInsideVPC",
            "PCI.DSS.321-CloudWatchLogGroupEncrypted",
            "PCI.DSS.321-LambdaInsideVPC");
  }

  @ParameterizedTest
  @MethodSource("options")
  void isOnlyOverruledWithAReason(Map<String, Object> options) {
    List<JsonNode> overruled = Synthesis.template(options).json().findValues("rules_to_suppress");

    assertThat(overruled)
        .isNotEmpty()
        .allSatisfy(
            entries ->
                assertThat(entries)
                    .allSatisfy(
                        entry ->
                            assertThat(entry.get("reason").asText())
                                .hasSizeGreaterThan(40)
                                .endsWith(".")));
    assertThat(overruled)
        .allSatisfy(
            entries ->
                assertThat(entries)
                    .extracting(entry -> entry.get("id").asText())
                    .isSubsetOf(ACKNOWLEDGED));
  }

  private static App app(Map<String, Object> options) {
    Map<String, Object> context = new HashMap<>(options);
    // As messages, so that they can be listed, not as a failed synthesis.
    context.put("@aws-cdk/core:annotationsInValidationReport", false);
    App app = Synthesis.app(context);
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
    if (options.keySet().containsAll(ORGANIZATION.keySet())) {
      Aspects.of(app).add(NIST80053R5Checks.Builder.create().build());
      Aspects.of(app).add(PCIDSS321Checks.Builder.create().build());
    }
    return app;
  }

  private static List<String> messages(App app) {
    Path assembly = Path.of(app.synth().getDirectory());
    List<String> messages = new ArrayList<>();
    Project.json(assembly.resolve("Quell.metadata.json"))
        .properties()
        .forEach(
            construct ->
                construct
                    .getValue()
                    .forEach(
                        entry -> {
                          if (REPORTED.contains(entry.get("type").asText())) {
                            messages.add(construct.getKey() + ": " + entry.get("data").asText());
                          }
                        }));
    return messages;
  }
}
