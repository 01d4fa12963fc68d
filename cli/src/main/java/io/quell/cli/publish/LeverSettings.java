package io.quell.cli.publish;

import io.quell.cli.command.FailedException;
import io.quell.finding.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// How the levers of a stack are set.
///
/// @param mode what the stack does with its decisions
/// @param suspended the ids of the rules that set nothing, and whose changes are given back
record LeverSettings(LeverMode mode, SortedSet<String> suspended) {
  /// The levers where none were published.
  static final LeverSettings NORMAL = new LeverSettings(LeverMode.NORMAL, new TreeSet<>());

  private static final String MODE = "mode";
  private static final String SUSPENDED = "suspended";

  LeverSettings {
    suspended = new TreeSet<>(suspended);
  }

  /// Reads a document, in JSON or YAML.
  ///
  /// @throws FailedException where it is none of levers
  static LeverSettings read(byte[] document) {
    Object read;
    try {
      read =
          new Load(LoadSettings.builder().build())
              .loadFromString(new String(document, StandardCharsets.UTF_8));
    } catch (YamlEngineException e) {
      throw unreadable("it is neither JSON nor YAML");
    }
    if (!(read instanceof Map<?, ?> members)) {
      throw unreadable("it is no mapping");
    }
    members.keySet().stream()
        .filter(name -> !List.of(MODE, SUSPENDED).contains(String.valueOf(name)))
        .findFirst()
        .ifPresent(
            name -> {
              throw unreadable("this Quell does not know its member " + name);
            });
    Object mode = members.get(MODE);
    return new LeverSettings(
        mode == null
            ? LeverMode.NORMAL
            : LeverMode.named(String.valueOf(mode))
                .orElseThrow(() -> unreadable("its mode is '%s'".formatted(mode))),
        ids(members.get(SUSPENDED)));
  }

  private static SortedSet<String> ids(@Nullable Object suspended) {
    SortedSet<String> ids = new TreeSet<>();
    if (suspended instanceof List<?> items) {
      items.forEach(item -> ids.add(String.valueOf(item)));
    } else if (suspended != null) {
      throw unreadable("its member suspended is no list");
    }
    return ids;
  }

  private static FailedException unreadable(String why) {
    return new FailedException(
        "the levers in force cannot be read: %s. 'quell levers --normal' replaces them"
            .formatted(why));
  }

  /// The document.
  byte[] document() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(MODE, mode.word());
    members.put(SUSPENDED, List.copyOf(suspended));
    return Json.write(members).getBytes(StandardCharsets.UTF_8);
  }

  /// The same with another mode.
  LeverSettings with(LeverMode other) {
    return new LeverSettings(other, suspended);
  }

  /// The same with more rules suspended, and others not any more.
  LeverSettings with(Collection<String> more, Collection<String> less) {
    SortedSet<String> ids = new TreeSet<>(suspended);
    ids.addAll(more);
    ids.removeAll(new ArrayList<>(less));
    return new LeverSettings(mode, ids);
  }

  /// How they are set, for people.
  String words() {
    return "mode %s (%s), %s"
        .formatted(
            mode.word(),
            mode.meaning(),
            suspended.isEmpty()
                ? "no rule suspended"
                : "suspended: " + String.join(", ", suspended));
  }
}
