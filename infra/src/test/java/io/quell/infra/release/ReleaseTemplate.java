package io.quell.infra.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The template of a release: one for all who deploy without the CDK, with parameters in place of
/// options.
public final class ReleaseTemplate {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// The package is the same wherever it lies: to name the bucket would publish a version of what
  /// has not changed, which Lambda refuses.
  private static final String NOT_OF_THE_VERSION = "PackageBucket";

  /// Stands where the version of the release goes.
  private static final String VERSION = "@version@";

  private final Function<Map<String, Object>, JsonNode> synthesis;
  private final String deployed;
  private final Map<Map<String, Object>, ObjectNode> done = new HashMap<>();

  /// @param synthesis makes a template of options
  /// @param deployed the version that the templates are made with
  public ReleaseTemplate(Function<Map<String, Object>, JsonNode> synthesis, String deployed) {
    this.synthesis = synthesis;
    this.deployed = deployed;
  }

  /// The template.
  public ObjectNode json() {
    ObjectNode plain = template(options(Map.of()));
    ObjectNode folded = plain;
    for (Factor factor : Factors.all()) {
      Map<String, ObjectNode> ways = new LinkedHashMap<>();
      factor
          .variants()
          .forEach((way, options) -> ways.put(way, template(options(factor, options))));
      folded = Fold.all(factor, folded, ways);
    }
    Compaction.untangle(folded);
    describeVersion(folded);
    return whole(folded);
  }

  /// The options of the plain template, with others in their place.
  public static Map<String, Object> options(Map<String, Object> others) {
    Map<String, Object> all = new TreeMap<>(Factors.COMMON);
    Factors.all().forEach(factor -> all.putAll(factor.variants().values().iterator().next()));
    all.putAll(others);
    return all;
  }

  private static Map<String, Object> options(Factor factor, Map<String, Object> way) {
    Map<String, Object> all = options(Map.of());
    factor.variants().values().forEach(other -> all.keySet().removeAll(other.keySet()));
    all.putAll(way);
    return all;
  }

  private ObjectNode template(Map<String, Object> options) {
    return done.computeIfAbsent(
        options,
        wanted -> (ObjectNode) Json.map(Compaction.of(synthesis.apply(wanted)), this::parameter));
  }

  /// Puts parameters where the texts of [Factors] stand, and the package where the CDK has its own.
  private JsonNode parameter(JsonNode node) {
    if (node.has("S3Bucket")) {
      ObjectNode code = Json.object("S3Bucket", Json.ref("PackageBucket"));
      code.set("S3Key", Json.ref("PackageKey"));
      return code;
    }
    if (!node.isTextual()) {
      return node;
    }
    String text =
        node.asText()
            .replace(Factors.BOOK, "${Book}")
            .replace(Factors.STACK, "${AWS::StackName}")
            .replace(Factors.EMAIL, "${AlarmEmail}")
            .replace(deployed, VERSION);
    if (text.equals(node.asText())) {
      return node;
    }
    if (!text.contains("${")) {
      return Json.text(text);
    }
    return text.matches("\\$\\{[A-Za-z:]+}")
        ? Json.ref(text.substring(2, text.length() - 1))
        : Json.sub(text);
  }

  /// CloudFormation publishes a version when its description changes, so this has all parameters
  /// that change the function, and no others.
  private void describeVersion(ObjectNode template) {
    Set<String> parameters = new TreeSet<>();
    collect(template.at("/Resources/Function/Properties"), parameters);
    parameters.remove(NOT_OF_THE_VERSION);
    StringBuilder text = new StringBuilder();
    parameters.forEach(name -> text.append("${").append(name).append("} "));
    ((ObjectNode) template.at("/Resources/FunctionCurrentVersion/Properties"))
        .set("Description", Json.sub(text.toString().strip()));
  }

  private static void collect(JsonNode node, Set<String> parameters) {
    String text = node.toString();
    for (Factor factor : Factors.all()) {
      for (String parameter : factor.parameters().keySet()) {
        if (isNamed(text, parameter)
            || factor.conditions().keySet().stream()
                .anyMatch(condition -> text.contains("\"Fn::If\":[\"" + condition + "\""))) {
          parameters.add(parameter);
        }
      }
    }
    Factors.PLAIN.keySet().stream()
        .filter(parameter -> isNamed(text, parameter))
        .forEach(parameters::add);
  }

  private static boolean isNamed(String text, String parameter) {
    return text.contains("\"Ref\":\"" + parameter + "\"") || text.contains("${" + parameter + "}");
  }

  private ObjectNode whole(ObjectNode folded) {
    ObjectNode whole = Json.object("AWSTemplateFormatVersion", Json.text("2010-09-09"));
    whole.put("Description", "Quell " + VERSION + ": turns down the noise of AWS Security Hub");
    ObjectNode parameters = whole.putObject("Parameters");
    ObjectNode conditions = JSON.objectNode();
    new TreeMap<>(Factors.PLAIN).forEach((name, text) -> parameters.set(name, read(text)));
    for (Factor factor : Factors.all()) {
      new TreeMap<>(factor.parameters()).forEach((name, text) -> parameters.set(name, read(text)));
      new TreeMap<>(factor.conditions())
          .forEach(
              (name, text) -> {
                if (isAsked(name, folded) || isAskedByOther(name, factor)) {
                  conditions.set(name, read(text));
                }
              });
    }
    parameters
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (folded.get("Resources").has(name)) {
                throw new AssertionError(name + " is a parameter and a resource");
              }
            });
    whole.set("Conditions", conditions);
    whole.set("Resources", folded.get("Resources"));
    ObjectNode outputs = (ObjectNode) folded.get("Outputs");
    ObjectNode topic = Json.object("Condition", Json.text("HasAlarms"));
    topic.set("Value", Json.ref("AlarmTopic"));
    outputs.set("AlarmTopicOutput", topic);
    whole.set("Outputs", outputs);
    return whole;
  }

  private static final com.fasterxml.jackson.databind.node.JsonNodeFactory JSON =
      com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

  private static boolean isAsked(String condition, ObjectNode folded) {
    String text = folded.toString();
    return text.contains("\"Fn::If\":[\"" + condition + "\"")
        || text.contains("\"Condition\":\"" + condition + "\"");
  }

  private static boolean isAskedByOther(String condition, Factor factor) {
    return factor.conditions().values().stream()
        .anyMatch(text -> text.contains("'Condition': '" + condition + "'"));
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The template as it is published: a line for each part, and no white space, because one that is
  /// given to CloudFormation inline may have 51,200 bytes.
  public static String text(ObjectNode template) {
    StringBuilder text = new StringBuilder("{");
    template
        .properties()
        .forEach(
            section -> {
              text.append(text.length() == 1 ? "\n" : ",\n").append(quoted(section.getKey()));
              if (section.getValue().isObject()) {
                text.append(":{");
                int start = text.length();
                section
                    .getValue()
                    .properties()
                    .forEach(
                        part ->
                            text.append(text.length() == start ? "\n" : ",\n")
                                .append(quoted(part.getKey()))
                                .append(':')
                                .append(part.getValue()));
                text.append("\n}");
              } else {
                text.append(':').append(section.getValue());
              }
            });
    return text.append("\n}\n").toString();
  }

  private static String quoted(String name) {
    return Json.text(name).toString();
  }
}
