package io.quell.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// IAM's evaluation of an identity policy, as far as Quell's policy goes: an explicit denial wins,
/// then an allowance, and what nothing allows is denied. Elements, operators and wildcards that it
/// does not know it refuses.
///
/// @param statements the policy's statements
record IamPolicy(List<JsonNode> statements) {
  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  /// A request.
  ///
  /// @param action such as `securityhub:BatchUpdateFindings`
  /// @param resource the ARN of what it is about
  /// @param keys the condition keys that the service fills, each with one value
  record Request(String action, String resource, Map<String, String> keys) {
    Request {
      // IAM compares the names of keys without regard to case.
      Map<String, String> ordered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      ordered.putAll(keys);
      keys = ordered;
    }
  }

  /// The answer.
  ///
  /// @param allowed whether the request goes through
  /// @param statements the ids of the statements that say so; none where no statement speaks of the
  ///     request
  record Answer(boolean allowed, List<String> statements) {}

  IamPolicy {
    statements = List.copyOf(statements);
    for (JsonNode statement : statements) {
      statement
          .fieldNames()
          .forEachRemaining(element -> refuseUnless(ELEMENTS.contains(element), element));
    }
  }

  Answer evaluate(Request request) {
    List<String> denying = applying("Deny", request);
    if (!denying.isEmpty()) {
      return new Answer(false, denying);
    }
    List<String> allowing = applying("Allow", request);
    return new Answer(!allowing.isEmpty(), allowing);
  }

  /// The ids of all statements.
  List<String> ids() {
    return statements.stream().map(statement -> statement.path("Sid").asText()).toList();
  }

  private List<String> applying(String effect, Request request) {
    List<String> ids = new ArrayList<>();
    for (JsonNode statement : statements) {
      if (statement.get("Effect").asText().equals(effect)
          && actions(statement).contains(request.action())
          && resources(statement).stream()
              .anyMatch(pattern -> pattern.matcher(request.resource()).matches())
          && holds(statement.get("Condition"), request)) {
        ids.add(statement.path("Sid").asText());
      }
    }
    return ids;
  }

  private static List<String> actions(JsonNode statement) {
    List<String> actions = Template.texts(statement.get("Action"));
    actions.forEach(action -> refuseUnless(!action.contains("*") && !action.contains("?"), action));
    return actions;
  }

  private static List<Pattern> resources(JsonNode statement) {
    return Template.texts(statement.get("Resource")).stream()
        .map(
            resource -> {
              refuseUnless(!resource.contains("?"), resource);
              return Pattern.compile(
                  Arrays.stream(resource.split("\\*", -1))
                      .map(Pattern::quote)
                      .collect(Collectors.joining(".*")));
            })
        .toList();
  }

  /// All operators and all keys must hold.
  private static boolean holds(@Nullable JsonNode condition, Request request) {
    return condition == null
        || condition.properties().stream()
            .allMatch(
                operator ->
                    operator.getValue().properties().stream()
                        .allMatch(
                            key ->
                                holds(
                                    operator.getKey(),
                                    request.keys().get(key.getKey()),
                                    Template.texts(key.getValue()))));
  }

  private static boolean holds(String operator, @Nullable String actual, List<String> wanted) {
    return switch (operator) {
      // A key that is absent equals nothing.
      case "StringEquals" -> actual != null && wanted.contains(actual);
      case "Null" -> {
        refuseUnless(wanted.equals(List.of("true")) || wanted.equals(List.of("false")), wanted);
        yield Boolean.parseBoolean(wanted.getFirst()) == (actual == null);
      }
      default -> throw new AssertionError("this test does not know the operator " + operator);
    };
  }

  private static void refuseUnless(boolean known, Object what) {
    if (!known) {
      throw new AssertionError(String.format(Locale.ROOT, "this test does not know %s", what));
    }
  }
}
