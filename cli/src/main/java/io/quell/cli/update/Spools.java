package io.quell.cli.update;

import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.Spool;
import io.quell.cli.options.HubQuery;
import io.quell.finding.Json;
import io.quell.hub.SecurityHub;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes what can be read only once a file, for all of it is checked before anything is sent.
final class Spools implements AutoCloseable {
  private final List<Spool> spools = new ArrayList<>();

  /// The same to be read as often as one likes.
  InputFile keeping(InputFile file) {
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

  /// The findings that a hub has now and that a filter finds: what is changed on them may change
  /// which ones it finds, so that all are read before.
  InputFile found(SecurityHub hub, HubQuery filter) {
    return kept(
        "what the filter finds",
        out -> {
          out.write("[]\n".getBytes(StandardCharsets.UTF_8)); // an empty file is no JSON
          Sending.read(hub, filter, finding -> line(out, Json.write(finding.json())));
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
    Spool spool;
    try {
      spool = Spool.of(filling);
    } catch (UncheckedIOException e) {
      throw Spool.failure(e.getCause());
    }
    spools.add(spool);
    return spool.input(name);
  }

  @Override
  public void close() {
    spools.forEach(Spool::close);
  }
}
