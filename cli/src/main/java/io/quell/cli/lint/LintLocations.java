package io.quell.cli.lint;

import io.quell.cli.command.SourceFolder;
import io.quell.cli.command.WrongRulesException;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/// Knows where rules are written: a rule class in its source file, a rule that is data in a file of
/// rules.
///
/// @param folder the folder in which the command runs
/// @param sources the folder of the rule classes
/// @param file the file of rules
/// @param places where the rules are in it, by their ids
record LintLocations(
    Path folder, SourceFolder sources, String file, Map<String, RuleFile.RulePlace> places) {

  /// Where the rules are that Quell is built with. What is packaged has no lines of its own, so
  /// they are read from the source that it is packaged with.
  ///
  /// @throws WrongRulesException where that was edited since, and is wrong
  static LintLocations packaged(Path folder, SourceFolder sources) {
    String name = sources.ruleFile();
    try (InputStream source = sources.openRuleFile()) {
      return new LintLocations(
          folder,
          sources,
          name,
          source == null ? Map.of() : RuleFile.read(name, source.readAllBytes()).places());
    } catch (RuleFileException e) {
      throw new WrongRulesException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The file of rules as a whole.
  LintLocation ofFile() {
    return LintLocation.ofFile(file);
  }

  /// Where a rule is.
  ///
  /// @param id what the rule is called
  LintLocation of(Rule rule, String id) {
    if (rule instanceof FixedRule) {
      RuleFile.RulePlace place = places.get(id);
      return place == null ? ofFile() : LintLocation.at(file, place.line(), place.column());
    }
    String source = sources.file(rule.getClass());
    return ClassSource.place(folder.resolve(source), rule.getClass())
        .map(place -> LintLocation.at(source, place.line(), place.column()))
        .orElseGet(() -> LintLocation.ofFile(source));
  }
}
