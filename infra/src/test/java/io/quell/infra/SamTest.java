package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.infra.function.FunctionJar;
import io.quell.lambda.RuleFileValidator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.cxapi.CloudAssembly;

/// The template as `sam local invoke` reads it: which function a name stands for, where its code
/// is, what is called in it, and with which variables.
final class SamTest {
  private static final String ENDPOINT = "http://host.docker.internal:8090";
  private static final Map<String, Object> LOCAL =
      Map.of("mode", "enforce", "endpointUrl", ENDPOINT);
  /// A path that SAM takes a name from has a stack, a construct and its resource (SAM CLI, resource
  /// ids of CDK functions).
  private static final int LONGEST_PATH = 3;

  private static final int SHORTEST_PATH = 2;

  static Stream<Map<String, Object>> allOptions() {
    return Stream.of(LOCAL, Map.of("rules", "appconfig"), Map.of("delivery", "direct"));
  }

  /// What SAM calls a resource: its `SamResourceId` if it has one, then the construct's id where
  /// the path is short, then the logical id.
  private static String name(String logicalId, JsonNode resource) {
    JsonNode metadata = resource.path("Metadata");
    String given = metadata.path("SamResourceId").asText();
    if (!given.isEmpty()) {
      return given;
    }
    String[] path = metadata.path("aws:cdk:path").asText().split("/", -1);
    return path.length >= SHORTEST_PATH && path.length <= LONGEST_PATH
        ? path[path.length - 2]
        : logicalId;
  }

  private static JsonNode function(Template template, String name) {
    List<JsonNode> found =
        template.all("AWS::Lambda::Function").stream()
            .filter(function -> name(function.logicalId(), function.json()).equals(name))
            .map(Template.Resource::json)
            .toList();
    if (found.size() != 1) {
      throw new AssertionError("Function %s not found in template".formatted(name));
    }
    return found.getFirst();
  }

  @ParameterizedTest
  @MethodSource("allOptions")
  void findsEachFunctionByItsName(Map<String, Object> options) {
    Template template = Synthesis.template(options);

    assertThat(template.all("AWS::Lambda::Function"))
        .extracting(function -> name(function.logicalId(), function.json()))
        .containsExactlyInAnyOrder("Function", "Reconciler", "Validator");
    assertThat(function(template, "Function").at("/Properties/Handler").asText())
        .isEqualTo(FunctionJar.HANDLER);
    assertThat(function(template, "Reconciler").at("/Properties/Handler").asText())
        .isEqualTo(FunctionJar.RECONCILIATION_HANDLER);
    assertThat(function(template, "Validator").at("/Properties/Handler").asText())
        .isEqualTo(RuleFileValidator.class.getName());
  }

  /// The path alone would not do: the function is one construct deeper than SAM looks.
  @Test
  void wouldFindNoneByTheirPaths() {
    Template template = Synthesis.template(LOCAL);
    Template withoutNames =
        new Template(
            Project.json(template.json().toString().replaceAll("\"SamResourceId\"", "\"Other\"")));

    assertThatThrownBy(() -> function(withoutNames, "Function"))
        .hasMessage("Function Function not found in template");
  }

  /// The asset is a jar beside the template, whatever the folder of the synthesis is.
  @Test
  void findsTheCodeWithTheHandlerInIt() throws Exception {
    CloudAssembly assembly = Synthesis.assembly(LOCAL);
    JsonNode metadata = function(Synthesis.template(LOCAL), "Function").get("Metadata");
    Path jar = Path.of(assembly.getDirectory()).resolve(metadata.get("aws:asset:path").asText());

    assertThat(metadata.get("aws:asset:property").asText()).isEqualTo("Code");
    assertThat(jar).exists().hasExtension("jar");
    assertThat(jar.toString()).doesNotContain("cdk.out/..");
    try (var files = new java.util.zip.ZipFile(jar.toFile())) {
      assertThat(files.getEntry(FunctionJar.HANDLER.replace('.', '/') + ".class")).isNotNull();
    }
    assertThat(Files.size(jar)).isPositive();
  }

  /// SAM hands on only variables that the template declares, and a reference as its logical id.
  @Test
  void handsOnTheEndpointOfTheLocalHub() {
    Map<String, String> variables = new TreeMap<>();
    function(Synthesis.template(LOCAL), "Function")
        .at("/Properties/Environment/Variables")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), Template.text(variable.getValue())));

    assertThat(variables)
        .containsEntry("AWS_ENDPOINT_URL_SECURITYHUB", ENDPOINT)
        .containsEntry("QUELL_MODE", "enforce");
    assertThat(variables.values()).allSatisfy(value -> assertThat(value).isNotBlank());
  }

  @Test
  void isToldHowToCallIt() {
    String calls = Project.text(Project.path("docs/deploy.md"));
    Set<String> names = Set.of("Function", "Reconciler", "Validator");

    assertThat(
            Arrays.stream(calls.split("sam local invoke ", -1))
                .skip(1)
                .map(call -> call.split("[^A-Za-z]", 2)[0]))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(names::contains);
  }
}
