package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.compile.template.BookTemplate;
import io.quell.infra.cloudformation.StackTemplate;
import io.quell.infra.cloudformation.StackUpdate;
import io.quell.infra.cloudformation.StackUpdate.Fate;
import io.quell.infra.options.DeploymentOption;
import io.quell.infra.options.Options;
import io.quell.infra.release.Compaction;
import io.quell.infra.release.Evaluation;
import io.quell.infra.release.Factor;
import io.quell.infra.release.Factors;
import io.quell.infra.release.ReleaseTemplate;
import io.quell.lambda.RuleSource;
import io.quell.rule.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.StackProps;

final class ReleaseTemplateTest {
  private static final ReleaseTemplate RELEASE =
      new ReleaseTemplate(ReleaseTemplateTest::synthesized, DeployedVersion.text());
  private static final ObjectNode TEMPLATE = RELEASE.json();

  private static JsonNode synthesized(Map<String, Object> options) {
    return Synthesis.template(
            QuellProps.of(Options.of(options), Synthesis.jar(), List.of()),
            StackProps.builder().stackName(Factors.STACK).build())
        .json();
  }

  /// What must be given.
  private static Map<String, String> given() {
    return new HashMap<>(
        Map.of(
            "PackageBucket",
            "packages",
            "PackageKey",
            "quell-1.jar",
            "Book",
            Factors.BOOK,
            "AWS::StackName",
            Factors.STACK));
  }

  @Test
  void isWhatIsPackagedWithTheCompiler() throws Exception {
    Path made = Path.of("target", "release", "template.json");
    Files.createDirectories(made.getParent());
    Files.writeString(made, TEMPLATE.toPrettyString() + "\n");

    assertThat(
            Project.text(
                Project.path("compile/src/main/resources/io/quell/compile/template/template.json")))
        .as("cp infra/%s compile/src/main/resources/io/quell/compile/template/", made)
        .isEqualTo(Files.readString(made));
  }

  /// A way through all options: those of the stack that the CDK makes, and the values of the
  /// parameters that make the same one.
  record Way(Map<String, Object> options, Map<String, String> parameters) {}

  static Stream<Way> ways() {
    Map<String, Object> enforced = new TreeMap<>();
    enforced.put("mode", "enforce");
    enforced.put("memoryMb", 512);
    Map<String, Object> all = new TreeMap<>(enforced);
    all.putAll(
        Map.of("alarmEmails", "", "snapStart", "off", "architecture", "x86_64", "lateMinutes", 30));
    Map<String, Object> numbers =
        Map.of(
            "logRetentionDays", 30,
            "mostGivenBack", 17,
            "mostUpdates", 99,
            "reconcileAtMost", 44,
            "reconcileReads", 2,
            "reconcileUpdates", 3);
    return Stream.of(Map.<String, Object>of(), enforced, all, numbers)
        .map(ReleaseTemplateTest::way);
  }

