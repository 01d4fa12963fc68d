package io.quell.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// A text that comes with the command line, such as a file of a new repository.
final class Template {
  private Template() {}

  /// The text.
  ///
  /// @param name its path from this package
  static String text(String name) {
    try (InputStream text =
        Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /// The text with values in it.
  ///
  /// @param name its path from this package
  /// @param values what to write for `@name@`, by name
  static String text(String name, Map<String, String> values) {
    String text = text(name);
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    return text;
  }
}
