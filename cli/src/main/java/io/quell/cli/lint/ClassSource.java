package io.quell.cli.lint;

import io.quell.rulefile.RuleFile.RulePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds a class in its source file.
final class ClassSource {
  private ClassSource() {}

  /// Where the class is declared; empty where that is not to be seen, be it that there is no such
  /// file, for sources are not packaged, or that the class has no name.
  ///
  /// @param file its source file
  static Optional<RulePlace> place(Path file, Class<?> type) {
    if (type.getSimpleName().isEmpty() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Pattern declaration =
        Pattern.compile(
            "^(?:[^*/\"]*\\s)?(?:class|record|enum)\\s+(%s)\\b"
                .formatted(Pattern.quote(type.getSimpleName())));
    try {
      List<String> lines = Files.readAllLines(file);
      for (int at = 0; at < lines.size(); at++) {
        Matcher found = declaration.matcher(lines.get(at));
        if (found.find()) {
          int column = lines.get(at).codePointCount(0, found.start(1)) + 1;
          return Optional.of(new RulePlace(at + 1, column));
        }
      }
    } catch (IOException e) {
      return Optional.empty(); // a place that cannot be read is none to send anybody to
    }
    return Optional.empty();
  }
}
