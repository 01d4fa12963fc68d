package io.quell.compile.template;

import static io.quell.compile.template.ReleaseTemplate.members;

import io.quell.compile.BookHash;
import io.quell.compile.pattern.FindingPattern;
import io.quell.compile.permission.FutureRules;
import io.quell.compile.permission.PermittedChanges;
import io.quell.compile.permission.Statement;
import io.quell.compile.permission.UpdatePermissions;
import io.quell.finding.Format;
import io.quell.rule.Rule;
import io.quell.update.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The template of one book: the release's, with the event patterns that let through what its rules
/// could match, and roles that may change what its rules change.
///
/// The functions are told which file it was compiled for, and report when another one runs.
public final class BookTemplate {
  /// The functions' variable with the version of the file of rules, such as `0a1b2c3d4e5f`, that
  /// the stack was compiled for.
  public static final String COMPILED_FOR = "QUELL_COMPILED_FOR";

  private static final String IMPORTED = "ImportedFindings";
  private static final String LOST = "LostEvents";
  private static final List<String> FUNCTIONS =
      List.of("Function", "ReconciliationReconciler", "RulesValidator");
  private static final List<String> ROLES =
      List.of("RolePermissions", "ReconciliationRolePermissions");
  private static final Set<Format> FORMATS = EnumSet.allOf(Format.class);
  /// An alarm looks at ten metrics at most (CloudWatch, metric math alarms).
  private static final int MOST_METRICS = 10;

  private final Map<String, Object> template = ReleaseTemplate.json();
  private final Map<String, Object> resources = members(template.get("Resources"));

  private BookTemplate() {}

  /// The template.
  ///
  /// @param rules all rules of the book, of classes and of the file
  /// @param version the version of the file of rules
  /// @throws IllegalArgumentException where there are no rules, or they need more event rules than
  ///     there may be
  public static Map<String, Object> of(Collection<Rule> rules, String version) {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no rule, so no finding would start the function: write one first");
    }
    return new BookTemplate().compiled(rules, version);
  }

  private Map<String, Object> compiled(Collection<Rule> rules, String version) {
    List<FindingPattern> patterns = FindingPattern.of(rules, FORMATS);
    PermittedChanges changes = PermittedChanges.of(rules).andGivingBack();
    addEventRules(patterns);
    ROLES.forEach(role -> change(role, policy -> permitted(policy, changes)));
    // What is published before the template, and after it, may be of another kind than these rules:
    // a file that a function refused would stop all of it. What it sets, the role decides.
    String may =
        FutureRules.beside(rules).changes().stream()
            .map(Change::name)
            .collect(Collectors.joining(","));
    Object hash =
        Map.of(
            "Fn::If",
            List.of(
                "Enforces",
                BookHash.of(patterns, changes, List.of("enforce")),
                BookHash.of(patterns, changes, List.of("observe"))));
    for (String function : FUNCTIONS) {
      change(
          function,
          variables -> {
            variables.put("QUELL_CHANGES", may);
            variables.computeIfPresent(BookHash.VARIABLE, (_, _) -> hash);
            if (variables.containsKey("QUELL_BOOK")) {
              variables.put(COMPILED_FOR, version);
            }
            return variables;
          },
          "Properties",
          "Environment",
          "Variables");
    }
    change(
        "FunctionCurrentVersion",
        description -> {
          description.computeIfPresent("Fn::Sub", (_, text) -> text + " " + version);
          return description;
        },
        "Properties",
        "Description");
    template.put("Resources", resources);
    template.put("Description", template.get("Description") + ", by the rules " + version);
    Map<String, Object> outputs = members(template.get("Outputs"));
    outputs.put("CompiledForOutput", Map.of("Value", version));
    template.put("Outputs", outputs);
    return template;
  }

  private void addEventRules(List<FindingPattern> patterns) {
    List<String> more = new ArrayList<>();
    for (int at = 1; at < patterns.size(); at++) {
      String id = IMPORTED + (at + 1);
      resources.put(id, Objects.requireNonNull(resources.get(IMPORTED)));
      setPattern(id, patterns.get(at));
      more.add(id);
    }
    setPattern(IMPORTED, patterns.getFirst());
    for (int from = 0; from < more.size(); from += MOST_METRICS) {
      addAlarm(
          LOST + (from / MOST_METRICS + 2),
          more.subList(from, Math.min(more.size(), from + MOST_METRICS)));
    }
  }

  private void setPattern(String id, FindingPattern pattern) {
    change(
        id,
        properties -> {
          properties.put("EventPattern", pattern.json());
          return properties;
        },
        "Properties");
  }

  /// Watches more event rules as the first alarm watches the first ones.
  private void addAlarm(String id, List<String> eventRules) {
    resources.put(id, Objects.requireNonNull(resources.get(LOST)));
    change(
        id,
        properties -> {
          List<?> metrics = (List<?>) Objects.requireNonNull(properties.get("Metrics"));
          List<Object> watched = new ArrayList<>();
          List<String> names = new ArrayList<>();
          for (String rule : eventRules) {
            Map<String, Object> metric = members(metrics.get(1));
            String name = "m" + names.size();
            metric.put("Id", name);
            changeIn(
                metric,
                named -> {
                  named.put(
                      "Dimensions",
                      List.of(Map.of("Name", "RuleName", "Value", Map.of("Ref", rule))));
                  return named;
                },
                "MetricStat",
                "Metric");
            watched.add(metric);
            names.add(name);
          }
          Map<String, Object> total = members(metrics.getFirst());
          total.put("Expression", "SUM([%s])".formatted(String.join(", ", names)));
          watched.addFirst(total);
          properties.put("Metrics", watched);
          return properties;
        },
        "Properties");
  }

  /// The statements of a policy with other denials: what no rule of the book sets.
  private static Map<String, Object> permitted(
      Map<String, Object> policy, PermittedChanges changes) {
    List<Object> statements = new ArrayList<>();
    List<Object> denials =
        UpdatePermissions.of(changes, FORMATS, true, List.of()).stream()
            .filter(statement -> !statement.isAllowing())
            .<Object>map(Statement::json)
            .toList();
    boolean isAdded = false;
    for (Object statement : (List<?>) Objects.requireNonNull(policy.get("Statement"))) {
      Object sid = ((Map<?, ?>) statement).get("Sid");
      if (sid instanceof String name && name.matches("Deny(Values|Field).*")) {
        if (!isAdded) {
          statements.addAll(denials);
          isAdded = true;
        }
      } else {
        statements.add(statement);
      }
    }
    if (!isAdded) {
      statements.addAll(denials);
    }
    policy.put("Statement", statements);
    return policy;
  }

  private void change(String id, UnaryOperator<Map<String, Object>> policy) {
    change(id, policy, "Properties", "PolicyDocument");
  }

  /// Changes an object in a resource.
  private void change(String id, UnaryOperator<Map<String, Object>> change, String... path) {
    Map<String, Object> resource = members(resources.get(id));
    changeIn(resource, change, path);
    resources.put(id, resource);
  }

  /// Changes an object in another one, and leaves what both were copied from as it is.
  private static void changeIn(
      Map<String, Object> object, UnaryOperator<Map<String, Object>> change, String... path) {
    Map<String, Object> at = object;
    for (int depth = 0; depth < path.length - 1; depth++) {
      Map<String, Object> inner = members(at.get(path[depth]));
      at.put(path[depth], inner);
      at = inner;
    }
    String last = path[path.length - 1];
    at.put(last, change.apply(members(at.get(last))));
  }
}
