package io.quell.compile.template;

import static io.quell.criteria.Criteria.control;
import static io.quell.testing.SampleRule.rule;
import static io.quell.update.Decision.suppress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.compile.BookHash;
import io.quell.compile.permission.FutureRules;
import io.quell.finding.Json;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.value.JsonTree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class BookTemplateTest {
  private static final String VERSION = "0a1b2c3d4e5f";
  private static final Rule LOG_BUCKETS =
      rule("log-buckets").when(control("S3.9")).mayOnly(Change.SUPPRESSION).decides(suppress());

  private static Object at(Map<String, Object> template, String... path) {
    return Objects.requireNonNull(JsonTree.value(template, path), String.join("/", path));
  }

  private static List<Object> statements(Map<String, Object> template, String role) {
    return JsonTree.at(
        template, List.of("Resources", role, "Properties", "PolicyDocument", "Statement"));
  }

  /// A book of which everything may be expected is the one that the release's template is for.
  @Test
  void ofAnyRuleIsTheReleases() {
    Map<String, Object> release = ReleaseTemplate.json();
    Map<String, Object> book =
        BookTemplate.of(
            List.of(new FutureRules(EnumSet.of(Change.SUPPRESSION, Change.SEVERITY))), VERSION);

    for (String role : List.of("RolePermissions", "ReconciliationRolePermissions")) {
      assertThat(statements(book, role))
          .map(BookTemplateTest::plain)
          .containsExactlyInAnyOrderElementsOf(
              statements(release, role).stream().map(BookTemplateTest::plain).toList());
    }
    assertThat(Json.write(at(book, "Resources", "ImportedFindings")))
        .isEqualTo(Json.write(at(release, "Resources", "ImportedFindings")));
    assertThat(at(book, "Resources", "RulesValidator"))
        .isEqualTo(at(release, "Resources", "RulesValidator"));
  }

  /// The CDK writes a list of one as its only item, and the other way round in conditions.
  private static String plain(Object json) {
    return Json.write(json).replaceAll("\\[(\"[^\"]*\")]", "$1");
  }

  @Test
  void letsThroughWhatTheRulesCouldMatchAndPermitsWhatTheyChange() {
    Map<String, Object> book = BookTemplate.of(List.of(LOG_BUCKETS), VERSION);

    assertThat(Json.write(at(book, "Resources", "ImportedFindings"))).contains("S3.9");
    assertThat(statements(book, "RolePermissions").toString())
        .contains("DenyFieldASFFRelatedFindings", "UpdateFindings", "ReadLevers");
    for (String function : List.of("Function", "ReconciliationReconciler", "RulesValidator")) {
      assertThat(
              at(
                  book,
                  "Resources",
                  function,
                  "Properties",
                  "Environment",
                  "Variables",
                  "QUELL_CHANGES"))
          .as("as with any rules: what was published before the template must not be refused")
          .isEqualTo("SUPPRESSION,SEVERITY");
    }
  }

  @Test
  void tellsTheFunctionsWhatItWasCompiledForAndPublishesAVersion() {
    Map<String, Object> book = BookTemplate.of(List.of(LOG_BUCKETS), VERSION);
    Map<String, Object> other = BookTemplate.of(List.of(LOG_BUCKETS), "ffffffffffff");

    for (String function : List.of("Function", "ReconciliationReconciler")) {
      assertThat(
              at(
                  book,
                  "Resources",
                  function,
                  "Properties",
                  "Environment",
                  "Variables",
                  BookTemplate.COMPILED_FOR))
          .isEqualTo(VERSION);
    }
    assertThat(description(book)).endsWith(" " + VERSION).isNotEqualTo(description(other));
    assertThat(at(book, "Outputs", "CompiledForOutput", "Value")).isEqualTo(VERSION);
    assertThat(
            at(
                book,
                "Resources",
                "Function",
                "Properties",
                "Environment",
                "Variables",
                BookHash.VARIABLE))
        .asString()
        .contains("Enforces");
  }

  private static String description(Map<String, Object> book) {
    return String.valueOf(
        at(book, "Resources", "FunctionCurrentVersion", "Properties", "Description", "Fn::Sub"));
  }

  @Test
  void hasAsManyEventRulesAsTheRulesNeedAndWatchesThemAll() {
    List<Rule> rules = new ArrayList<>();
    for (int at = 0; at < 500; at++) {
      rules.add(
          rule("rule-" + at)
              .when(control("Service%d.%d".formatted(at * 7919 % 1000, at)))
              .mayOnly(Change.SUPPRESSION)
              .decides(suppress()));
    }

    Map<String, Object> book = BookTemplate.of(rules, VERSION);

    Map<?, ?> resources = (Map<?, ?>) at(book, "Resources");
    List<String> eventRules =
        resources.keySet().stream()
            .map(Object::toString)
            .filter(id -> id.startsWith("ImportedFindings"))
            .toList();
    assertThat(eventRules).hasSizeGreaterThan(3);
    List<Object> watched =
        JsonTree.at(
            book,
            List.of(
                "Resources",
                "LostEvents2",
                "Properties",
                "Metrics",
                "MetricStat",
                "Metric",
                "Dimensions",
                "Value",
                "Ref"));
    assertThat(eventRules).contains("ImportedFindings2");
    assertThat(watched).contains("ImportedFindings2").doesNotHaveDuplicates().hasSizeLessThan(11);
    assertThat(Json.write(ReadYaml.of(TemplateYaml.of(book)))).isEqualTo(Json.write(book));
  }

  @Test
  void refusesABookWithoutRules() {
    assertThatThrownBy(() -> BookTemplate.of(List.of(), VERSION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no rule");
  }
}
