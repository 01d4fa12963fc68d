package io.quell.lint.pairs;

import io.quell.finding.Format;
import io.quell.lint.book.BookRule;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.UpdateField;
import io.quell.update.UpdateTarget;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which rules set which field, and to what as far as that is known without running them.
final class Settings {
  /// What the note is called.
  static final String NOTE = UpdateTarget.NOTE.toString();
  /// What the severity is called.
  static final String SEVERITY = UpdateTarget.SEVERITY.toString();
  private static final String USER_DEFINED = "user-defined field";

  private final List<Map<String, @Nullable String>> settings;
  private final Map<String, BitSet> setters = new HashMap<>();
  private final Map<String, Map<String, BitSet>> settersOfValue = new HashMap<>();

  Settings(List<BookRule> rules) {
    settings = rules.stream().map(Settings::of).toList();
    for (int at = 0; at < settings.size(); at++) {
      int position = at;
      settings
          .get(at)
          .forEach(
              (field, value) -> {
                setters.computeIfAbsent(field, _ -> new BitSet()).set(position);
                if (value != null) {
                  settersOfValue
                      .computeIfAbsent(field, _ -> new HashMap<>())
                      .computeIfAbsent(value, _ -> new BitSet())
                      .set(position);
                }
              });
    }
  }

  /// The rules that may set one of the fields of this rule, but for its note, to another value.
  BitSet differing(int position) {
    return differing(position, field -> !field.equals(NOTE));
  }

  /// The rules that may write another note.
  BitSet differingInNote(int position) {
    return differing(position, NOTE::equals);
  }

  /// The fields that two rules may set to different values.
  Set<String> differingFields(int position, int other) {
    Map<String, @Nullable String> ofOther = settings.get(other);
    return settings.get(position).entrySet().stream()
        .filter(entry -> ofOther.containsKey(entry.getKey()))
        .filter(
            entry ->
                entry.getValue() == null || !entry.getValue().equals(ofOther.get(entry.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// The rules that may set one of these fields.
  BitSet setting(Collection<String> fields) {
    var setting = new BitSet();
    fields.forEach(field -> setting.or(setters.getOrDefault(field, new BitSet())));
    return setting;
  }

  /// The rules that may set one of the chosen fields of this rule to another value.
  BitSet differing(int position, Predicate<String> chosen) {
    var differing = new BitSet();
    settings
        .get(position)
        .forEach(
            (field, value) -> {
              if (!chosen.test(field)) {
                return;
              }
              BitSet others = (BitSet) setters.getOrDefault(field, new BitSet()).clone();
              if (value != null) {
                others.andNot(
                    settersOfValue.getOrDefault(field, Map.of()).getOrDefault(value, new BitSet()));
              }
              differing.or(others);
            });
    return differing;
  }

  /// The fields that a rule may set; with the value where that is always the same, else with null.
  private static Map<String, @Nullable String> of(BookRule rule) {
    return rule.fixed().map(Settings::fixed).orElseGet(() -> byCard(rule.card().changes()));
  }

  private static Map<String, @Nullable String> fixed(Decision.Apply changes) {
    Map<String, @Nullable String> settings = new LinkedHashMap<>();
    for (Action action : changes.actions()) {
      if (!(action
          instanceof
          Action.SetField(_, FieldValue.Reference _))) { // one does not take the place of another
        String field = FieldValues.field(action);
        settings.put(field, settings.containsKey(field) ? null : FieldValues.value(action));
      }
      if (action instanceof Action.SetField(_, FieldValue.Entry _)) {
        settings.put(USER_DEFINED, null);
      }
      if (FieldValues.isNormalizedSeverity(action)) {
        settings.put(UpdateTarget.SEVERITY.toString(), null);
      }
    }
    return settings;
  }

  /// Of a rule that is code only the changes that its card allows are known.
  private static Map<String, @Nullable String> byCard(Set<Change> changes) {
    Map<String, @Nullable String> settings = new LinkedHashMap<>();
    changes.forEach(
        change ->
            settings.put(
                change == Change.USER_DEFINED_FIELDS
                    ? USER_DEFINED
                    : UpdateField.of(change).sharedName(Format.OCSF).toString(),
                null));
    return settings;
  }
}
