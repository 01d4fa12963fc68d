package io.quell.cli.stack;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Consent;
import picocli.CommandLine.Option;

/// The options of a command that changes how a deployed stack runs: which stack, and whether to
/// ask.
public final class StackTarget {
  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "The stack. Default: the one that the variable QUELL_STACK names, or else Quell."
              + " Credentials and the Region come from the environment (AWS_PROFILE, AWS_REGION).")
  private String name = usual();

  @Option(
      names = {"--observe", "--dry-run"},
      description = "Shows what it would do, and changes nothing.")
  private boolean observe;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  /// The stack that is meant where none is named.
  public static String usual() {
    return System.getenv().getOrDefault("QUELL_STACK", "Quell");
  }

  /// A connection to the services of AWS that the environment names.
  public AwsConnection connect(CommandContext context) {
    return AwsConnection.of(context.environment());
  }

  /// Finds the stack.
  public DeployedStack find(AwsConnection aws) {
    return DeployedStack.named(name, aws);
  }

  /// Whether nothing is to be changed.
  public boolean isObserving() {
    return observe;
  }

  /// Whether the command goes on after it has shown what it would do: not with `--observe`; after
  /// a question without `--yes`.
  ///
  /// @param what what would be done, without a full stop
  /// @throws io.quell.cli.command.FailedException where the answer is no
  /// @throws io.quell.cli.command.WrongUseException where nobody can be asked
  public boolean isAgreed(CommandContext context, String what) {
    context.out().flush();
    if (observe) {
      context.out().println("Nothing was changed.");
      context.out().flush();
      return false;
    }
    if (!yes) {
      new Consent(context).require(what, "add --yes if it shall, or --observe to see more");
    }
    return true;
  }
}
