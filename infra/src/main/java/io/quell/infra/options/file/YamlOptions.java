package io.quell.infra.options.file;

import io.quell.infra.options.OptionException;
import io.quell.yaml.YamlLimitException;
import io.quell.yaml.YamlLimits;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A file of options as it is written: texts, lists and mappings by name, and where each name
/// stands.
///
/// @param values the values by name; a text is as it is written, nothing is null
/// @param positions where names stand, by the names that lead there
record YamlOptions(Map<String, @Nullable Object> values, Map<List<String>, KeyPosition> positions) {
  /// More than all options of all Regions; a larger file is another one.
  private static final int LARGEST = 256 * 1024;

  /// A place in the file; lines and columns are counted from 1.
  record KeyPosition(int line, int column) {
    static KeyPosition of(Optional<Mark> mark) {
      return mark.map(at -> new KeyPosition(at.getLine() + 1, at.getColumn() + 1))
          .orElse(new KeyPosition(1, 1));
    }

    @Override
    public String toString() {
      return line + ":" + column;
    }
  }

  /// @throws OptionException where it is no YAML, no mapping, or says something twice
  static YamlOptions read(String file, byte[] content) {
    if (content.length > LARGEST) {
      throw new OptionException(
          "%s has %,d bytes; a file of options has %,d at most."
              .formatted(file, content.length, LARGEST));
    }
    Reader reader = new Reader(file);
    try {
      // How much aliases may make of a file, YamlLimits counts.
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file)
              .setAllowNonScalarKeys(true)
              .setMaxAliasesForCollections(Integer.MAX_VALUE)
              .build();
      YamlLimits.require(settings, content);
      Node root =
          new Compose(settings)
              .composeInputStream(new ByteArrayInputStream(content))
              .orElseThrow(() -> new OptionException(empty(file)));
      Object value = reader.value(root, List.of());
      reader.throwIfAny();
      if (value == null) {
        throw new OptionException(empty(file));
      }
      if (!(root instanceof MappingNode)) {
        throw new OptionException(
            reader.at(root, "a file of options is a mapping, such as 'mode: observe', not this."));
      }
    } catch (YamlLimitException e) {
      throw new OptionException("%s:%d:%d: %s.".formatted(file, e.line(), e.column(), e.problem()));
    } catch (MarkedYamlEngineException e) {
      throw new OptionException(
          "%s:%s: no valid YAML: %s"
              .formatted(file, KeyPosition.of(e.getProblemMark()), sentence(e)));
    } catch (YamlEngineException e) {
      throw new OptionException("%s: no valid YAML: %s".formatted(file, firstLine(e.getMessage())));
    }
    return new YamlOptions(reader.values, reader.positions);
  }

  private static String empty(String file) {
    return "%s is empty; it needs at least one option, such as 'mode: observe'.".formatted(file);
  }

  private static String sentence(MarkedYamlEngineException e) {
    return Stream.of(e.getContext(), e.getProblem())
        .map(YamlOptions::firstLine)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" ", "", "."));
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("").strip();
  }

  /// Where the names lead that are given, or as far as they do.
  Optional<KeyPosition> position(List<String> path) {
    for (int length = path.size(); length > 0; length--) {
      KeyPosition found = positions.get(path.subList(0, length));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private static final class Reader {
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
    /// A Region's option, and a list in it.
    private static final int DEEPEST = 5;

    private final String file;
    private final Map<List<String>, KeyPosition> positions = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private Map<String, @Nullable Object> values = Map.of();

    Reader(String file) {
      this.file = file;
    }

    String at(Node node, String message) {
      return "%s:%s: %s".formatted(file, KeyPosition.of(node.getStartMark()), message);
    }

    void throwIfAny() {
      if (!problems.isEmpty()) {
        // an alias leads to its anchor once more
        throw new OptionException(problems.stream().distinct().collect(Collectors.joining("\n")));
      }
    }

    @Nullable Object value(Node node, List<String> path) {
      if (path.size() > DEEPEST) {
        problems.add(at(node, "this is deeper than any option is."));
        return null;
      }
      return switch (node) {
        case MappingNode mapping -> mapping(mapping, path);
        case SequenceNode sequence ->
            sequence.getValue().stream()
                .<@Nullable Object>map(item -> value(item, with(path, "-")))
                .toList();
        case ScalarNode scalar ->
            scalar.getScalarStyle() == ScalarStyle.PLAIN && NOTHING.contains(scalar.getValue())
                ? null
                : scalar.getValue();
        default ->
            throw new IllegalStateException("a composed document has no " + node.getNodeType());
      };
    }

    private Map<String, @Nullable Object> mapping(MappingNode mapping, List<String> path) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
          problems.add(at(tuple.getKeyNode(), "the name of an option is a text."));
          continue;
        }
        List<String> inner = with(path, name.getValue());
        if (members.containsKey(name.getValue())) {
          problems.add(
              at(
                  name,
                  "'%s' is there twice, first on line %d. Take one out."
                      .formatted(name.getValue(), line(inner))));
          continue;
        }
        positions.put(inner, KeyPosition.of(name.getStartMark()));
        members.put(name.getValue(), value(tuple.getValueNode(), inner));
      }
      if (path.isEmpty()) {
        values = members;
      }
      return members;
    }

    private int line(List<String> path) {
      KeyPosition first = positions.get(path);
      return first == null ? 1 : first.line();
    }

    private static List<String> with(List<String> path, String name) {
      return Stream.concat(path.stream(), Stream.of(name)).toList();
    }
  }
}
