package io.quell.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// As few sets of options as it takes for every two values of two options to be together in one.
final class PairwiseOptions {
  /// The options that create, leave out or change resources, with all values or one of each kind.
  /// The first is the default; one without text is left out.
  static final Map<String, List<String>> VALUES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("delivery", List.of("queue", "direct")),
              Map.entry("rules", List.of("packaged", "appconfig")),
              Map.entry("reconcile", List.of("on", "off")),
              Map.entry("mode", List.of("observe", "enforce")),
              Map.entry("formats", List.of("both", "asff", "ocsf")),
              Map.entry("watch", List.of("on", "off")),
              Map.entry("customActions", List.of("command", "stack", "off")),
              Map.entry("tracing", List.of("off", "on")),
              Map.entry("architecture", List.of("arm64", "x86_64")),
              Map.entry("key", List.of("", "create")),
              Map.entry("snapStart", List.of("auto", "off")),
              Map.entry("ruleMetrics", List.of("off", "on")),
              Map.entry("reservedConcurrency", List.of("", "3")),
              Map.entry("alarmEmails", List.of("", "team@example.com")),
              Map.entry("tags", List.of("", "team=security", "team=platform"))));

  private PairwiseOptions() {}

  /// The sets of options as a file has them, the defaults first.
  static List<Map<String, Object>> all() {
    List<Map<String, Object>> all = rows();
    all.forEach(row -> row.values().removeIf(""::equals));
    return all;
  }

  /// The same, also with what is left out.
  static List<Map<String, Object>> rows() {
    List<Map<String, Object>> all = new ArrayList<>();
    Set<String> open = pairsOf(VALUES);
    Map<String, Object> row = new TreeMap<>();
    VALUES.forEach((option, values) -> row.put(option, values.getFirst()));
    while (!open.isEmpty()) {
      open.removeAll(pairs(row));
      all.add(new TreeMap<>(row));
      next(row, open);
    }
    return all;
  }

  /// Takes each option's value that brings most pairs which are still open, one option after the
  /// other, starting with a pair of those.
  private static void next(Map<String, Object> row, Set<String> open) {
    row.clear();
    if (open.isEmpty()) {
      return;
    }
    for (String part : open.iterator().next().split(" ", -1)) {
      row.put(part.split("=", 2)[0], part.split("=", 2)[1]);
    }
    VALUES.forEach(
        (option, values) -> {
          if (!row.containsKey(option)) {
            String best = values.getFirst();
            long most = -1;
            for (String value : values) {
              row.put(option, value);
              long brought = pairs(row).stream().filter(open::contains).count();
              if (brought > most) {
                most = brought;
                best = value;
              }
            }
            row.put(option, best);
          }
        });
  }

  private static Set<String> pairsOf(Map<String, List<String>> values) {
    Set<String> pairs = new TreeSet<>();
    values.forEach(
        (one, ofOne) ->
            values.forEach(
                (other, ofOther) -> {
                  if (one.compareTo(other) < 0) {
                    ofOne.forEach(a -> ofOther.forEach(b -> pairs.add(pair(one, a, other, b))));
                  }
                }));
    return pairs;
  }

  /// The pairs of values that are together in a set of options.
  static Set<String> pairs(Map<String, Object> row) {
    Set<String> pairs = new TreeSet<>();
    row.forEach(
        (one, a) ->
            row.forEach(
                (other, b) -> {
                  if (one.compareTo(other) < 0) {
                    pairs.add(pair(one, a, other, b));
                  }
                }));
    return pairs;
  }

  private static String pair(String one, Object a, String other, Object b) {
    return "%s=%s %s=%s".formatted(one, a, other, b);
  }
}
