package io.quell.cli.changes;

import io.quell.cli.command.CommandContext;
import io.quell.cli.identity.CallerIdentity;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The options that say where a command logs what it has changed.
public final class AuditLogOptions {
  /// Where it is logged unless something else is said.
  public static final String USUAL_FILE = "quell-changes.jsonl";

  @ArgGroup private WordOption choice = new WordOption();

  /// One of them.
  private static final class WordOption {
    @Option(
        names = "--log",
        paramLabel = "FILE",
        description =
            "Appends a line of JSON to FILE for each finding whose update was sent: the line that"
                + " the function would log, with the time, and the caller in 'by'. Default: "
                + USUAL_FILE
                + " for AWS, and no file for other hubs.")
    private @Nullable Path file;

    @Option(names = "--no-log", description = "Writes no such log.")
    private boolean off;
  }

  /// Opens the log. It is done before anything is sent, so that nothing is changed that cannot be
  /// logged.
  ///
  /// @param isAws whether AWS is called, and not another hub
  /// @param command what the command is called, such as `apply`
  /// @throws io.quell.cli.command.FailedException where the file cannot be written
  public AuditLog open(CommandContext context, boolean isAws, String command) {
    Optional<Path> file =
        Optional.ofNullable(choice.file)
            .or(() -> isAws && !choice.off ? Optional.of(Path.of(USUAL_FILE)) : Optional.empty());
    return file.map(
            path ->
                AuditLog.to(
                    context.folder().resolve(path),
                    path.toString(),
                    isAws ? CallerIdentity.ofEnvironment() : withoutAws(context),
                    context.clock(),
                    "quell " + command,
                    context.err()))
        .orElse(AuditLog.NONE);
  }

  /// The caller of another hub, which has no ARN for anybody.
  private static String withoutAws(CommandContext context) {
    return "access key " + context.environment().getOrDefault("AWS_ACCESS_KEY_ID", "local");
  }
}
