package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
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

/// cdk-nag's AWS Solutions checks over every kind of resource that the options can bring.
final class NagSuppressionsTest {
  private static final Set<String> REPORTED = Set.of("aws:cdk:error", "aws:cdk:warning");

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
        Map.of("rules", "appconfig"));
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
  }

  private static App app(Map<String, Object> options) {
    Map<String, Object> context = new HashMap<>(options);
    // As messages, so that they can be listed, not as a failed synthesis.
    context.put("@aws-cdk/core:annotationsInValidationReport", false);
    App app = Synthesis.app(context);
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
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
