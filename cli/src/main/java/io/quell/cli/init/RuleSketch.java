package io.quell.cli.init;

import io.quell.cli.command.WrongUseException;
import io.quell.finding.Json;
import io.quell.rule.Card;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A rule to begin with: it is right, and matches findings of an account that nobody has.
///
/// @param values what its texts are made of
record RuleSketch(Map<String, String> values) {
  private static final String ENTRY = "rule/entry.yaml";
  private static final String VERB = "Suppress";
  /// How long it holds.
  private static final int YEARS = 1;

  RuleSketch {
    values = Map.copyOf(values);
  }

  /// A rule of this id.
  ///
  /// @param clock tells the day from which its last day is counted
  /// @throws WrongUseException where that is no id, or no owner
  static RuleSketch of(String id, String owner, Clock clock) {
    if (!Card.isId(id)) {
      throw new WrongUseException(
          "'%s' is no name of a rule: it is %s, such as test-data-buckets"
              .formatted(id, Card.ID_FORM));
    }
    var sketch =
        new RuleSketch(
            Map.of(
                "id",
                id,
                "class",
                className(id),
                "owner",
                Json.write(owner),
                "expires",
                LocalDate.now(clock).plusYears(YEARS).toString()));
    try {
      String file = "rules:\n" + sketch.entry().indent(2);
      RuleFile.read("rules.yaml", file.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      String problem = e.problems().getFirst().message();
      throw new WrongUseException(
          problem.startsWith("owner ")
              ? "--owner: " + problem
              : "'%s' is no name of a rule in YAML: %s".formatted(id, problem));
    }
    return sketch;
  }

  /// Its verb first, as in the names of all rules.
  private static String className(String id) {
    String name =
        Arrays.stream(id.split("-", -1))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
    return name.startsWith(VERB) ? name : VERB + name;
  }

  /// It as an entry of a file of rules, not indented.
  String entry() {
    return Template.text(ENTRY, values);
  }

  /// It as a class and its test, by their paths in the module.
  ///
  /// @param inPackage the package to put them into
  Map<String, String> files(String inPackage) {
    Map<String, String> all = new HashMap<>(values);
    all.put("package", inPackage);
    String file = inPackage.replace('.', '/') + "/" + values.get("class");
    Map<String, String> files = new LinkedHashMap<>();
    files.put("src/main/java/" + file + ".java", Template.text("rule/Rule.java.txt", all));
    files.put("src/test/java/" + file + "Test.java", Template.text("rule/RuleTest.java.txt", all));
    return files;
  }

  /// The expression that makes the rule.
  String construction() {
    return "new " + values.get("class") + "()";
  }
}
