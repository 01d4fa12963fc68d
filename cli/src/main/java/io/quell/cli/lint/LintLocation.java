package io.quell.cli.lint;

import java.util.OptionalInt;

/// Where a rule is written.
///
/// @param file the file's path, as it was given or from the project's folder
/// @param line the line, from 1, where it is known
record LintLocation(String file, OptionalInt line) {
  @Override
  public String toString() {
    return line.isPresent() ? file + ":" + line.getAsInt() : file;
  }
}
