package io.quell.cli.command;

/// The folder of the module that the rule book is written in, in Maven's layout. Only the launcher
/// knows it: a jar does not say where it was built.
///
/// @param prefix what stands before `src/main`, such as `function/`, or empty for the working
///     directory
public record SourceFolder(String prefix) {

  /// The folder of that name.
  ///
  /// @param folder its name, such as `function`, or empty for the working directory
  public static SourceFolder of(String folder) {
    return new SourceFolder(folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/");
  }

  /// The file of a class, which is the file of its outermost one.
  public String file(Class<?> type) {
    Class<?> outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    return prefix + "src/main/java/" + outermost.getName().replace('.', '/') + ".java";
  }

  /// The packaged file of rules as it is written.
  public String ruleFile() {
    return prefix + "src/main/resources/rules.yaml";
  }
}
