package io.quell.cli;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.SourceFolder;
import io.quell.cli.terminal.StandardOutput;
import io.quell.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.ExitCode;

/// What the launcher starts.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] arguments) {
    StandardOutput output = StandardOutput.ofProcess();
    System.setOut(System.err); // what a rule prints must not come between the lines of a report
    SourceFolder sources = SourceFolder.ofProcess();
    var context =
        new CommandContext(
            System.in,
            new PrintWriter(output, false, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Terminal.ofProcess(),
            System.getenv(),
            sources::ruleBook,
            sources::book,
            Path.of(""),
            sources,
            Clock.systemUTC());
    int exitCode = run(context, arguments);
    if (output.loss().isPresent()) {
      context.err().println("quell: the output could not be written: " + output.loss().get());
      exitCode = ExitCode.SOFTWARE;
    }
    System.exit(exitCode);
  }

  private static int run(CommandContext context, String[] arguments) {
    try {
      return QuellCommand.execute(context, arguments);
    } catch (OutOfMemoryError e) {
      context.err().println("quell: out of memory: give Java more with JAVA_TOOL_OPTIONS=-Xmx4g");
      return ExitCode.SOFTWARE;
    } finally {
      context.out().flush();
    }
  }
}
