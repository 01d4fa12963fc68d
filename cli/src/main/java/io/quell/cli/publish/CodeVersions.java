package io.quell.cli.publish;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.StackFunction;
import io.quell.cli.stack.StackFunction.AliasTarget;
import io.quell.cli.stack.StackFunction.FunctionVersion;
import java.util.List;

/// The published versions of a stack's function, and which of them its alias points at.
///
/// @param function the function
/// @param alias the alias's name
/// @param target what it points at
/// @param versions all versions, the newest first
record CodeVersions(
    StackFunction function, String alias, AliasTarget target, List<FunctionVersion> versions) {
  CodeVersions {
    versions = List.copyOf(versions);
  }

  /// Looks at a stack.
  static CodeVersions of(DeployedStack stack) {
    String arn = stack.require("FunctionAlias");
    String alias = arn.substring(arn.lastIndexOf(':') + 1);
    var function = new StackFunction(stack.require("Function"), stack.aws());
    return new CodeVersions(function, alias, function.alias(alias), function.versions());
  }

  /// The version in use.
  FunctionVersion current() {
    return versions.stream()
        .filter(this::isCurrent)
        .findFirst()
        .orElseThrow(
            () ->
                new FailedException(
                    "the alias %s points at version %s, which is no published version"
                        .formatted(alias, target.version())));
  }

  /// Whether the alias points at it.
  boolean isCurrent(FunctionVersion version) {
    return target.version().equals(Integer.toString(version.number()));
  }

  /// Prints them.
  void print(CommandContext context) {
    context.out().printf("%s:%n", function.name());
    for (FunctionVersion version : versions) {
      context
          .out()
          .printf(
              "%s %5d  %s  %s%n",
              isCurrent(version) ? "*" : " ",
              version.number(),
              version.modified(),
              CodeRollback.book(version).map(hash -> "book " + hash).orElse("book unknown"));
    }
    context.out().flush();
  }
}
