package io.quell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of rules that one process writes and others load.
final class RuleFiles {
  private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "quell-bench");

  private RuleFiles() {}

  /// Writes what the benchmarks load.
  static void prepare() throws IOException {
    Files.createDirectories(FOLDER);
    Files.write(file("yaml", 10_000), Books.yaml(10_000));
    Files.write(file("packaged", 10_000), Books.packaged(10_000));
  }

  private static Path file(String form, int rules) {
    return FOLDER.resolve("%s-%d".formatted(form, rules));
  }

  /// The content of a file.
  static byte[] of(String form, int rules) throws IOException {
    return Files.readAllBytes(file(form, rules));
  }
}
