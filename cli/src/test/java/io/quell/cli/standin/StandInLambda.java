package io.quell.cli.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Lambda 2015-03-31, REST JSON: mappings that take a while to change, a function's tags and
/// concurrency, its versions and its alias.
public final class StandInLambda {
  /// The function's name.
  public static final String NAME = "Quell-Function";
  /// Its ARN.
  public static final String ARN = "arn:aws:lambda:us-east-1:111122223333:function:" + NAME;
  /// The mapping of the queue of findings.
  public static final String FINDINGS = "11111111-aaaa-bbbb-cccc-000000000001";
  /// The mapping of the reconciliation's queue.
  public static final String RUNS = "11111111-aaaa-bbbb-cccc-000000000002";

  private final Map<String, String> states = new TreeMap<>();
  private final Map<String, Integer> looks = new TreeMap<>();
  private final Map<String, String> tags = new TreeMap<>();
  private final Map<Integer, Map<String, Object>> versions = new TreeMap<>();
  private final List<String> history = new ArrayList<>();
  private final AtomicInteger revision = new AtomicInteger(1);
  private final List<Map<?, ?>> events = new ArrayList<>();
  private Optional<Integer> reserved = Optional.empty();
  private String live = "1";
  private boolean tagsAreHidden;

  StandInLambda() {
    states.put(FINDINGS, "Enabled");
    states.put(RUNS, "Enabled");
    publish(1, "Active", "book-a");
  }

  /// Sets a mapping's state.
  public synchronized void state(String mapping, String state) {
    states.put(mapping, state);
  }

  /// A mapping's state, without time going on for it.
  public synchronized String state(String mapping) {
    return String.valueOf(states.get(mapping));
  }

  /// Publishes a version.
  ///
  /// @param book the hash of what it was deployed for; empty for a version that does not say so
  public synchronized void publish(int version, String state, String book) {
    Map<String, Object> published = new LinkedHashMap<>();
    published.put("FunctionName", NAME);
    published.put("Version", Integer.toString(version));
    published.put("LastModified", "2026-11-%02dT10:00:00.000+0000".formatted(version));
    published.put("State", state);
    published.put(
        "Environment",
        Map.of("Variables", book.isEmpty() ? Map.of() : Map.of("QUELL_BOOK_HASH", book)));
    versions.put(version, published);
  }

  /// Points the alias at a version.
  public synchronized void live(int version) {
    live = Integer.toString(version);
  }

  public synchronized String live() {
    return live;
  }

  public synchronized List<Integer> versions() {
    return List.copyOf(versions.keySet());
  }

  public synchronized void reserve(Optional<Integer> executions) {
    reserved = executions;
  }

  public synchronized Optional<Integer> reserved() {
    return reserved;
  }

  public synchronized Map<String, String> tags() {
    return new TreeMap<>(tags);
  }

  public synchronized void tag(String key, String value) {
    tags.put(key, value);
  }

  /// Tags are not shown to who may not list them.
  public synchronized void hideTags() {
    tagsAreHidden = true;
  }

  /// The events that it was invoked with.
  public synchronized List<Map<?, ?>> events() {
    return List.copyOf(events);
  }

  /// What was changed, in its order, as words.
  public synchronized List<String> history() {
    return List.copyOf(history);
  }

  static String operation(StandInRequest request) {
    List<String> path = request.path();
    String method = request.method();
    if (path.get(1).equals("event-source-mappings")) {
      return method.equals("GET") ? "GetEventSourceMapping" : "UpdateEventSourceMapping";
    }
    if (path.get(1).equals("tags")) {
      return method.equals("POST") ? "TagResource" : "UntagResource";
    }
    String last = path.size() > 3 ? path.get(3) : "";
    return switch (last) {
      case "" -> method.equals("DELETE") ? "DeleteFunction" : "GetFunction";
      case "concurrency" ->
          method.equals("PUT") ? "PutFunctionConcurrency" : "DeleteFunctionConcurrency";
      case "versions" -> "ListVersionsByFunction";
      case "configuration" -> "GetFunctionConfiguration";
      case "invocations" -> "Invoke";
      case "aliases" -> method.equals("PUT") ? "UpdateAlias" : "GetAlias";
      default -> "Unknown";
    };
  }

  private static String date(String operation) {
    return switch (operation) {
      case "TagResource", "UntagResource" -> "2017-03-31";
      case "PutFunctionConcurrency", "DeleteFunctionConcurrency" -> "2017-10-31";
      default -> "2015-03-31";
    };
  }

  synchronized StandInAnswer answer(StandInRequest request) {
    String operation = operation(request);
    if (!request.path().getFirst().equals(date(operation))) {
      return StandInAnswer.restError(404, "UnknownOperationException", "no such path");
    }
    if (operation.endsWith("EventSourceMapping")) {
      return mapping(request, operation);
    }
    String named = request.path().get(2);
    if (!named.equals(NAME) && !named.equals(ARN)) {
      return notFound("Function not found: " + named);
    }
    return switch (operation) {
      case "GetFunction" -> function();
      case "TagResource" -> {
        ((Map<?, ?>) request.json().get("Tags"))
            .forEach((key, value) -> tags.put(key.toString(), value.toString()));
        history.add("tagged");
        yield StandInAnswer.nothing(204);
      }
      case "UntagResource" -> {
        request.query().getOrDefault("tagKeys", List.of()).forEach(tags::remove);
        history.add("untagged");
        yield StandInAnswer.nothing(204);
      }
      case "PutFunctionConcurrency" -> {
        reserved = Optional.of(request.number("ReservedConcurrentExecutions"));
        history.add("concurrency " + reserved.get());
        yield StandInAnswer.json(Map.of("ReservedConcurrentExecutions", reserved.get()));
      }
      case "DeleteFunctionConcurrency" -> {
        reserved = Optional.empty();
        history.add("concurrency none");
        yield StandInAnswer.nothing(204);
      }
      default -> version(request, operation);
    };
  }

