package io.quell.cli.publish;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.Interruption;
import io.quell.cli.command.Launcher;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.StackFunction.FunctionVersion;
import io.quell.cli.stack.StackTarget;
import io.quell.cli.stack.Waiting;
import java.time.Duration;
import java.util.Optional;

/// Points the alias of a stack's function at an earlier version.
///
/// @param context where it is told
/// @param stack the stack
/// @param options whether to ask
record CodeRollback(CommandContext context, DeployedStack stack, StackTarget options) {
  /// The variable in which a version says what of the stack it needs: its event patterns and its
  /// role's policy.
  static final String BOOK_HASH = "QUELL_BOOK_HASH";

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(5);

  /// What of the stack a version needs; empty where it does not say so.
  static Optional<String> book(FunctionVersion version) {
    return Optional.ofNullable(version.variables().get(BOOK_HASH)).filter(hash -> !hash.isBlank());
  }

  /// Rolls back.
  ///
  /// @param number the version, or 0 for the one before the one in use
  void run(int number) {
    CodeVersions code = CodeVersions.of(stack);
    code.print(context);
    FunctionVersion current = code.current();
    FunctionVersion wanted = wanted(code, current, number);
    if (wanted.number() == current.number()) {
      context.out().printf("Version %d is in use already.%n", current.number());
      context.out().flush();
      return;
    }
    requireSameBook(current, wanted);
    if (!options.isAgreed(
        context,
        "The alias %s of %s turns from version %d to version %d"
            .formatted(code.alias(), code.function().name(), current.number(), wanted.number()))) {
      return;
    }
    try (var _ =
        Interruption.then(
            () ->
                context
                    .err()
                    .println(
                        Launcher.asTyped(
                            "interrupted: 'quell versions' shows which version is in use")))) {
      activate(code, wanted);
      code.function().point(code.alias(), wanted.number(), code.target().revision());
    }
    context
        .out()
        .printf(
            "Version %d is in use. The reconciliation has no versions and keeps its code; the next"
                + " deployment of the stack turns the alias to a version of its own.%n",
            wanted.number());
    context.out().flush();
  }

  private static FunctionVersion wanted(CodeVersions code, FunctionVersion current, int number) {
    return code.versions().stream()
        .filter(
            version ->
                number == 0 ? version.number() < current.number() : version.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new FailedException(
                    number == 0
                        ? "there is no version before %d".formatted(current.number())
                        : "there is no version %d of %s"
                            .formatted(number, code.function().name())));
  }

  private static void requireSameBook(FunctionVersion current, FunctionVersion wanted) {
    Optional<String> needed = book(wanted);
    if (needed.isEmpty() || book(current).isEmpty()) {
      throw new FailedException(
          "version %d does not say which book it was deployed for: an older Quell has published it. Deploy the stack from that revision instead"
              .formatted(needed.isEmpty() ? wanted.number() : current.number()));
    }
    if (!needed.equals(book(current))) {
      throw new FailedException(
          "version %d was deployed for other event patterns or another role (%s, and not %s), which an alias does not turn back. Deploy the stack from that revision instead"
              .formatted(wanted.number(), needed.get(), book(current).orElseThrow()));
    }
  }

  /// A version that was not invoked for 14 days is inactive: its first invocation fails and makes
  /// it active again, which takes some minutes.
  private void activate(CodeVersions code, FunctionVersion wanted) {
    FunctionVersion now = code.function().version(wanted.number());
    if (now.state().equals("Inactive")) {
      context.err().printf("Version %d is inactive; it is being made active.%n", wanted.number());
      code.function().wake(wanted.number());
    }
    FunctionVersion active =
        new Waiting(LONGEST, LONGEST_INTERVAL, message -> context.err().println(message))
            .until(
                () -> code.function().version(wanted.number()),
                version -> version.state().equals("Active") || version.state().equals("Failed"),
                version -> "version %d is %s".formatted(version.number(), version.state()));
    if (!active.state().equals("Active")) {
      throw new FailedException(
          "version %d is %s, so the alias was left: run the command again"
              .formatted(active.number(), active.state()));
    }
  }
}
