package io.quell.cli;

import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.rules.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Knows where rules are written: a rule class in its source file, a rule that is data in a file of
/// rules.
final class LintLocations {
  private static final String SOURCES = "function/src/main/java/";
  private static final String PACKAGED = "function/src/main/resources/rules.yaml";

  private final String file;
  private final Map<String, Integer> lines;

  private LintLocations(String file, Map<String, Integer> lines) {
    this.file = file;
    this.lines = lines;
  }

  /// Where the rules of a file are.
  static LintLocations in(String file, Map<String, Integer> lines) {
    return new LintLocations(file, lines);
  }

  /// Where the rules are that Quell is built with. What is packaged has no lines of its own, so
  /// they are read from the source that it is packaged with.
  static LintLocations packaged() {
    try (InputStream source = RuleBook.class.getResourceAsStream("/rules.yaml")) {
      return new LintLocations(
          PACKAGED,
          source == null ? Map.of() : RuleFile.read(PACKAGED, source.readAllBytes()).lines());
    } catch (RuleFileException e) {
      throw new IllegalStateException("the build checks " + PACKAGED, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    Class<?> outermost = rule.getClass();
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    return new LintLocation(
        SOURCES + outermost.getName().replace('.', '/') + ".java", OptionalInt.empty());
  }
}