  private static StandInAnswer notFound(String message) {
    return StandInAnswer.restError(404, "ResourceNotFoundException", message);
  }

  /// A mapping that changes has changed at the third look.
  private StandInAnswer mapping(StandInRequest request, String operation) {
    String id = request.path().getLast();
    String state = states.get(id);
    if (state == null) {
      return notFound("The resource you requested does not exist.");
    }
    if (operation.equals("GetEventSourceMapping")) {
      if (looks.merge(id, -1, Integer::sum) == 0) {
        states.put(id, state.equals("Disabling") ? "Disabled" : "Enabled");
        history.add(states.get(id) + " " + (id.equals(FINDINGS) ? "findings" : "runs"));
      }
    } else if (!state.equals("Enabled") && !state.equals("Disabled")) {
      return StandInAnswer.restError(
          400,
          "ResourceInUseException",
          "The event source mapping cannot be updated while it is " + state);
    } else {
      states.put(id, Boolean.TRUE.equals(request.json().get("Enabled")) ? "Enabling" : "Disabling");
      looks.put(id, 2);
    }
    return StandInAnswer.json(
        operation.equals("GetEventSourceMapping") ? 200 : 202,
        Map.of("UUID", id, "State", String.valueOf(states.get(id))));
  }

  /// Begins a change that somebody else has asked for.
  public synchronized void change(String mapping, String state) {
    states.put(mapping, state);
    looks.put(mapping, 2);
  }

  private StandInAnswer function() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("Configuration", Map.of("FunctionName", NAME, "FunctionArn", ARN));
    reserved.ifPresent(
        number -> told.put("Concurrency", Map.of("ReservedConcurrentExecutions", number)));
    if (tagsAreHidden) {
      told.put(
          "TagsError",
          Map.of(
              "ErrorCode", "AccessDeniedException", "Message", "not authorized: lambda:ListTags"));
    } else if (!tags.isEmpty()) {
      told.put("Tags", tags());
    }
    return StandInAnswer.json(told);
  }

  private StandInAnswer version(StandInRequest request, String operation) {
    Optional<Map<String, Object>> version =
        request.query("Qualifier").map(Integer::valueOf).map(versions::get);
    return switch (operation) {
      case "ListVersionsByFunction" -> list(request);
      case "GetFunctionConfiguration" ->
          version
              .map(
                  found -> {
                    Map<String, Object> told = new LinkedHashMap<>(found);
                    if (found.get("State").equals("Pending")) {
                      found.put("State", "Active");
                    }
                    return StandInAnswer.json(told);
                  })
              .orElseGet(() -> notFound("Function not found"));
      case "Invoke" ->
          version
              .map(
                  found -> {
                    events.add(request.json());
                    if (found.get("State").equals("Inactive")) {
                      found.put("State", "Pending");
                      return StandInAnswer.restError(
                          409,
                          "SnapStartNotReadyException",
                          "Lambda is initializing your function.");
                    }
                    return StandInAnswer.json(Map.of());
                  })
              .orElseGet(() -> notFound("Function not found"));
      case "DeleteFunction" -> {
        if (request.query("Qualifier").isEmpty() || request.query("Qualifier").get().equals(live)) {
          yield StandInAnswer.restError(
              409, "ResourceConflictException", "Cannot delete a version with an alias");
        }
        versions.remove(Integer.valueOf(request.query("Qualifier").get()));
        yield StandInAnswer.nothing(204);
      }
      case "GetAlias" ->
          StandInAnswer.json(
              Map.of("Name", "live", "FunctionVersion", live, "RevisionId", "r" + revision));
      case "UpdateAlias" -> {
        if (!request.text("RevisionId").equals("r" + revision)) {
          yield StandInAnswer.restError(
              412, "PreconditionFailedException", "The RevisionId does not match");
        }
        live = request.text("FunctionVersion");
        revision.incrementAndGet();
        yield StandInAnswer.json(Map.of("Name", "live", "FunctionVersion", live));
      }
      default -> StandInAnswer.restError(404, "UnknownOperationException", operation);
    };
  }

  /// Two a page, the unpublished one first.
  private StandInAnswer list(StandInRequest request) {
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(Map.of("FunctionName", NAME, "Version", "$LATEST"));
    all.addAll(versions.values());
    int from = request.query("Marker").map(Integer::parseInt).orElse(0);
    int to = Math.min(from + 2, all.size());
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("Versions", all.subList(from, to));
    if (to < all.size()) {
      told.put("NextMarker", Integer.toString(to));
    }
    return StandInAnswer.json(told);
  }
}
