package io.quell.lambda.reconciliation;

import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.JsonMembers;
import io.quell.finding.UnreadableException;
import io.quell.value.JsonTree;
import io.quell.value.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message of the queue: a run that is to begin, or what is left of one.
///
/// It holds all there is to know: there is no other state, no token and no place in a list.
///
/// @param kind which findings the run looks at
/// @param at when the run was asked for
/// @param atMost on how many findings it may still give something back; empty for as many as the
///     function is set to
/// @param depth how many invocations of the chain there are with this one
/// @param slices what is left to look at; empty where that is still to be found out
record RunMessage(
    ReconciliationKind kind,
    Instant at,
    Optional<Integer> atMost,
    int depth,
    Optional<List<Slice>> slices) {
  /// The most invocations of a chain from the queue to the function and back into the queue. Lambda
  /// ends such a chain after about sixteen (Lambda, recursive loop detection).
  static final int DEEPEST = 8;
  /// The most give-backs that a message may ask for.
  static final int MOST = 999_999;

  RunMessage {
    slices = slices.map(List::copyOf);
  }

  /// A run that begins.
  static RunMessage first(ReconciliationKind kind, Instant at, Optional<Integer> atMost) {
    return new RunMessage(kind, at, atMost, 1, Optional.empty());
  }

  /// What is left of the run, for the next invocation.
  RunMessage next(List<Slice> rest, int left) {
    return new RunMessage(kind, at, Optional.of(left), depth + 1, Optional.of(rest));
  }

  /// Reads the body of a message.
  ///
  /// @throws UnreadableException where it is none of these; its message says what is wrong
  static RunMessage read(String body) throws UnreadableException {
    if (!(Json.read(body) instanceof Map<?, ?> object)) {
      throw new UnreadableException("a message is a JSON object; this is none");
    }
    Map<String, Object> json = JsonTree.object(object);
    String word = String.valueOf(json.get("reconcile"));
    ReconciliationKind kind =
        ReconciliationKind.named(word)
            .orElseThrow(
                () ->
                    new UnreadableException(
                        "its 'reconcile' is '%s'; it can be %s"
                            .formatted(
                                word,
                                String.join(
                                    ", ",
                                    Arrays.stream(ReconciliationKind.values())
                                        .map(ReconciliationKind::word)
                                        .toList()))));
    Optional<Integer> atMost =
        json.containsKey("atMost")
            ? Optional.of(number(json, "atMost", 0, MOST))
            : Optional.empty();
    if (!json.containsKey("slices")) {
      return first(kind, time(json, "at"), atMost);
    }
    return new RunMessage(
        kind,
        time(json, "at"),
        atMost,
        number(json, "depth", 2, DEEPEST),
        Optional.of(slices(json.get("slices"))));
  }

  private static int number(Map<String, Object> json, String name, int lowest, int highest)
      throws UnreadableException {
    return JsonTree.whole(json.get(name))
        .filter(number -> number >= lowest && number <= highest)
        .orElseThrow(
            () ->
                new UnreadableException(
                    "its '%s' is %s; it can be a number from %d to %d"
                        .formatted(name, json.get(name), lowest, highest)));
  }

  private static Instant time(Map<String, Object> json, String name) throws UnreadableException {
    return JsonTree.text(json, name)
        .flatMap(Times::read)
        .orElseThrow(
            () ->
                new UnreadableException(
                    "its '%s' is %s; it is a time such as 2026-06-01T02:00:00Z"
                        .formatted(name, json.get(name))));
  }

  private static List<Slice> slices(@Nullable Object list) throws UnreadableException {
    List<Slice> slices = new ArrayList<>();
    if (!(list instanceof List<?> items)) {
      throw new UnreadableException("its 'slices' are no list");
    }
    for (Object item : items) {
      if (!(item instanceof Map<?, ?>)) {
        throw new UnreadableException("one of its slices is no object: " + item);
      }
      try {
        slices.add(slice(JsonTree.object(item)));
      } catch (IllegalArgumentException e) {
        throw new UnreadableException("one of its slices is wrong: " + item);
      }
    }
    return slices;
  }

  private static Slice slice(Map<String, Object> json) throws UnreadableException {
    Reach reach =
        switch (String.valueOf(json.get("find"))) {
          case "marked" -> new Reach.Marked(texts(json, "books"));
          case "naming" -> new Reach.Naming(texts(json, "rules"));
          case "wanted" -> new Reach.Wanted(texts(json, "rules").getFirst());
          case "open" -> new Reach.Unanswered();
          default -> throw new IllegalArgumentException("no such reach");
        };
    return new Slice(
        Format.valueOf(String.valueOf(json.get("format"))),
        reach,
        time(json, "from"),
        time(json, "to"));
  }

  private static List<String> texts(Map<String, Object> json, String name) {
    List<String> texts =
        JsonTree.at(json, List.of(name)).stream()
            .flatMap(value -> JsonTree.scalar(value).stream())
            .toList();
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("there are no " + name);
    }
    return texts;
  }

  /// The body of the message.
  @Override
  public String toString() {
    JsonMembers json =
        new JsonMembers()
            .with("reconcile", kind.word())
            .with("at", at.toString())
            .withPresent("atMost", atMost);
    slices.ifPresent(
        left ->
            json.with("depth", depth)
                .with("slices", left.stream().map(slice -> members(slice).members()).toList()));
    return json.toString();
  }

  private static JsonMembers members(Slice slice) {
    JsonMembers json = new JsonMembers().with("format", slice.format().name());
    switch (slice.reach()) {
      case Reach.Marked(var books) -> json.with("find", "marked").with("books", books);
      case Reach.Naming(var rules) -> json.with("find", "naming").with("rules", rules);
      case Reach.Wanted(var rule) -> json.with("find", "wanted").with("rules", List.of(rule));
      case Reach.Unanswered() -> json.with("find", "open");
    }
    return json.with("from", slice.from().toString()).with("to", slice.to().toString());
  }
}
