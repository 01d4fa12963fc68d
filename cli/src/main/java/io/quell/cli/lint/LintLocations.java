package io.quell.cli.lint;

import io.quell.cli.command.SourceFolder;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Knows where rules are written: a rule class in its source file, a rule that is data in a file of
/// rules.
///
/// @param sources the folder of the rule classes
/// @param file the file of rules
/// @param lines the lines of the rules in it, by their ids
record LintLocations(SourceFolder sources, String file, Map<String, Integer> lines) {

  /// Where the rules are that Quell is built with. What is packaged has no lines of its own, so
  /// they are read from the source that it is packaged with.
  static LintLocations packaged(SourceFolder sources) {
    String name = sources.ruleFile();
    try (InputStream source = sources.openRuleFile()) {
      return new LintLocations(
          sources,
          name,
          source == null ? Map.of() : RuleFile.read(name, source.readAllBytes()).lines());
    } catch (RuleFileException e) {
      throw new IllegalStateException("the build checks " + name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The file of rules as a whole.
  LintLocation ofFile() {
    return new LintLocation(file, OptionalInt.empty());
  }

  /// Where a rule is.
  ///
  /// @param id what the rule is called
  LintLocation of(Rule rule, String id) {
    if (rule instanceof FixedRule) {
      return new LintLocation(
          file,
          Optional.ofNullable(lines.get(id)).map(OptionalInt::of).orElse(OptionalInt.empty()));
    }
    return new LintLocation(sources.file(rule.getClass()), OptionalInt.empty());
  }
}
