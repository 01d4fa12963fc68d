package io.quell.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The files of the project around this module.
final class Project {
  private static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
  private static final JsonMapper MAPPER = new JsonMapper();

  private Project() {}

  static Path path(String path) {
    return ROOT.resolve(path);
  }

  /// The sample events of the tests; those in `events` are the user's.
  static Path events() {
    return path("testing/src/test/resources/events");
  }

  static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path path) {
    return json(text(path));
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Object value) {
    return MAPPER.valueToTree(value);
  }

  /// A JSON value as Java has it.
  static Object value(JsonNode json) {
    return MAPPER.convertValue(json, Object.class);
  }

  /// The elements of a JSON array.
  static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /// The files of a folder, by name.
  static List<Path> jsonFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
