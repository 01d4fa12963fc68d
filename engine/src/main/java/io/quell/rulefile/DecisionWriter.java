package io.quell.rulefile;

import io.quell.update.Action;
import io.quell.update.Decision.Apply;
import io.quell.update.FieldValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decisions as the file has them, in plain maps, lists and values.
final class DecisionWriter {
  private DecisionWriter() {}

  /// The mapping of changes.
  ///
  /// @throws IllegalArgumentException where they set one field twice: a mapping has room for one
  static Map<String, Object> mapping(Apply changes) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    changes.actions().forEach(action -> add(action, mapping));
    return mapping;
  }

  private static void add(Action action, Map<String, Object> mapping) {
    switch (action) {
      case Action.SetWorkflow(var status) ->
          put(mapping, DecisionReader.WORKFLOW_STATUS, status.name());
      case Action.SetSeverity(var label) -> put(mapping, DecisionReader.SEVERITY, label.name());
      case Action.ShiftSeverity(var steps) ->
          put(
              mapping,
              DecisionReader.SEVERITY,
              steps > 0
                  ? Map.of(DecisionReader.RAISE, steps)
                  : Map.of(DecisionReader.LOWER, -steps));
      case Action.CapSeverity(var highest) ->
          put(mapping, DecisionReader.SEVERITY, Map.of(DecisionReader.AT_MOST, highest.name()));
      case Action.FloorSeverity(var lowest) ->
          put(mapping, DecisionReader.SEVERITY, Map.of(DecisionReader.AT_LEAST, lowest.name()));
      case Action.WriteNote(var text) -> put(mapping, DecisionReader.NOTE, text);
      case Action.SetField(var field, var value) -> add(field.key(), value, mapping);
    }
  }

  private static void add(String key, FieldValue value, Map<String, Object> mapping) {
    switch (value) {
      case FieldValue.Constant(var constant) -> put(mapping, key, constant.name());
      case FieldValue.Percentage(var number) -> put(mapping, key, number);
      case FieldValue.Decimal(var number) -> put(mapping, key, number);
      case FieldValue.Texts(var texts) -> put(mapping, key, texts);
      case FieldValue.Entry(var name, var text) -> put(fields(mapping, key), name, text);
      case FieldValue.Reference(var finding) ->
          related(mapping, key).add(mappingOf(finding.id(), finding.productArn()));
      case FieldValue.Entries _, FieldValue.References _, FieldValue.Written _ ->
          throw new IllegalArgumentException("no rule sets %s to %s".formatted(key, value));
    }
  }

  private static void put(Map<String, Object> mapping, String name, Object value) {
    if (mapping.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException(
          "the decision sets %s twice, which a file has no room for".formatted(name));
    }
  }

  @SuppressWarnings("unchecked") // only this method puts anything there
  private static Map<String, Object> fields(Map<String, Object> mapping, String key) {
    return (Map<String, Object>)
        mapping.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>());
  }

  @SuppressWarnings("unchecked") // only this method puts anything there
  private static List<Object> related(Map<String, Object> mapping, String key) {
    return (List<Object>) mapping.computeIfAbsent(key, _ -> new ArrayList<>());
  }

  private static Map<String, Object> mappingOf(String id, String productArn) {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put(DecisionReader.ID, id);
    finding.put(DecisionReader.PRODUCT_ARN, productArn);
    return finding;
  }
}
