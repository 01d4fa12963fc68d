package io.quell.infra.function;

import io.quell.compile.BookHash;
import io.quell.compile.pattern.FindingPattern;
import io.quell.compile.permission.PermittedChanges;
import io.quell.infra.options.Options;
import java.util.List;

/// The [BookHash] of a stack: its options decide on patterns and role too.
public final class OptionsHash {
  private OptionsHash() {}

  /// The hash.
  ///
  /// @param patterns which findings start the function
  /// @param changes what it may set
  /// @param options which formats it takes, and whether its role may change anything
  public static String of(
      List<FindingPattern> patterns, PermittedChanges changes, Options options) {
    return BookHash.of(
        patterns,
        changes,
        List.of(
            options.intake().formatsText(),
            options.mode().name(),
            options.rules().name(),
            "book %s, before %s"
                .formatted(
                    options.book().own(), options.book().former().stream().sorted().toList()),
            "watch " + options.intake().watch(),
            "key " + options.organization().key(),
            "reads " + (options.updates().lateMinutes() > 0)));
  }
}
