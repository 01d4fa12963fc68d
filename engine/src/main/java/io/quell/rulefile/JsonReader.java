package io.quell.rulefile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.quell.finding.Json;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Mark;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads JSON into the same nodes as [YamlReader]: the form in which the function's own rules are
/// packaged, since it is read several times as fast and needs no other library than findings do.
final class JsonReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;
  private final Problems problems;

  private JsonReader(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /// The value in the content; empty, with a problem, where it cannot be read.
  static Optional<Node> read(byte[] content, Problems problems) {
    try (JsonParser parser = FACTORY.createParser(content)) {
      parser.nextToken();
      Node root = new JsonReader(parser, problems).node();
      if (parser.nextToken() != null) {
        problems.add(
            mark(parser.currentTokenLocation()),
            "a second value begins here; a file of rules has one");
      }
      return Optional.of(root);
    } catch (JsonProcessingException e) {
      problems.add(
          e.getLocation() == null ? Mark.START : mark(e.getLocation()),
          "no valid JSON: "
              + Json.reason(e).replaceAll(" \\((for .* starting|start marker) at .*", ""));
    } catch (IOException e) {
      problems.add(Mark.START, "no valid JSON: " + e.getMessage());
    }
    return Optional.empty();
  }

  /// Whether the content begins as a JSON object does: a brace, and then a quoted name or the end.
  /// YAML that begins with a brace mostly has its names without quotes.
  static boolean isLikely(byte[] content) {
    boolean isOpen = false;
    for (byte letter : content) {
      if (!Character.isWhitespace(letter)) {
        if (isOpen) {
          return letter == '"' || letter == '}';
        }
        if (letter != '{') {
          return false;
        }
        isOpen = true;
      }
    }
    return isOpen;
  }

  private static Mark mark(JsonLocation location) {
    return new Mark(location.getLineNr(), location.getColumnNr());
  }

  private Node node() throws IOException {
    Mark mark = mark(parser.currentTokenLocation());
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(mark);
      case START_ARRAY -> sequence(mark);
      case VALUE_STRING -> new Scalar(mark, parser.getText(), true);
      case VALUE_NULL -> new Scalar(mark, "", false);
      default -> new Scalar(mark, parser.getText(), false);
    };
  }

  private Sequence sequence(Mark mark) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new Sequence(mark, items);
  }

  private Mapping mapping(Mark mark) throws IOException {
    Map<String, Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Mark place = mark(parser.currentTokenLocation());
      String name = parser.currentName();
      parser.nextToken();
      if (members.putIfAbsent(name, new Member(place, node())) != null) {
        problems.add(place, "'%s' is there twice".formatted(name));
      }
    }
    return new Mapping(mark, members);
  }
}
