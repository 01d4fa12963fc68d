package io.quell.cli.publish;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.HostedConfiguration;
import io.quell.cli.stack.HostedConfiguration.AppConfigDeployment;
import io.quell.cli.stack.StackTarget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `quell rollback`: takes back the rules that were published last, or the function's last code.
@Command(
    name = "rollback",
    sortOptions = false,
    header = "Takes back the last published rules, or the code of a deployed stack.",
    description =
        "%n--rules stops the publication that is under way, or else takes back the one that is in"
            + " force, until 72 hours after it was complete. It skips publications that an alarm or"
            + " you have stopped. --code points the function's alias at an earlier version, which"
            + " 'quell versions' lists. That turns back code and variables. Event patterns and the"
            + " role's policy stay, so a version that needs other ones is refused.%n",
    exitCodeList = {
      "0:it is taken back, or was already",
      "1:it is not: something was refused, or you said no"
    },
    footer = {
      "  quell rollback --rules                  the last publication",
      "  quell rollback --code                   the version before the one that is in use",
      "  quell rollback --code 12 --yes          this version"
    })
public final class RollbackCommand implements Callable<Integer> {
  private final CommandContext context;

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Mixin private StackTarget options = new StackTarget();

  /// What is taken back.
  private static final class What {
    @Option(names = "--rules", description = "The rules that were published last.")
    @SuppressWarnings("unused") // picocli sets it; what counts is whether there is a version
    private boolean rules;

    @Option(
        names = "--code",
        paramLabel = "VERSION",
        arity = "0..1",
        fallbackValue = "0",
        description =
            "The function's code: to this version or, without a number, to the one before the one"
                + " that is in use.")
    private @Nullable Integer code;
  }

  /// The command, with all that it has from outside.
  public RollbackCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (AwsConnection aws = options.connect(context)) {
      DeployedStack stack = options.find(aws);
      if (what.code != null) {
        new CodeRollback(context, stack, options).run(what.code);
      } else {
        rules(HostedConfiguration.rules(stack));
      }
      return ExitCode.OK;
    }
  }

  private void rules(HostedConfiguration rules) {
    List<AppConfigDeployment> newest = rules.newestDeployments();
    AppConfigDeployment last =
        newest.stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new FailedException(
                        "nothing was ever published, so there is nothing to take back"));
    List<AppConfigDeployment> complete =
        newest.stream().filter(AppConfigDeployment::isComplete).toList();
    Optional<AppConfigDeployment> inForce = complete.stream().findFirst();
    AppConfigDeployment target = last.isUnderWay() ? last : inForce.orElse(last);
    if (last.state().equals("REVERTED") || target.isOver()) {
      context
          .out()
          .printf(
              "Deployment %d of version %s is %s already; in force is %s.%n",
              last.number(), last.version(), last.state(), words(inForce));
      context.out().flush();
      return;
    }
    if (!last.equals(target)) {
      context
          .out()
          .printf(
              "Deployment %d of version %s is %s: it is not in force, and what was before it is.%n",
              last.number(), last.version(), last.state());
    }
    takeBack(rules, target, complete.stream().filter(other -> !other.equals(target)).findFirst());
  }

  private void takeBack(
      HostedConfiguration rules, AppConfigDeployment last, Optional<AppConfigDeployment> before) {
    context
        .out()
        .printf(
            "Deployment %d of version %s is %s; before it, %s was in force.%n",
            last.number(), last.version(), last.state(), words(before));
    if (last.state().equals("ROLLING_BACK")) {
      context.out().println("AppConfig takes it back already; this waits for its end.");
    } else if (!options.isAgreed(
        context,
        "Deployment %d is taken back, and %s is in force"
            .formatted(last.number(), words(before)))) {
      return;
    } else {
      rules.stop(last.number());
    }
    AppConfigDeployment over =
        new Rollout(context, rules)
            .follow(last, "interrupted: AppConfig goes on with it without this command");
    if (over.isComplete() || over.isUnderWay()) {
      throw new FailedException(
          "deployment %d is %s, and not taken back: run the command again"
              .formatted(over.number(), over.state()));
    }
    context
        .out()
        .printf(
            "Deployment %d is %s; in force is %s.%n", over.number(), over.state(), words(before));
    context.out().flush();
  }

  private static String words(Optional<AppConfigDeployment> before) {
    return before
        .map(
            deployment ->
                "version %s (deployment %d)".formatted(deployment.version(), deployment.number()))
        .orElse("what the functions are packaged with");
  }
}
