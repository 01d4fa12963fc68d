package io.quell.cli.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final Taker taker;

  private JsonPieces(JsonParser parser, Taker taker) {
    this.parser = parser;
    this.taker = taker;
  }

  /// Reads all of the input and closes it.
  ///
  /// @throws UnreadableException where it is no JSON; the pieces before that place have been taken
  static void read(InputStream input, Taker taker) throws IOException, UnreadableException {
    try (JsonParser parser = FACTORY.createParser(input)) {
      if (parser.nextToken() == null) {
        throw new UnreadableException("no JSON: it is empty");
      }
      var pieces = new JsonPieces(parser, taker);
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

  private void value(String place) throws IOException {
    switch (parser.currentToken()) {
      case START_ARRAY -> elements(place);
      case START_OBJECT -> object(place);
      default -> taker.take(place, Json.value(parser));
    }
  }

  private void elements(String place) throws IOException {
    for (int at = 0; parser.nextToken() != JsonToken.END_ARRAY; at++) {
      taker.take("%s[%d]".formatted(place, at), Json.value(parser));
    }
  }

  private void object(String place) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    boolean isAnswer = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && LISTS.contains(name)) {
        isAnswer = true;
        elements(place.isEmpty() ? name : place + ", " + name);
      } else {
        members.put(name, Json.value(parser));
      }
    }
    if (!isAnswer) {
      taker.take(place, members);
    }
  }

  private static UnreadableException unreadable(JsonProcessingException e) {
    String problem = Json.reason(e).replaceAll(", from `[^`]*`", "");
    String where =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
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
