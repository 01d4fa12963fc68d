package io.quell.cli.init;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.OutputFile;
import io.quell.cli.command.WrongUseException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Files that a command adds.
///
/// @param folder the folder that they go to
/// @param texts their texts by their paths in it, in the order in which they are written
record NewFiles(Path folder, SequencedMap<String, String> texts) {
  private static final String SCRIPT = "#!";

  static NewFiles in(Path folder, Map<String, String> texts) {
    return new NewFiles(folder, new LinkedHashMap<>(texts));
  }

  /// @throws WrongUseException where one of them is there already; it names all that are
  void requireNoneIsThere() {
    List<String> there =
        texts.keySet().stream()
            .filter(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
            .toList();
    if (!there.isEmpty()) {
      throw new WrongUseException(
          "nothing is written, because %s %s there already: %s"
              .formatted(
                  there.size() == 1 ? "a file" : there.size() + " files",
                  there.size() == 1 ? "is" : "are",
                  String.join(", ", there)));
    }
  }

  /// @throws FailedException where one cannot be written; it names the file
  void write() {
    texts.forEach(
        (name, text) -> {
          Path file = folder.resolve(name);
          OutputFile.write(file, text);
          if (text.startsWith(SCRIPT) && !file.toFile().setExecutable(true, false)) {
            throw new FailedException("%s cannot be made executable".formatted(file));
          }
        });
  }
}
