package io.quell.cli.init;

import io.quell.compile.template.ReleaseTemplate;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.rule.RuleBook;
import io.quell.rulefile.RuleFileSchema;
import io.quell.value.QuellBuild;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is in a new repository with rules of one's own.
///
/// What Quell's own repository has too, `quell.yaml`, the CDK's flags and the version of its
/// command line, and the actions that review rules, is taken from there.
final class NewRepository {
  private static final String CLASSES = "src/main/java/rules/";
  private static final String TESTS = "src/test/java/rules/";
  private static final String RESOURCES = "src/main/resources/";
  private static final String FIRST_RULE = "SuppressPublicAccessOnWebsiteBuckets";
  /// How long the first rule holds.
  private static final int YEARS = 1;

  private NewRepository() {}

  /// The texts of all files, by their paths.
  ///
  /// @param clock tells the day from which the first rule's last day is counted
  static Map<String, String> files(Clock clock) {
    Map<String, String> values = values(clock);
    UnaryOperator<String> template = name -> Template.text("template/" + name, values);
    Map<String, String> files = new LinkedHashMap<>();
    for (String name : List.of("README.md", "pom.xml", "quell")) {
      files.put(name, template.apply(name));
    }
    files.put("quell.yaml", Template.text("quell.yaml"));
    files.put("cdk.json", cdkJson());
    files.put("package.json", withoutPackage("package.json"));
    files.put("package-lock.json", withoutPackage("package-lock.json"));
    files.put(RESOURCES + "rules.yaml", template.apply("rules.yaml"));
    files.put(RESOURCES + "rules.schema.json", RuleFileSchema.json());
    files.put(RESOURCES + "META-INF/services/" + RuleBook.class.getName(), "rules.OurRules\n");
    for (String name : List.of("OurRules.java", FIRST_RULE + ".java")) {
      files.put(CLASSES + name, template.apply(name));
    }
    for (String name : List.of("OurRulesTest.java", FIRST_RULE + "Test.java")) {
      files.put(TESTS + name, template.apply(name));
    }
    addEvents(files);
    files.put(".gitignore", template.apply("gitignore"));
    files.put(".gitattributes", template.apply("gitattributes"));
    files.put(".github/CODEOWNERS", template.apply("CODEOWNERS"));
    files.put(".github/workflows/rules.yml", template.apply("workflow.yml"));
    files.put(".github/workflows/comment.yml", template.apply("comment.yml"));
    // They are there as files, for a workflow finds actions by an address or in its own repository.
    for (String name : List.of("action.yml", "review")) {
      files.put(".github/actions/review/" + name, Template.text("action/" + name));
    }
    for (String name : List.of("action.yml", "comment.mjs")) {
      files.put(".github/actions/comment/" + name, Template.text("action/comment/" + name));
    }
    return files;
  }

  /// The texts of all files of a repository without Java and without the CDK, by their paths.
  ///
  /// @param clock tells the day from which the first rule's last day is counted
  static Map<String, String> yamlOnly(Clock clock) {
    Map<String, String> values = values(clock);
    Map<String, String> files = new LinkedHashMap<>();
    for (String name : List.of("README.md", "rules.yaml", "quell", "deploy", "release")) {
      files.put(name, Template.text("yaml/" + name, values));
    }
    files.put("quell.yaml", Template.text("yaml/quell.yaml", values) + parameters());
    files.put("rules.schema.json", RuleFileSchema.json());
    addEvents(files);
    files.put(".gitignore", Template.text("yaml/gitignore"));
    files.put(".gitattributes", Template.text("template/gitattributes"));
    files.put(".github/CODEOWNERS", Template.text("yaml/CODEOWNERS"));
    files.put(".github/workflows/rules.yml", Template.text("yaml/workflow.yml"));
    return files;
  }

  /// The parameters of the release's template, each with its default; the mode is said in any case.
  private static String parameters() {
    StringBuilder lines = new StringBuilder();
    ((Map<?, ?>) Objects.requireNonNull(ReleaseTemplate.json().get("Parameters")))
        .forEach(
            (name, declared) -> {
              Object usual = ((Map<?, ?>) declared).get("Default");
              if (usual != null) {
                lines.append(
                    "%s%s: %s".formatted(name.equals("Mode") ? "" : "# ", name, usual).strip());
                lines.append('\n');
              }
            });
    return lines.toString();
  }

  private static Map<String, String> values(Clock clock) {
    return Map.of(
        "version",
        QuellBuild.version(),
        "releases",
        QuellBuild.address() + "/releases/download",
        "expires",
        LocalDate.now(clock).plusYears(YEARS).toString());
  }

  private static void addEvents(Map<String, String> files) {
    for (String name : List.of("s3-8-website-bucket.json", "s3-8-other-bucket.json")) {
      files.put("events/" + name, Template.text("template/" + name));
    }
  }

  private static String cdkJson() {
    String ours = Template.text("cdk.json");
    String theirs = ours.replace("\"app\": \"build/cdk-app\"", "\"app\": \"./quell cdk-app\"");
    if (theirs.equals(ours)) {
      throw new IllegalStateException("cdk.json has another app than it had");
    }
    return theirs;
  }

  /// What npm is told, without what is of Quell's own package.
  private static String withoutPackage(String name) {
    try {
      Object json = Json.read(Template.text(name));
      return Json.writeIndented(withoutPackage(Objects.requireNonNull(json))) + "\n";
    } catch (UnreadableException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static Object withoutPackage(Object json) {
    if (!(json instanceof Map<?, ?> members)) {
      return json;
    }
    Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
    boolean isOurs = "quell".equals(members.get("name"));
    members.forEach(
        (name, value) -> {
          if (!isOurs || !List.of("description", "license", "bin").contains(name)) {
            kept.put(name, value == null ? null : withoutPackage(value));
          }
        });
    if (isOurs) {
      kept.put("name", "rules");
      kept.computeIfPresent("version", (_, _) -> "1.0.0");
    }
    return kept;
  }
}
