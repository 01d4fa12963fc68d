package io.quell.importers.java;

import io.quell.rule.FixedRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rules as rule classes, each with its test.
///
/// @param files the text of each file, by its path below a module
/// @param bookLines what to add to the rule book's list, in order
/// @param remarks what to know of the tests
public record JavaRules(Map<String, String> files, List<String> bookLines, List<String> remarks) {

  /// Writes the classes.
  ///
  /// @param inPackage the package to put them into
  public static JavaRules of(List<FixedRule> rules, String inPackage) {
    Map<String, String> files = new LinkedHashMap<>();
    List<String> bookLines = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String folder = inPackage.replace('.', '/');
    for (FixedRule rule : rules) {
      String name = JavaRule.className(rule);
      String unique = name;
      for (int number = 2; !names.add(unique); number++) {
        unique = name + number;
      }
      var test = new JavaRuleTest(rule, unique, inPackage);
      files.put(
          "src/main/java/%s/%s.java".formatted(folder, unique),
          JavaRule.text(rule, unique, inPackage));
      files.put("src/test/java/%s/%sTest.java".formatted(folder, unique), test.text());
      test.remark().ifPresent(remarks::add);
      bookLines.add("new %s(),".formatted(unique));
    }
    return new JavaRules(files, bookLines, remarks);
  }
}
