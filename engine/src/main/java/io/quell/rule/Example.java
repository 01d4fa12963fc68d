package io.quell.rule;

/// A finding that shows what a rule is about, as a file of rules gives it beside the rule: one that
/// the rule matches, or one that passes it by.
///
/// @param isMatched whether the rule matches it
/// @param given the finding
/// @param line where it stands in the file: the line, from 1
/// @param column the column, from 1
public record Example(boolean isMatched, ExampleFinding given, int line, int column) {

  /// A finding, in whichever way it is given.
  public sealed interface ExampleFinding permits DescribedFinding, FindingInFile {}

  /// A finding in a file.
  ///
  /// @param path the path of the file, from the folder of the file of rules
  public record FindingInFile(String path) implements ExampleFinding {
    @Override
    public String toString() {
      return path;
    }
  }
}
