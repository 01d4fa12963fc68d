package io.quell.cli.input;

import io.quell.finding.Finding;
import io.quell.finding.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Makes what can be read only once a file, for all of it is checked before anything is sent.
public final class Spools implements AutoCloseable {
  private final List<Spool> spools = new ArrayList<>();

  /// The same to be read as often as one likes.
  public InputFile keeping(InputFile file) {
    if (!file.name().equals(InputFiles.NAME_OF_STANDARD_INPUT)) {
      return file;
    }
    return kept(
        file.name(),
        out -> {
          try (InputStream input = file.opening().open()) {
            input.transferTo(out);
          }
        });
  }

  /// What is found elsewhere, to be read as often as one likes.
  ///
  /// @param name what it is called when it is reported
  /// @param finding gives each finding to whom it is given
  public InputFile found(String name, Consumer<Consumer<Finding>> finding) {
    return kept(
        name,
        out -> {
          out.write("[]\n".getBytes(StandardCharsets.UTF_8)); // an empty file is no JSON
          finding.accept(each -> line(out, Json.write(each.json())));
        });
  }

  private static void line(OutputStream out, String json) {
    try {
      out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputFile kept(String name, Spool.Filling filling) {
    Spool spool = Spool.of(filling);
    spools.add(spool);
    return spool.input(name);
  }

  @Override
  public void close() {
    spools.forEach(Spool::close);
  }
}
