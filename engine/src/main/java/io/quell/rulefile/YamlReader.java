package io.quell.rulefile;

import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Member;
import io.quell.rulefile.Node.Position;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import io.quell.value.Bounded;
import io.quell.yaml.YamlLimitException;
import io.quell.yaml.YamlLimits;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML, of which JSON is a part, into nodes that know where they stand.
///
/// It takes the parser's events: the nodes of the library's own next layer take twice as long.
/// An alias reads as what its anchor stands at, within [YamlLimits]; what is wrong there is told
/// once, where the anchor is.
final class YamlReader {
  private static final int LARGEST = 64 * 1024 * 1024;

  private final Iterator<Event> events;
  private final Problems problems;
  private final YamlLimits limits = new YamlLimits();
  private final Map<Anchor, Node> anchors = new HashMap<>();

  private YamlReader(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /// The one document in the content; empty, with a problem, where it cannot be read or there is
  /// none.
  static Optional<Node> read(byte[] content, Problems problems) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(LARGEST).build();
    try {
      return new YamlReader(
              new Parse(settings).parseInputStream(new ByteArrayInputStream(content)).iterator(),
              problems)
          .document();
    } catch (YamlLimitException e) {
      problems.add(new Position(e.line(), e.column()), e.problem());
    } catch (MarkedYamlEngineException e) {
      Position position =
          e.getProblemMark()
              .map(at -> new Position(at.getLine() + 1, at.getColumn() + 1))
              .orElse(Position.START);
      problems.add(
          position,
          "no valid YAML: " + sentence(e.getContext()) + sentence(e.getProblem()).strip());
    } catch (YamlEngineException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        problems.add(firstOutsideUtf8(content), "this is no UTF-8, in which the file has to be");
        return Optional.empty();
      }
      problems.add(
          Position.START, "no valid YAML: " + sentence(String.valueOf(e.getMessage())).strip());
    }
    return Optional.empty();
  }

  /// Where the first bytes stand that are no UTF-8.
  private static Position firstOutsideUtf8(byte[] content) {
    CharBuffer read = CharBuffer.allocate(content.length);
    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), read, true);
    String before = read.flip().toString();
    return new Position(
        1 + (int) before.chars().filter(letter -> letter == '\n').count(),
        before.length() - before.lastIndexOf('\n'));
  }

  private static String sentence(@Nullable String text) {
    return text == null || text.isBlank() ? "" : text.lines().findFirst().orElse("").strip() + " ";
  }

  private Optional<Node> document() {
    next(); // the beginning of the stream
    if (next().getEventId() == Event.ID.StreamEnd) {
      problems.add(Position.START, "the file is empty; it needs at least 'rules: []'");
      return Optional.empty();
    }
    Node root = node(next());
    next(); // the end of the document
    Event end = next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      problems.add(position(end), "a second document begins here; a file of rules has one");
    }
    return Optional.of(root);
  }

  private static Position position(Event event) {
    return event
        .getStartMark()
        .map(at -> new Position(at.getLine() + 1, at.getColumn() + 1))
        .orElse(Position.START);
  }

  private Event next() {
    Event event = events.next();
    limits.take(event);
    return event;
  }

  private Node node(Event event) {
    Position position = position(event);
    Node read =
        switch (event) {
          case ScalarEvent scalar ->
              new Scalar(position, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
          case SequenceStartEvent _ -> sequence(position);
          case MappingStartEvent _ -> mapping(position);
          case AliasEvent alias -> Objects.requireNonNull(anchors.get(alias.getAlias()));
          default -> throw new IllegalStateException("no value begins with " + event);
        };
    if (event instanceof NodeEvent anchored && !(event instanceof AliasEvent)) {
      anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor, read));
    }
    return read;
  }

  private Sequence sequence(Position position) {
    List<Node> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(node(event));
    }
    return new Sequence(position, items);
  }

  private Mapping mapping(Position position) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      Node name = node(event);
      Node value = node(next());
      if (!(name instanceof Scalar scalar)) {
        problems.add(name.position(), "the name of a member is a text, not " + name.shown());
      } else if (members.putIfAbsent(scalar.text(), new Member(name.position(), value)) != null) {
        problems.add(
            name.position(), "'%s' is there twice".formatted(Bounded.value(scalar.text())));
      }
    }
    return new Mapping(position, members);
  }
}
