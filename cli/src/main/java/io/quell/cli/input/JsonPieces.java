package io.quell.cli.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.value.JsonOutline;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes JSON apart while it is read, so that a file of many findings never has to fit into memory.
///
/// The elements of a list come one by one, and so do those of the list `Findings` in an object, as
/// get-findings prints it, of `findings`, as the detail of an event has it, and of the identifiers
/// that update operations take; any other value comes whole. A text may hold several values one
/// after the other, as `jq -c` and JSON lines have them.
final class JsonPieces {
  /// Half of what the function reads and the hub stores: a finding must still fit when it is put
  /// into other JSON.
  private static final int DEEPEST = 500;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();
  private static final Set<String> LISTS =
      Set.of("Findings", "findings", "FindingIdentifiers", "MetadataUids");

  /// Gets the pieces.
  interface Taker {
    /// Gets the next piece.
    ///
    /// @param place where the piece stands, `Findings[3]`; empty for a text that is one value
    /// @param json the piece
    void take(String place, @Nullable Object json);
  }

  private final JsonParser parser;
  private final RecentBytes text;
  private final Taker taker;

  private JsonPieces(JsonParser parser, RecentBytes text, Taker taker) {
    this.parser = parser;
    this.text = text;
    this.taker = taker;
  }

  /// Reads all of the input and closes it.
  ///
  /// @throws UnreadableException where it is no JSON; the pieces before that place have been taken
  static void read(InputStream input, Taker taker) throws IOException, UnreadableException {
    var text = new RecentBytes(input);
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new UnreadableException("no JSON: it is empty");
      }
      var pieces = new JsonPieces(parser, text, taker);
      String line = "";
      do {
        pieces.value(line);
        line =
            parser.nextToken() == null
                ? ""
                : "line %d".formatted(parser.currentTokenLocation().getLineNr());
      } while (parser.currentToken() != null);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
    }
  }

  private void value(String place) throws IOException, UnreadableException {
    switch (parser.currentToken()) {
      case START_ARRAY -> elements(place);
      case START_OBJECT -> object(place);
      default -> taker.take(place, Json.value(parser));
    }
  }

  private void elements(String place) throws IOException, UnreadableException {
    for (int at = 0; parser.nextToken() != JsonToken.END_ARRAY; at++) {
      taker.take(place + "[" + at + "]", whole());
    }
  }

  private void object(String place) throws IOException, UnreadableException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    boolean isAnswer = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && LISTS.contains(name)) {
        isAnswer = true;
        elements(place.isEmpty() ? name : place + ", " + name);
      } else {
        members.put(name, whole());
      }
    }
    if (!isAnswer) {
      taker.take(place, members);
    }
  }

  /// The value that the parser stands at. An object is checked to its end and kept as its text:
  /// most of a finding is never asked for.
  private @Nullable Object whole() throws IOException, UnreadableException {
    JsonLocation start = parser.currentTokenLocation();
    if (start.getByteOffset() < 0) { // in UTF-16 characters are counted, not bytes
      text.keepNothing();
      return Json.value(parser);
    }
    text.keepFrom(start.getByteOffset());
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return Json.value(parser);
    }
    parser.skipChildren();
    byte[] object = text.keptUntil(parser.currentLocation().getByteOffset());
    Optional<Map<String, @Nullable Object>> outline = JsonOutline.object(object);
    return outline.isPresent() ? outline.get() : made(object, start);
  }

  /// What has something rare in it is made at once. Some faults show only here, such as a number
  /// that is too long.
  ///
  /// @param start where the object stands
  private static @Nullable Object made(byte[] object, JsonLocation start)
      throws IOException, UnreadableException {
    try (JsonParser parser = FACTORY.createParser(object)) {
      parser.nextToken();
      return Json.value(parser);
    } catch (JsonProcessingException e) {
      JsonLocation within = e.getLocation();
      throw within == null
          ? unreadable(e)
          : unreadable(
              e,
              start.getLineNr() + within.getLineNr() - 1,
              within.getLineNr() == 1
                  ? start.getColumnNr() + within.getColumnNr() - 1
                  : within.getColumnNr());
    }
  }

  private static UnreadableException unreadable(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? unreadable(e, "")
        : unreadable(e, location.getLineNr(), location.getColumnNr());
  }

  private static UnreadableException unreadable(JsonProcessingException e, int line, int column) {
    return unreadable(e, " at line %d, column %d".formatted(line, column));
  }

  private static UnreadableException unreadable(JsonProcessingException e, String where) {
    String problem = Json.reason(e).replaceAll(", from `[^`]*`", "");
    return new UnreadableException(
        "%s%s: %s"
            .formatted(
                e instanceof StreamConstraintsException
                    ? "JSON beyond all limits"
                    : "no valid JSON",
                where,
                problem));
  }
}
