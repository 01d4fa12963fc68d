package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/// cdk-nag's AWS Solutions checks over every kind of resource that the options can bring.
final class NagTest {
  private static final Set<String> REPORTED = Set.of("aws:cdk:error", "aws:cdk:warning");

  static Stream<Map<String, Object>> options() {
    return Stream.of(Map.of("delivery", "queue"),
        Map.of("delivery", "direct", "tracing", "on", "alarmEmail", "team@example.com"));
  }

  @ParameterizedTest
  @MethodSource("options")
  void findsNothing(Map<String, Object> options) {
    App app = Synthesis.app(options);
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());

    Path assembly = Path.of(app.synth().getDirectory());
    List<String> messages = new ArrayList<>();
    Project.json(assembly.resolve("Quell.metadata.json")).properties()
        .forEach(construct -> construct.getValue().forEach(entry -> {
          if (REPORTED.contains(entry.get("type").asText())) {
            messages.add(construct.getKey() + ": " + entry.get("data").asText());
          }
        }));

    assertThat(messages).isEmpty();
  }
}
