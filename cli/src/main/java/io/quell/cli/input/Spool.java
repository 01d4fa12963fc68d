package io.quell.cli.input;

import io.quell.cli.command.FailedException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// What can be read only once, standard input or a hub's pages, kept compressed in a temporary file
/// that nobody else may read, so that it can be read again. It goes when this is closed, or when
/// the process is stopped.
public final class Spool implements AutoCloseable {
  private final Path file;

  private Spool(Path file) {
    this.file = file;
  }

  /// Fills the file.
  public interface Filling {
    /// Writes all of it.
    void write(OutputStream out) throws IOException;
  }

  /// A file with what is written to it.
  ///
  /// @throws FailedException where it cannot be written
  public static Spool of(Filling filling) {
    try {
      Path file = Files.createTempFile("quell", ".json.gz");
      file.toFile().deleteOnExit();
      var spool = new Spool(file);
      try (OutputStream out =
          new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
        filling.write(out);
      } catch (IOException | RuntimeException e) {
        spool.close();
        throw e;
      }
      return spool;
    } catch (UncheckedIOException e) {
      throw failure(Optional.ofNullable(e.getCause()).orElseGet(() -> new IOException(e)));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static FailedException failure(IOException e) {
    return new FailedException(
        "what was read cannot be kept in a temporary file: " + InputFile.reason(e));
  }

  /// The content, to be read as often as one likes.
  ///
  /// @param name what it is called when it is reported
  public InputFile input(String name) {
    return new InputFile(name, 0, this::open);
  }

  private InputStream open() throws IOException {
    return new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stillThere) {
      // it goes at the end of the process, as it was marked to
    }
  }
}
