package io.quell.importers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What another tool answered when it was asked, kept as lines of JSON. What each line means stands
/// beside the scripts that ask, in `src/test/recordings`.
public final class Recording {
  private Recording() {}

  /// The lines of a recording.
  public static List<Map<String, @Nullable Object>> lines(String name) {
    try (InputStream input =
        Objects.requireNonNull(Recording.class.getResourceAsStream("/recorded/" + name), name)) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(SourceFiles::object)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The objects in a list.
  public static List<Map<String, @Nullable Object>> objects(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list))
        .stream().map(element -> SourceFiles.object(element)).toList();
  }
}
