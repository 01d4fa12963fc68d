package io.quell.cli.publish;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.options.WordOption;
import io.quell.cli.publish.Rollout.NewVersion;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.HostedConfiguration;
import io.quell.cli.stack.HostedConfiguration.AppConfigDeployment;
import io.quell.cli.stack.StackTarget;
import io.quell.rule.Card;
import io.quell.rulefile.Levers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `quell levers`: shows and sets what a stack does with its decisions, without a deployment.
@Command(
    name = "levers",
    sortOptions = false,
    header = "Shows and sets the levers of a deployed stack: its mode, and suspended rules.",
    description =
        "%nWithout an option that sets a lever it shows how they are set. A change is in force"
            + " within 90 seconds after its deployment has ended, with packaged rules too. No alarm"
            + " takes it back.%n",
    exitCodeList = {
      "0:the levers are shown, or set",
      "1:they are not: something was refused, or you said no"
    },
    footer = {
      "  quell levers                            how they are set",
      "  quell levers --suspend s3-9-log-buckets this rule sets nothing; what it set is given back",
      "  quell levers --mode observe --yes       decides and logs, and changes nothing",
      "  quell levers --normal                   all as it was"
    })
public final class LeversCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private StackTarget options = new StackTarget();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      converter = ModeConverter.class,
      description =
          "normal; observe: decides and logs, and changes nothing; or stop-changing: sets nothing"
              + " new, and gives back what no rule wants any more.")
  private Levers.@Nullable Mode mode;

  @Option(
      names = "--suspend",
      paramLabel = "ID",
      description = "This rule sets nothing, and what it has set is given back. May be repeated.")
  private List<String> suspend = List.of();

  @Option(
      names = "--unsuspend",
      paramLabel = "ID",
      description = "This rule works again. May be repeated.")
  private List<String> unsuspend = List.of();

  @Option(names = "--normal", description = "Mode normal, and no rule suspended.")
  private boolean normal;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  /// Reads a mode.
  static final class ModeConverter implements ITypeConverter<Levers.Mode> {
    @Override
    public Levers.Mode convert(String text) {
      return WordOption.of(text, List.of(Levers.Mode.values()), Levers.Mode::word);
    }
  }

  /// The command, with all that it has from outside.
  public LeversCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean sets = normal || mode != null || !suspend.isEmpty() || !unsuspend.isEmpty();
    if (normal && (mode != null || !suspend.isEmpty() || !unsuspend.isEmpty())) {
      throw new WrongUseException("--normal sets all levers: give no other one with it");
    }
    suspend.stream()
        .filter(unsuspend::contains)
        .findFirst()
        .ifPresent(
            id -> {
              throw new WrongUseException("%s is to be suspended or not, not both".formatted(id));
            });
    checkIds();
    try (AwsConnection aws = options.connect(context)) {
      DeployedStack stack = options.find(aws);
      HostedConfiguration levers = HostedConfiguration.levers(stack);
      List<AppConfigDeployment> newest = levers.newestDeployments();
      Optional<AppConfigDeployment> inForce =
          newest.stream().filter(AppConfigDeployment::isComplete).findFirst();
      int newestVersion = levers.newest();
      LeverSettings before =
          normal || inForce.isEmpty()
              ? LeverSettings.NORMAL
              : LeverSettings.read(levers.content(inForce.get().version()));
      show(stack, newest, inForce, before);
      if (!sets) {
        return ExitCode.OK;
      }
      Rollout.requireRest(newest, "AppConfig's stop-deployment");
      LeverSettings after = wanted(before);
      if (after.equals(before) && !normal) {
        context.out().println("They are set so already.");
        context.out().flush();
        return ExitCode.OK;
      }
      if (!options.isAgreed(
          context, "The levers of the stack %s become %s".formatted(stack.name(), after.words()))) {
        return ExitCode.OK;
      }
      set(new Rollout(context, levers), after, newestVersion);
      return ExitCode.OK;
    }
  }

  private LeverSettings wanted(LeverSettings before) {
    LeverSettings after = before.with(suspend, unsuspend);
    return mode == null ? after : after.with(mode);
  }

  private void show(
      DeployedStack stack,
      List<AppConfigDeployment> newest,
      Optional<AppConfigDeployment> inForce,
      LeverSettings before) {
    if (normal) {
      return; // it replaces whatever there is, also what cannot be read
    }
    context
        .out()
        .printf(
            "%s: %s%s%n",
            stack.name(),
            before.words(),
            inForce
                .map(at -> "; version %s, deployment %d".formatted(at.version(), at.number()))
                .orElse("; none were ever published"));
    newest.stream()
        .filter(AppConfigDeployment::isUnderWay)
        .findFirst()
        .ifPresent(
            other ->
                context
                    .out()
                    .printf(
                        "Deployment %d of version %s is under way: %s%n",
                        other.number(), other.version(), other.state()));
    context.out().flush();
  }

  /// An id that the book does not have does nothing, which is a slip most of the time. The rules
  /// of `--rules` are what the stack runs; those that this Quell is built with may be others.
  private void checkIds() {
    if (suspend.isEmpty()) {
      return;
    }
    suspend.stream()
        .filter(id -> !Card.isId(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new WrongUseException(
                  "--suspend: '%s' is no id of a rule: %s".formatted(id, Card.ID_FORM));
            });
    Set<String> known =
        ruleOptions.book(context).rules().stream()
            .map(rule -> rule.card().id())
            .collect(Collectors.toSet());
    for (String id : suspend) {
      if (!known.contains(id)) {
        if (ruleOptions.isGiven()) {
          throw new FailedException(
              "%s has no rule %s: nothing was changed".formatted(ruleOptions.name(), id));
        }
        context
            .err()
            .printf(
                "The rules that this Quell is built with have no rule %s. Where the stack has other"
                    + " ones, --rules FILE checks the id against them.%n",
                id);
      }
    }
  }

  private void set(Rollout rollout, LeverSettings after, int newestVersion) {
    AppConfigDeployment begun =
        rollout.start(
            new NewVersion(
                after.document(),
                "application/json",
                "quell levers",
                Optional.empty(),
                newestVersion == 0 ? OptionalInt.empty() : OptionalInt.of(newestVersion)));
    rollout.requireComplete(
        rollout.follow(
            begun,
            "interrupted: deployment %d goes on without this command".formatted(begun.number())));
    context.out().println("The functions follow within 90 seconds.");
    context.out().flush();
  }
}