  private static Way way(Map<String, Object> chosen) {
    Map<String, Object> options = ReleaseTemplate.options(chosen);
    if (chosen.containsKey("alarmEmails")) {
      options.remove("alarmEmails");
    }
    Map<String, String> parameters = given();
    for (Factor factor : Factors.all()) {
      String option = factor.variants().values().iterator().next().keySet().iterator().next();
      parameters.put(
          factor.parameters().keySet().iterator().next(),
          options.getOrDefault(option, "").toString());
    }
    return new Way(options, parameters);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void givesTheStackThatTheCdkGives(Way way) {
    StackTemplate made = StackTemplate.of(made(way.options()));

    StackTemplate release = StackTemplate.of(Evaluation.of(TEMPLATE, way.parameters()));

    assertThat(release.resources().keySet()).isEqualTo(made.resources().keySet());
    made.resources()
        .forEach(
            (id, resource) -> {
              if (!id.equals("FunctionCurrentVersion")) {
                assertThat(texts(release.resource(id).properties()))
                    .as(id)
                    .isEqualTo(texts(resource.properties()));
              }
              assertThat(release.allThatItNeeds(id)).as(id).isEqualTo(made.allThatItNeeds(id));
            });
  }

  private static ObjectNode made(Map<String, Object> options) {
    ObjectNode compact = Compaction.of(synthesized(options));
    Compaction.untangle(compact);
    for (JsonNode resource : compact.get("Resources")) {
      if (resource.at("/Properties/Code") instanceof ObjectNode code) {
        code.put("S3Bucket", "packages").put("S3Key", "quell-1.jar");
      }
    }
    return compact;
  }

  /// A parameter is a text where an option was a number: CloudFormation takes either.
  private static String texts(JsonNode properties) {
    return properties.toString().replaceAll("\"(\\d+)\"", "$1");
  }

  /// What is compiled for a book without the CDK is what the CDK compiles for it.
  @Test
  void compilesABookAsTheCdkDoes() {
    List<Rule> rules = new TestBook().classes();
    JsonNode cdk =
        Compaction.of(
            Synthesis.template(
                    QuellProps.of(Options.of(Map.of("mode", "enforce")), Synthesis.jar(), rules))
                .json());

    JsonNode book = Project.json(BookTemplate.of(rules, "0a1b2c3d4e5f"));

    for (String id : List.of("ImportedFindings", "ImportedFindings2")) {
      String pattern = "/Resources/%s/Properties/EventPattern".formatted(id);
      assertThat(book.at(pattern)).isNotEmpty().isEqualTo(cdk.at(pattern));
    }
    assertThat(book.get("Resources").has("ImportedFindings3")).isFalse();
    for (String role : List.of("RolePermissions", "ReconciliationRolePermissions")) {
      String statements = "/Resources/%s/Properties/PolicyDocument/Statement".formatted(role);
      assertThat(denials(book.at(statements))).isNotEmpty().isEqualTo(denials(cdk.at(statements)));
    }
  }

  @Test
  void tellsTheFunctionInItsOwnVariableWhatItWasCompiledFor() {
    assertThat(BookTemplate.COMPILED_FOR).isEqualTo(RuleSource.COMPILED_FOR);
  }

  private static List<String> denials(JsonNode statements) {
    return Project.elements(statements).stream()
        .filter(statement -> statement.path("Effect").asText().equals("Deny"))
        .map(JsonNode::toString)
        .sorted()
        .toList();
  }

  @Test
  void hasTheDefaultsOfTheOptions() {
    for (Factor factor : Factors.all()) {
      String option = factor.variants().values().iterator().next().keySet().iterator().next();
      String usual =
          Arrays.stream(DeploymentOption.values())
              .filter(candidate -> candidate.key().equals(option))
              .findFirst()
              .orElseThrow()
              .defaultText();
      factor
          .parameters()
          .keySet()
          .forEach(
              parameter ->
                  assertThat(TEMPLATE.at("/Parameters/" + parameter + "/Default").asText())
                      .as(parameter)
                      // a template does not know what its Region has
                      .isEqualTo(option.equals("snapStart") ? "on" : usual));
    }
  }

  static Stream<String> parameters() {
    return TEMPLATE.get("Parameters").properties().stream().map(Map.Entry::getKey);
  }

  /// Lambda publishes no version of what has not changed, and runs the old one where none is
  /// published.
  @ParameterizedTest
  @MethodSource("parameters")
  void publishesAVersionWhereAParameterChangesTheFunctionAndOnlyThere(String parameter) {
    StackTemplate before = StackTemplate.of(Evaluation.of(TEMPLATE, given()));
    Map<String, String> changed = given();
    changed.put(parameter, another(parameter));

    StackUpdate update =
        StackUpdate.between(before, StackTemplate.of(Evaluation.of(TEMPLATE, changed)));

    boolean isSamePackage = parameter.equals("PackageBucket");
    boolean isChanged = update.fate("Function") != Fate.UNTOUCHED && !isSamePackage;
    assertThat(update.fate("FunctionCurrentVersion"))
        .isEqualTo(isChanged ? Fate.REPLACED_AND_KEPT : Fate.UNTOUCHED);
    assertThat(update.fate("Live")).isEqualTo(isChanged ? Fate.UPDATED : Fate.UNTOUCHED);
    assertThat(update.with(Fate.REPLACED, Fate.REMOVED)).isEmpty();
  }

  private static String another(String parameter) {
    JsonNode declared = TEMPLATE.at("/Parameters/" + parameter);
    String usual = declared.path("Default").asText();
    for (JsonNode allowed : declared.path("AllowedValues")) {
      if (!allowed.asText().equals(usual)) {
        return allowed.asText();
      }
    }
    return switch (declared.get("Type").asText()) {
      case "Number" -> Integer.toString(declared.get("MinValue").asInt() + 1 + usual.length());
      default -> "another" + parameter;
    };
  }

  /// A description of a version has at most 256 characters (Lambda, PublishVersion).
  @Test
  void describesAVersionInFewerCharactersThanLambdaTakes() {
    String text =
        TEMPLATE.at("/Resources/FunctionCurrentVersion/Properties/Description/Fn::Sub").asText();
    for (Map.Entry<String, JsonNode> parameter : TEMPLATE.get("Parameters").properties()) {
      text =
          text.replace("${" + parameter.getKey() + "}", "x".repeat(longest(parameter.getValue())));
    }
    assertThat(text).doesNotContain("$").hasSizeLessThanOrEqualTo(256);
  }

  private static int longest(JsonNode declared) {
    int longest = declared.path("MaxLength").asInt(declared.path("MaxValue").asText().length());
    for (JsonNode allowed : declared.path("AllowedValues")) {
      longest = Math.max(longest, allowed.asText().length());
    }
    return longest > 0 ? longest : 4096;
  }

  @Test
  void refusesWhatItCannotSay() {
    assertThatThrownBy(() -> Evaluation.of(TEMPLATE, Map.of("Mode", "observe")))
        .hasMessageContaining("PackageBucket has no value");
  }
}
