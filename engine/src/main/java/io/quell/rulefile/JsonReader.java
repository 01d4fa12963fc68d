package io.quell.rulefile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.quell.finding.Json;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Position;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import io.quell.rulefile.word.FileMember;
import io.quell.rulefile.word.RuleMember;
import io.quell.value.Bounded;
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
  private static final String EXAMPLES = RuleMember.EXAMPLES.word();
  private static final String RULES = FileMember.RULES.word();

  private final JsonParser parser;
  private final Problems problems;
  private final boolean withExamples;

  private JsonReader(JsonParser parser, Problems problems, boolean withExamples) {
    this.parser = parser;
    this.problems = problems;
    this.withExamples = withExamples;
  }

  /// The value in the content; empty, with a problem, where it cannot be read.
  ///
  /// @param withExamples whether the rules' examples are read; else they are skipped
  static Optional<Node> read(byte[] content, Problems problems, boolean withExamples) {
    try (JsonParser parser = FACTORY.createParser(content)) {
      parser.nextToken();
      Node root = new JsonReader(parser, problems, withExamples).node();
      if (parser.nextToken() != null) {
        problems.add(
            position(parser.currentTokenLocation()),
            "a second value begins here; a file of rules has one");
      }
      return Optional.of(root);
    } catch (JsonProcessingException e) {
      problems.add(
          e.getLocation() == null ? Position.START : position(e.getLocation()),
          "no valid JSON: " + Json.reason(e));
    } catch (IOException e) {
      problems.add(Position.START, "no valid JSON: " + e.getMessage());
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

  private static Position position(JsonLocation location) {
    return new Position(location.getLineNr(), location.getColumnNr());
  }

  private Node node() throws IOException {
    Position position = position(parser.currentTokenLocation());
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(position);
      case START_ARRAY -> sequence(position);
      case VALUE_STRING -> new Scalar(position, parser.getText(), true);
      case VALUE_NULL -> new Scalar(position, "", false);
      default -> new Scalar(position, parser.getText(), false);
    };
  }

  /// Whether the value that begins here is a member of one of the file's rules.
  private boolean isOfRule() {
    JsonStreamContext rule =
        parser.currentToken().isStructStart()
            ? parser.getParsingContext().getParent()
            : parser.getParsingContext();
    JsonStreamContext list = rule.getParent();
    JsonStreamContext file = list == null ? null : list.getParent();
    return file != null
        && list.inArray()
        && RULES.equals(file.getCurrentName())
        && file.getParent() != null
        && file.getParent().inRoot();
  }

  private Sequence sequence(Position position) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new Sequence(position, items);
  }

  private Mapping mapping(Position position) throws IOException {
    Map<String, Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Position place = position(parser.currentTokenLocation());
      String name = parser.currentName();
      parser.nextToken();
      if (!withExamples && name.equals(EXAMPLES) && isOfRule()) {
        parser.skipChildren();
        continue;
      }
      if (members.putIfAbsent(name, new Member(place, node())) != null) {
        problems.add(place, "'%s' is there twice".formatted(Bounded.value(name)));
      }
    }
    return new Mapping(position, members);
  }
}
