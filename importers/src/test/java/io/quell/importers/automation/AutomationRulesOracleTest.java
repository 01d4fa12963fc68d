package io.quell.importers.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.AsffFinding;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.rulefile.RuleFileWriter;
import io.quell.run.Evaluation;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Imported automation rules decide as Security Hub does.
final class AutomationRulesOracleTest {
  private static final int ROUNDS = 2_000;

  @Test
  void decideAsSecurityHubDoesOnRandomFindings() {
    int matches = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new RandomAsff(seed);
      List<Object> rules = random.rules();
      var hub = new SecurityHubAutomation(rules, SourceFiles.NOW);
      ImportResult imports = SourceFiles.automationRules(Json.write(rules));
      assertThat(imports.isComplete()).as("%s%n%s", imports.sourceRules(), rules).isTrue();
      RuleEngine engine = SourceFiles.engine(imports.rules());
      for (int each = 0; each < 6; each++) {
        Map<String, @Nullable Object> finding = random.finding(each < 2);
        SecurityHubAutomation.Run expected = hub.run(finding);
        Evaluation evaluation = engine.evaluate(SourceFiles.finding(finding));
        assertThat(names(imports, evaluation))
            .as("seed %d, %s%n%s", seed, rules, finding)
            .isEqualTo(expected.matched());
        matches += expected.matched().size();
        if (evaluation.kept().isEmpty()) {
          assertThat(fields(finding, evaluation, expected))
              .as("seed %d", seed)
              .isEqualTo(expected.fields());
        }
      }
    }
    assertThat(matches).as("findings and rules that met").isGreaterThan(ROUNDS);
  }

  /// The names of the rules that matched; a rule of the source is known by its comment.
  private static List<String> names(ImportResult imports, Evaluation evaluation) {
    Map<String, String> names = new LinkedHashMap<>();
    imports.rules().forEach(rule -> names.put(rule.card().id(), rule.card().title()));
    return evaluation.matched().stream()
        .map(Card::id)
        .map(id -> String.valueOf(names.get(id)))
        .toList();
  }

  /// The finding after the update, in the fields that Security Hub would have set.
  private static Map<String, Object> fields(
      Map<String, @Nullable Object> json,
      Evaluation evaluation,
      SecurityHubAutomation.Run expected) {
    Map<String, @Nullable Object> withNoDuplicates = new LinkedHashMap<>(json);
    Finding after = new Findings.Sample(withNoDuplicates).after(evaluation.update()).read();
    Map<String, Object> fields = new TreeMap<>();
    for (Map.Entry<String, Object> field : expected.fields().entrySet()) {
      String name = field.getKey();
      Object value =
          switch (name) {
            case "label" -> after.severity().orElseThrow().name();
            case "normalized" -> (int) after.normalizedSeverity().orElseThrow();
            case "product" -> ((Number) after.raw("Severity", "Product").getFirst()).doubleValue();
            case "status" -> after.workflowStatus().orElseThrow().name();
            case "note" ->
                String.join(
                            "\n",
                            after.note().map(note -> note.text()).orElse(""),
                            after.userDefinedFields().getOrDefault("QuellNote", ""))
                        .contains(field.getValue().toString())
                    ? field.getValue()
                    : "another note";
            case "VerificationState" -> after.verificationState().orElseThrow();
            case "Confidence" -> (int) after.confidence().orElseThrow();
            case "Criticality" -> (int) after.criticality().orElseThrow();
            case "Types" ->
                after.types().containsAll((List<?>) field.getValue())
                    ? field.getValue()
                    : after.types();
            default ->
                name.startsWith("field ")
                    ? after
                        .userDefinedFields()
                        .getOrDefault(name.substring("field ".length()), "nothing")
                    : after.raw("RelatedFindings").stream()
                        .anyMatch(related -> name.equals("related " + sorted(name, related)));
          };
      fields.put(name, value);
    }
    return fields;
  }

  /// A map in the order in which the other one was written.
  private static String sorted(String like, Object related) {
    Map<?, ?> members = (Map<?, ?>) related;
    return like.indexOf("Id=") < like.indexOf("ProductArn=")
        ? "{Id=%s, ProductArn=%s}".formatted(members.get("Id"), members.get("ProductArn"))
        : "{ProductArn=%s, Id=%s}".formatted(members.get("ProductArn"), members.get("Id"));
  }

  @Test
  void decideAsSecurityHubDoesOnRealFindings() {
    List<Map<String, @Nullable Object>> findings =
        SourceFiles.asffFindings().stream()
            // Every finding in Security Hub names its account; some samples do not.
            .filter(finding -> finding.get("AwsAccountId") instanceof String)
            // No rule of Quell's applies to one that a person has released.
            .filter(finding -> !String.valueOf(finding.get("UserDefinedFields")).contains("no=*"))
            .toList();
    assertThat(findings).hasSizeGreaterThan(10);
    for (int seed = 0; seed < 100; seed++) {
      List<Object> rules = new ArrayList<>(new RandomAsff(seed).rules());
      rules.addAll(
          (List<?>)
              Objects.requireNonNull(
                  SourceFiles.object(SourceFiles.sample("automation-rules.json")).get("Rules")));
      var hub = new SecurityHubAutomation(rules, SourceFiles.NOW);
      ImportResult imports = SourceFiles.automationRules(Json.write(rules));
      RuleEngine engine = SourceFiles.engine(imports.rules());
      for (Map<String, @Nullable Object> finding : findings) {
        assertThat(names(imports, engine.evaluate(SourceFiles.finding(finding))))
            .as("%s%n%s", rules, finding)
            .isEqualTo(hub.run(finding).matched());
      }
    }
  }

  @Test
  void decideTheSameAfterTheyWereWrittenAndRead() throws RuleFileException {
    for (int seed = 0; seed < 300; seed++) {
      var random = new RandomAsff(seed);
      ImportResult imports = SourceFiles.automationRules(Json.write(random.rules()));
      String text =
          RuleFileWriter.text(List.of(), imports.rules(), RuleHistory.NONE, imports.comments());
      List<FixedRule> read = RuleFile.read("rules.yaml", SourceFiles.utf8(text)).rules();
      RuleEngine before = SourceFiles.engine(imports.rules());
      RuleEngine after = SourceFiles.engine(read);
      for (int each = 0; each < 4; each++) {
        AsffFinding finding = (AsffFinding) SourceFiles.finding(random.finding(each < 2));
        assertThat(after.evaluate(finding)).isEqualTo(before.evaluate(finding));
      }
    }
  }
}
