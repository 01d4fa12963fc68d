package io.quell.localhub.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads and writes JSON so that what goes in comes out again: decimals keep their digits.
public final class JsonText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonText() {}

  /// Reads one JSON value.
  ///
  /// @throws IOException for bytes that hold none, more than one, or a broken one
  public static JsonNode read(byte[] bytes) throws IOException {
    JsonNode value = MAPPER.readTree(bytes);
    if (value.isMissingNode()) {
      throw new IOException("There is no JSON value in it.");
    }
    return value;
  }

  /// Reads one JSON value from text, as [#read(byte\[\])] does from bytes.
  ///
  /// @throws IOException for text that holds none, more than one, or a broken one
  public static JsonNode read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The value as compact JSON text.
  public static String write(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many bytes the value takes as compact JSON in UTF-8.
  public static int size(JsonNode value) {
    return write(value).getBytes(StandardCharsets.UTF_8).length;
  }

  /// An empty object.
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// An empty array.
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /// The value, unless it is missing or `null`, which are the same in Amazon's restJson1 protocol.
  public static Optional<JsonNode> present(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  /// Sets a member to a copy of the value, or takes it away where there is none.
  public static void put(ObjectNode holder, String member, Optional<JsonNode> value) {
    if (value.isPresent()) {
      holder.set(member, value.get().deepCopy());
    } else {
      holder.remove(member);
    }
  }

  /// Gives a member the value that it has in another object, or takes it away where that has none.
  public static void copy(JsonNode from, ObjectNode holder, String member) {
    put(holder, member, present(from.path(member)));
  }

  /// The object that is this member, or a new one in its place.
  public static ObjectNode objectAt(ObjectNode holder, String member) {
    return holder.path(member) instanceof ObjectNode present ? present : holder.putObject(member);
  }

  /// Says in one line why a text could not be read.
  public static String reason(IOException e) {
    if (e instanceof JsonProcessingException unreadable) {
      return unreadable.getOriginalMessage();
    }
    return String.valueOf(e.getMessage());
  }
}
