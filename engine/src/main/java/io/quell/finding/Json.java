package io.quell.finding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.quell.value.JsonOutline;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// JSON text to plain values and back: maps in the order of the text, lists, strings, numbers,
/// booleans and null.
///
/// Only the streaming part of Jackson is used: a binding library would be paid for at each start.
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  /// A line of the log has some five hundred characters.
  private static final int USUAL_LENGTH = 512;

  private Json() {}

  /// Reads one JSON value.
  ///
  /// @throws UnreadableException where the bytes are no JSON, or more than one value; it names line
  ///     and column
  public static @Nullable Object read(byte[] bytes) throws UnreadableException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      return readOnly(parser);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Reads one JSON value. See [#read(byte[])].
  public static @Nullable Object read(String text) throws UnreadableException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return readOnly(parser);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Reads one JSON value as [#read(byte[])] does. The values in an object are made when they are
  /// asked for, each time anew.
  ///
  /// @param bytes what nobody may change from here on
  public static @Nullable Object readLazily(byte[] bytes) throws UnreadableException {
    Optional<Map<String, @Nullable Object>> object = JsonOutline.object(bytes);
    return object.isPresent() ? object.get() : read(bytes);
  }

  /// Reads the JSON value that a member of an object has as its text. See [#readLazily(byte[])].
  ///
  /// @throws UnreadableException where the member has no text, or its text is no JSON
  public static @Nullable Object readLazily(Map<?, ?> object, String member)
      throws UnreadableException {
    Optional<Map<String, @Nullable Object>> inner = JsonOutline.objectIn(object, member);
    if (inner.isPresent()) {
      return inner.get();
    }
    if (object.get(member) instanceof String text) {
      return readLazily(text);
    }
    throw new UnreadableException("no JSON: there is no text");
  }

  /// Reads one JSON value. See [#readLazily(byte[])].
  public static @Nullable Object readLazily(String text) throws UnreadableException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean isAllInUtf8 = new String(bytes, StandardCharsets.UTF_8).equals(text);
    Optional<Map<String, @Nullable Object>> object =
        isAllInUtf8 ? JsonOutline.object(bytes) : Optional.empty();
    return object.isPresent() ? object.get() : read(text);
  }

  /// Writes a value as JSON on one line. What is neither map, list, number, boolean nor null is
  /// written as its string.
  public static String write(@Nullable Object value) {
    var text = new StringWriter(USUAL_LENGTH);
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// Writes a value as JSON on many lines, for people and editors. See [#write(Object)].
  public static String writeIndented(@Nullable Object value) {
    var text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
      write(generator.setPrettyPrinter(printer), value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// The number that a text is, or empty: `97.5`, but not what only Java takes for one (`10d`,
  /// `NaN`, `0x10`).
  public static OptionalDouble number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  private static @Nullable Object readOnly(JsonParser parser)
      throws IOException, UnreadableException {
    if (parser.nextToken() == null) {
      throw new UnreadableException("no JSON: the input is empty");
    }
    Object value = value(parser);
    if (parser.nextToken() != null) {
      throw new UnreadableException(
          "more than one JSON value: the second begins at line "
              + parser.currentTokenLocation().getLineNr());
    }
    return value;
  }

  /// Reads the value that the parser stands at, to its end.
  public static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default ->
          throw new IllegalStateException(
              "a parser of a whole text never stands at " + parser.currentToken());
    };
  }

  /// A double would change digits, or be infinite.
  private static BigDecimal decimal(JsonParser parser) throws IOException {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException beyond) {
      throw new JsonParseException(parser, "the exponent of a number has too many digits", beyond);
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> generator.writeNull();
      case Map<?, ?> members -> {
        generator.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
          generator.writeFieldName(String.valueOf(member.getKey()));
          write(generator, member.getValue());
        }
        generator.writeEndObject();
      }
      case Iterable<?> elements -> {
        generator.writeStartArray();
        for (Object element : elements) {
          write(generator, element);
        }
        generator.writeEndArray();
      }
      case Boolean truth -> generator.writeBoolean(truth);
      case Number number -> generator.writeNumber(number.toString());
      default -> generator.writeString(value.toString());
    }
  }

  /// What is wrong with JSON that a parser of Jackson refused, in one line.
  public static UnreadableException unreadable(IOException e) {
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      return new UnreadableException(
          "no valid JSON at line %d, column %d: %s"
              .formatted(
                  json.getLocation().getLineNr(), json.getLocation().getColumnNr(), reason(json)));
    }
    return new UnreadableException("no valid JSON: " + firstLine(String.valueOf(e.getMessage())));
  }

  /// What Jackson has to say of a text that is no JSON, without the excerpt and the place that it
  /// adds.
  public static String reason(JsonProcessingException e) {
    return firstLine(e.getOriginalMessage())
        .replaceAll(" \\((for .* starting|start marker) at .*", "");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
