package io.quell.importers.source;

import io.quell.importers.UnreadableSourceException;
import io.quell.yaml.YamlLimitException;
import io.quell.yaml.YamlLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A source in YAML, as plain values. Of a key that stands twice in a mapping the later value
/// counts, as in the tools that the sources are written for; the earlier ones are named.
///
/// @param root the file's value
/// @param replaced the keys that a later one has taken the place of
public record YamlSource(@Nullable Object root, List<Replaced> replaced) {
  /// A key that stands again further down.
  ///
  /// @param path the keys around it and the key itself
  public record Replaced(List<String> path, int line) {
    /// Refuses a file because of the key.
    public UnreadableSourceException refused(String file) {
      return new UnreadableSourceException(
          file,
          "the key '%s' on line %d stands again further down".formatted(path.getLast(), line));
    }
  }

  private static final class Reader {
    private final List<Replaced> replaced = new ArrayList<>();

    @Nullable Object value(Node node, List<String> path) {
      String tag = node.getTag().getValue();
      if (tag.length() > 1 && tag.startsWith("!")) {
        return new Tagged(tag, untagged(node, path));
      }
      return untagged(node, path);
    }

    private @Nullable Object untagged(Node node, List<String> path) {
      return switch (node) {
        case MappingNode mapping -> mapping(mapping, path);
        case SequenceNode sequence ->
            sequence.getValue().stream()
                .<@Nullable Object>map(element -> value(element, with(path, "[]")))
                .toList();
        case ScalarNode scalar -> scalar(scalar);
        default ->
            throw new IllegalStateException("a composed document has no " + node.getNodeType());
      };
    }

    private Map<Object, @Nullable Object> mapping(MappingNode mapping, List<String> path) {
      Map<Object, @Nullable Object> members = new LinkedHashMap<>();
      Map<Object, Integer> lines = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        Object key = Optional.ofNullable(value(tuple.getKeyNode(), path)).orElse("null");
        List<String> inner = with(path, key.toString());
        if (members.containsKey(key)) {
          replaced.add(new Replaced(inner, lines.getOrDefault(key, 0)));
        }
        members.put(key, value(tuple.getValueNode(), inner));
        lines.put(key, tuple.getKeyNode().getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
      }
      return members;
    }

    private static @Nullable Object scalar(ScalarNode scalar) {
      Tag tag = scalar.getTag();
      if (tag.equals(Tag.NULL)) {
        return null;
      }
      if (tag.equals(Tag.BOOL)) {
        return Boolean.valueOf(scalar.getValue());
      }
      if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
        return new WrittenNumber(scalar.getValue());
      }
      return scalar.getValue();
    }

    private static List<String> with(List<String> path, String step) {
      List<String> longer = new ArrayList<>(path);
      longer.add(step);
      return longer;
    }
  }

  /// A value with a tag of the file's own, such as `!Ref`.
  public record Tagged(String tag, @Nullable Object value) {
    @Override
    public String toString() {
      return "a value with the tag " + tag;
    }
  }

  /// A number as it is written, for `007` and `7` are not the same everywhere.
  public record WrittenNumber(String digits) {
    @Override
    public String toString() {
      return "the number " + digits;
    }
  }

  /// Reads a file.
  ///
  /// @param file what errors call it
  /// @throws UnreadableSourceException where it is no YAML in UTF-8, or empty
  public static YamlSource read(String file, byte[] content) throws UnreadableSourceException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableSourceException(file, "no text in UTF-8");
    }
    try {
      var reader = new Reader();
      // How much aliases may make of a file, YamlLimits counts.
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file)
              .setAllowDuplicateKeys(true)
              .setMaxAliasesForCollections(Integer.MAX_VALUE)
              .setCodePointLimit(Integer.MAX_VALUE)
              .build();
      YamlLimits.require(settings, content);
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        throw new UnreadableSourceException(file, "the file is empty");
      }
      return new YamlSource(reader.value(root.get(), List.of()), reader.replaced);
    } catch (YamlLimitException e) {
      throw new UnreadableSourceException(
          file, "line %d, column %d: %s".formatted(e.line(), e.column(), e.problem()));
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      throw new UnreadableSourceException(
          file,
          "no valid YAML%s: %s"
              .formatted(
                  mark.map(
                          at ->
                              " at line %d, column %d"
                                  .formatted(at.getLine() + 1, at.getColumn() + 1))
                      .orElse(""),
                  e.getProblem()));
    } catch (YamlEngineException e) {
      throw new UnreadableSourceException(
          file, "no valid YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
