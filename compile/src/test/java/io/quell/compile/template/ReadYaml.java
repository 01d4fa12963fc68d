package io.quell.compile.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What a template in YAML says, by a YAML library: with CloudFormation's functions in their long
/// form.
final class ReadYaml {
  private ReadYaml() {}

  static Object of(String text) {
    return value(new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow());
  }

  private static Object value(Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return untagged(node);
    }
    String name = tag.substring(1);
    Object argument = untagged(node);
    return switch (name) {
      case "Ref" -> Map.of("Ref", argument);
      case "GetAtt" -> Map.of("Fn::GetAtt", Arrays.asList(argument.toString().split("\\.", 2)));
      default -> Map.of("Fn::" + name, argument);
    };
  }

  private static Object untagged(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, Object> members = new LinkedHashMap<>();
        for (NodeTuple member : mapping.getValue()) {
          members.put(((ScalarNode) member.getKeyNode()).getValue(), value(member.getValueNode()));
        }
        yield members;
      }
      case SequenceNode sequence -> {
        List<Object> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(value(item)));
        yield items;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new AssertionError(node);
    };
  }

  private static Object scalar(ScalarNode scalar) {
    if (scalar.getScalarStyle() == ScalarStyle.PLAIN && scalar.getTag().equals(Tag.INT)) {
      return Integer.valueOf(scalar.getValue());
    }
    if (scalar.getScalarStyle() == ScalarStyle.PLAIN && scalar.getTag().equals(Tag.BOOL)) {
      return Boolean.valueOf(scalar.getValue());
    }
    return scalar.getValue();
  }
}
