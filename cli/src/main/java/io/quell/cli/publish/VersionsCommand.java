package io.quell.cli.publish;

import io.quell.cli.aws.AwsConnection;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Interruption;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.stack.DeployedStack;
import io.quell.cli.stack.StackFunction.FunctionVersion;
import io.quell.cli.stack.StackTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `quell versions`: the versions of a stack's function that can be rolled back to.
@Command(
    name = "versions",
    sortOptions = false,
    header = "Lists the versions of a deployed stack's function, and deletes old ones.",
    description =
        "%nEach deployment that changes the function publishes a version, and none is deleted by"
            + " CloudFormation. The star marks the one in use.%n",
    exitCodeList = {"0:they are listed, or deleted", "1:something was refused, or you said no"},
    footer = {
      "  quell versions                          lists them",
      "  quell versions --prune 5                deletes all but the five newest and the one in use"
    })
public final class VersionsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private StackTarget options = new StackTarget();

  @Option(
      names = "--prune",
      paramLabel = "N",
      description = "Deletes all versions but the N newest and the one in use.")
  private @Nullable Integer prune;

  /// The command, with all that it has from outside.
  public VersionsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Integer kept = prune;
    if (kept != null && kept < 1) {
      throw new WrongUseException(
          "--prune: at least the newest version is kept, so N is 1 or more, not " + kept);
    }
    try (AwsConnection aws = options.connect(context)) {
      DeployedStack stack = options.find(aws);
      CodeVersions code = CodeVersions.of(stack);
      code.print(context);
      if (kept != null) {
        prune(code, kept);
      }
      return ExitCode.OK;
    }
  }

  private void prune(CodeVersions code, int kept) {
    code.current(); // an alias that points at nothing known must not lose its version
    List<FunctionVersion> old =
        code.versions().stream().skip(kept).filter(version -> !code.isCurrent(version)).toList();
    if (old.isEmpty()) {
      context.out().println("There is none to delete.");
      context.out().flush();
      return;
    }
    if (!options.isAgreed(
        context,
        "%,d versions are deleted for good: %s"
            .formatted(
                old.size(),
                old.stream()
                    .map(version -> Integer.toString(version.number()))
                    .collect(Collectors.joining(", "))))) {
      return;
    }
    List<Integer> deleted = new ArrayList<>();
    try (var _ =
        Interruption.then(
            () -> context.err().println("interrupted: run the command again for the rest"))) {
      for (FunctionVersion version : old) {
        code.function().deleteVersion(version.number());
        deleted.add(version.number());
      }
    } finally {
      context.out().printf("%,d versions are deleted.%n", deleted.size());
      context.out().flush();
    }
  }
}
