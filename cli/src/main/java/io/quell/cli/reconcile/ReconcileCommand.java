package io.quell.cli.reconcile;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Consent;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.StackTarget;
import io.quell.lambda.queue.MessageRefusedException;
import io.quell.lambda.queue.SqsQueue;
import io.quell.lambda.reconciliation.ReconciliationKind;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// `quell reconcile`: puts one message into the queue of a stack's reconciliation.
@Command(
    name = "reconcile",
    sortOptions = false,
    customSynopsis = {
      "@|bold quell reconcile|@ [--stack NAME | --queue-url URL]",
      "                [--daily | --weekly | --changed] [--at-most N | --yes N]",
      "                [--observe]"
    },
    header = "Asks the deployed stack to look for findings that are at odds with the rules.",
    description =
        "%nSends one message to the stack's queue, as its schedule does. The function then"
            + " changes the findings by the rules that it has, and says in its log what it did. It"
            + " does not apply new rules to old findings: 'quell apply' does that.%n",
    exitCodeList = {
      "0:the message is in the queue",
      "1:there is no such stack, the queue did not take it, or you said no"
    },
    footer = {
      "  quell reconcile --daily",
      "  quell reconcile --weekly --stack Quell --yes 5000      gives back on up to 5,000 findings,"
          + " and does not ask"
    })
public final class ReconcileCommand implements Callable<Integer> {
  private final CommandContext context;

  @ArgGroup(heading = "%nWhich stack:%n")
  private Target target = new Target();

  @ArgGroup(heading = "%nWhich findings it looks at; those of --daily where nothing is said:%n")
  private Kind kind = new Kind();

  @ArgGroup(heading = "%nOn how many findings it gives something back at most:%n")
  private Limit limit = new Limit();

  /// Which stack.
  private static final class Target {
    @Option(
        names = "--stack",
        paramLabel = "NAME",
        description =
            "The stack of this name. Default: the one that the variable QUELL_STACK names, or else"
                + " Quell. Credentials and the Region come from the environment (AWS_PROFILE,"
                + " AWS_REGION).")
    private String stack = StackTarget.usual();

    @Option(
        names = "--queue-url",
        paramLabel = "URL",
        description =
            "The stack whose reconciliation has this queue, the output ReconciliationOutput, such"
                + " as https://sqs.eu-west-1.amazonaws.com/111122223333/NAME.fifo. It needs no"
                + " right to look at the stack.")
    private @Nullable String queueUrl;
  }

  /// Which findings.
  private static final class Kind {
    @Option(
        names = "--daily",
        description =
            "Those of rules whose first or last day was yesterday, that test ages, or that are"
                + " suspended or removed.")
    @SuppressWarnings("unused") // picocli sets it; it is what counts where nothing is said
    private boolean daily;

    @Option(names = "--weekly", description = "All that the stack's book has marked.")
    private boolean weekly;

    @Option(
        names = "--changed",
        description = "The same, as after a deployment or a publication of rules.")
    private boolean changed;

    private ReconciliationKind chosen() {
      return weekly
          ? ReconciliationKind.WEEKLY
          : changed ? ReconciliationKind.CHANGED : ReconciliationKind.DAILY;
    }
  }

  @Option(
      names = {"--observe", "--dry-run"},
      description = "Shows what it would ask for, and sends nothing.")
  private boolean observe;

  /// How many.
  private static final class Limit {
    @Option(
        names = "--at-most",
        paramLabel = "N",
        description = "This many. Default: as many as the stack is set to.")
    private @Nullable Integer atMost;

    @Option(
        names = {"-y", "--yes"},
        paramLabel = "N",
        description = "Does not ask, and gives back on so many findings at most, such as 5000.")
    private @Nullable Integer yes;

    private Optional<Integer> number() {
      return Optional.ofNullable(yes).or(() -> Optional.ofNullable(atMost));
    }
  }

  /// The command, with all that it has from outside.
  public ReconcileCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Optional<Integer> number = limit.number();
    number
        .filter(most -> most < 1 || most > ReconciliationKind.MOST_GIVEN_BACK)
        .ifPresent(
            most -> {
              throw new WrongUseException(
                  "a run gives back on 1 to %,d findings, not on %,d"
                      .formatted(ReconciliationKind.MOST_GIVEN_BACK, most));
            });
    ReconciliationKind chosen = kind.chosen();
    String queueUrl = target.queueUrl == null ? found() : target.queueUrl;
    String what =
        "the stack at %s looks at %s and gives back on %s"
            .formatted(
                queueUrl,
                findings(chosen),
                number
                    .map("at most %,d of them"::formatted)
                    .orElse("as many of them as it is set to"));
    try (SqsQueue queue = queue(queueUrl)) {
      if (observe) {
        context.out().println("Nothing was sent. It would ask that %s.".formatted(what));
        context.out().flush();
        return ExitCode.OK;
      }
      if (limit.yes == null) {
        new Consent(context)
            .require(what, "add --yes N if it shall, with the most that it gives back");
      }
      queue.send(chosen.message(context.clock().instant().truncatedTo(ChronoUnit.MILLIS), number));
    } catch (MessageRefusedException e) {
      throw new FailedException(String.valueOf(e.getMessage()));
    }
    context.out().println("Sent: %s. Its log and its metrics tell what it did.".formatted(what));
    context.out().flush();
    return ExitCode.OK;
  }

  private String found() {
    try (AwsConnection aws = AwsConnection.of(context.environment())) {
      return DeployedStack.named(target.stack, aws)
          .output("Reconciliation")
          .orElseThrow(
              () ->
                  new FailedException(
                      "the stack %s has no output ReconciliationOutput: it is deployed without a reconciliation"
                          .formatted(target.stack)));
    }
  }

  private static SqsQueue queue(String queueUrl) {
    try {
      return SqsQueue.at(queueUrl);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("--queue-url: " + e.getMessage());
    }
  }

  private static String findings(ReconciliationKind kind) {
    return switch (kind) {
      case DAILY -> "the findings of the rules that the day is about";
      case WEEKLY, CHANGED -> "all findings that its book has marked";
    };
  }
}
