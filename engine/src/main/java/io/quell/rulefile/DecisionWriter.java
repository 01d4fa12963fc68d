package io.quell.rulefile;

import io.quell.finding.FindingIdentifier;
import io.quell.update.Action;
import io.quell.update.Decision.Apply;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
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

  @SuppressWarnings("unchecked") // only this method puts entries and references there
  private static void add(Action action, Map<String, Object> mapping) {
    UpdateField field =
        action instanceof Action.SetField(var its, _) ? its : UpdateField.of(action.change());
    String name = field.key();
    switch (action) {
      case Action.SetField(_, FieldValue.Entry(var entry, var text)) ->
          put(
              (Map<String, Object>)
                  mapping.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>()),
              entry,
              text);
      case Action.SetField(_, FieldValue.Reference(var finding)) ->
          ((List<Object>) mapping.computeIfAbsent(name, _ -> new ArrayList<>()))
              .add(reference(finding));
      case Action _ -> put(mapping, name, value(action));
    }
  }

  private static void put(Map<String, Object> mapping, String name, Object value) {
    if (mapping.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException(
          "the decision sets %s twice, which a file has no room for".formatted(name));
    }
  }

  private static Object value(Action action) {
    return switch (action) {
      case Action.SetSeverity(var label) -> label.name();
      case Action.ShiftSeverity(var steps) ->
          steps > 0 ? Map.of(DecisionReader.RAISE, steps) : Map.of(DecisionReader.LOWER, -steps);
      case Action.CapSeverity(var highest) -> Map.of(DecisionReader.AT_MOST, highest.name());
      case Action.FloorSeverity(var lowest) -> Map.of(DecisionReader.AT_LEAST, lowest.name());
      case Action.SetWorkflow(var status) -> status.name();
      case Action.WriteNote(var text) -> text;
      case Action.SetField(_, FieldValue.Constant(var constant)) -> constant.name();
      case Action.SetField(_, FieldValue.Percentage(var number)) -> number;
      case Action.SetField(_, FieldValue.Decimal(var number)) -> number;
      case Action.SetField(_, FieldValue.Texts(var texts)) -> texts;
      case Action.SetField(var field, var value) ->
          throw new IllegalArgumentException("no rule sets %s to %s".formatted(field.key(), value));
    };
  }

  private static Map<String, Object> reference(FindingIdentifier.Asff finding) {
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put(DecisionReader.ID, finding.id());
    reference.put(DecisionReader.PRODUCT_ARN, finding.productArn());
    return reference;
  }
}
