package io.quell.cli.changes;

import io.quell.cli.command.FailedException;
import io.quell.cli.input.InputFile;
import io.quell.cli.terminal.Text;
import io.quell.finding.JsonMembers;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A file that takes a line for each update that a command has sent: the decision as the function
/// logs it, then `time`, when the answer came, and `by`, who has sent it.
///
/// Lines are appended, and each is in the file before the next update is told, so that a command
/// which is killed leaves whole lines.
public final class AuditLog implements AutoCloseable {
  /// A log that takes nothing.
  public static final AuditLog NONE = new AuditLog();

  private final @Nullable Open open;
  private long lines;

  /// @param teller takes what is said about the file at the end
  private record Open(
      String name, Writer writer, String by, Clock clock, String command, PrintWriter teller) {}

  private AuditLog() {
    this.open = null;
  }

  private AuditLog(Open open) {
    this.open = open;
  }

  /// A log in a file, which is made where there is none.
  ///
  /// @param name the file as it was given
  /// @param by who sends the updates
  /// @param command the words that begin what is said about the file, such as `quell apply`
  /// @param teller takes what is said about the file
  /// @throws FailedException where the file cannot be written
  static AuditLog to(
      Path file, String name, String by, Clock clock, String command, PrintWriter teller) {
    try {
      Writer writer =
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new AuditLog(new Open(name, writer, by, clock, command, teller));
    } catch (IOException e) {
      throw new FailedException(
          "nothing was sent, for the log of the changes cannot be written: %s: %s; name another file with --log, or give --no-log"
              .formatted(name, InputFile.reason(e)));
    }
  }

  /// Takes a result where an update was sent.
  ///
  /// @param ruleBook the version of the rules that decided
  /// @throws FailedException where the line cannot be written
  public void decided(Result result, String ruleBook) {
    if (result.outcome() instanceof Result.Sent) {
      add(LogLines.decision(result, ruleBook));
    }
  }

  /// Adds a line, which gets its time and its author.
  ///
  /// @throws FailedException where it cannot be written
  public void add(JsonMembers line) {
    if (open == null) {
      return;
    }
    try {
      open.writer.write(
          line.with("time", open.clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
              .with("by", open.by)
              .toString());
      open.writer.write('\n');
      open.writer.flush();
      lines++;
    } catch (IOException e) {
      throw new FailedException(
          "the log of the changes cannot be written any more: %s: %s; what was sent by then is in force, and %s is in the file"
              .formatted(open.name, InputFile.reason(e), Text.counted(lines, "line")));
    }
  }

  @Override
  public void close() {
    if (open == null) {
      return;
    }
    try {
      open.writer.close();
    } catch (IOException e) {
      throw new FailedException("%s: %s".formatted(open.name, InputFile.reason(e)));
    }
    if (lines > 0) {
      open.teller.printf(
          "%s: logged in %s: %s%n", open.command, open.name, Text.counted(lines, "line"));
    }
  }
}
