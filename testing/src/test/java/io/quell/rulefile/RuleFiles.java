package io.quell.rulefile;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Files of rules, in a test's own words.
final class RuleFiles {
  private RuleFiles() {}

  static RuleFile read(String yaml) {
    try {
      return RuleFile.read("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      throw new AssertionError("it cannot be read:\n" + e.getMessage() + "\n" + yaml, e);
    }
  }

  static List<String> problems(String yaml) {
    try {
      RuleFile.read("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      return e.problems().stream().map(Problem::toString).toList();
    }
    throw new AssertionError("it can be read:\n" + yaml);
  }
}
