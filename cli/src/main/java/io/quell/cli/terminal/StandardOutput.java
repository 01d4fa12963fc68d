package io.quell.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Standard output, which remembers whether all of it has arrived: writers keep such failures to
/// themselves, and a script would take half a result, or none, for a whole one.
public final class StandardOutput extends FilterOutputStream {
  /// What the system says where the reader, such as `head`, has seen enough.
  private static final String CLOSED_BY_READER = "Broken pipe";

  private @Nullable IOException failure;

  private StandardOutput(OutputStream output) {
    super(output);
  }

  /// That of the process.
  public static StandardOutput ofProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out));
  }

  /// One that writes to something else.
  static StandardOutput to(OutputStream output) {
    return new StandardOutput(output);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /// Why something was lost; empty where all has arrived, or where the reader wanted no more.
  public Optional<String> loss() {
    return Optional.ofNullable(failure)
        .map(thrown -> String.valueOf(thrown.getMessage()))
        .filter(message -> !message.contains(CLOSED_BY_READER));
  }
}
