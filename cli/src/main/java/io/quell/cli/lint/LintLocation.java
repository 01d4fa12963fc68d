package io.quell.cli.lint;

import java.util.OptionalInt;

/// Where a rule is written.
///
/// @param file the file's path, as it was given or from the project's folder
/// @param line the line, from 1, where it is known
/// @param column the column, from 1, where it is known; not without the line
record LintLocation(String file, OptionalInt line, OptionalInt column) {

  /// A whole file.
  static LintLocation ofFile(String file) {
    return new LintLocation(file, OptionalInt.empty(), OptionalInt.empty());
  }

  /// A place in a file.
  static LintLocation at(String file, int line, int column) {
    return new LintLocation(file, OptionalInt.of(line), OptionalInt.of(column));
  }

  /// As compilers write it, so that editors and terminals follow it: `rules.yaml:12:5`.
  @Override
  public String toString() {
    var text = new StringBuilder(file);
    line.ifPresent(number -> text.append(':').append(number));
    column.ifPresent(number -> text.append(':').append(number));
    return text.toString();
  }
}
