package io.quell.importers.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quell.finding.Json;
import io.quell.importers.UnreadableSourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads a source in JSON: one value, or several one after another, as a loop of calls prints them.
public final class JsonSource {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private JsonSource() {}

  /// Whether a file looks like JSON rather than like YAML: it begins with a brace or a bracket, or
  /// has nothing in it.
  public static boolean isJson(byte[] content) {
    for (byte character : content) {
      if (!Character.isWhitespace(character)) {
        return character == '{' || character == '[';
      }
    }
    return true;
  }

  /// The values in a file, in order.
  ///
  /// @param file what errors call it
  /// @throws UnreadableSourceException where it is no JSON, or empty
  public static List<Object> read(String file, byte[] content) throws UnreadableSourceException {
    List<Object> values = new ArrayList<>();
    try (MappingIterator<Object> pieces = MAPPER.readerFor(Object.class).readValues(content)) {
      while (pieces.hasNextValue()) {
        values.add(pieces.nextValue());
      }
    } catch (IOException e) {
      throw new UnreadableSourceException(file, String.valueOf(Json.unreadable(e).getMessage()));
    }
    if (values.isEmpty()) {
      throw new UnreadableSourceException(file, "the file is empty");
    }
    return values;
  }
}
