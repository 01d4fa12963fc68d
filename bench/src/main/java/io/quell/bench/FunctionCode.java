package io.quell.bench;

import io.quell.lambda.QuellHandler;
import io.quell.rule.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/// The packaged function with the rules of a benchmark, and an event for it.
public final class FunctionCode {
  private static final Path PACKAGED = Path.of("function/target/quell-function.jar");

  /// The stack's default memory of the function, in megabytes.
  public static final int MEMORY = 1_024;

  private static final double HEAP_SHARE = 0.85;
  private static final int FIRST_HEAP_OF = 64;

  private FunctionCode() {}

  /// The collector and the heap that Java has in a function: on a machine with less than 1,792 MB
  /// it takes this collector and begins with a 64th of the memory; Lambda gives 85 % of it to the
  /// heap.
  ///
  /// @param megabytes the function's memory, such as [#MEMORY]
  public static List<String> heap(int megabytes) {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xms%dm".formatted(megabytes / FIRST_HEAP_OF),
        "-Xmx%dm".formatted((int) (megabytes * HEAP_SHARE)));
  }

  /// What a process is started with to run the function.
  ///
  /// @param jar one of [#withBook]
  public static List<Path> classPath(Path jar) {
    return List.of(jar, here());
  }

  /// A copy of the package whose rule classes are those of another book. The file of rules stays.
  public static Path withBook(Class<? extends RuleBook> book) throws IOException {
    Path jar = Files.createTempFile("quell-function", ".jar");
    Files.copy(PACKAGED, jar, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem entries = FileSystems.newFileSystem(jar)) {
      Files.writeString(
          entries.getPath("META-INF/services", RuleBook.class.getName()), book.getName());
    }
    return jar;
  }

  /// The event by which the function is made ready before a snapshot: that the first one is another
  /// costs nothing more (measured when priming was tried).
  public static String event() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(QuellHandler.class.getResourceAsStream("priming/asff.json"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The handlers and books of the benchmarks.
  private static Path here() {
    try {
      return Path.of(
          FunctionCode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
