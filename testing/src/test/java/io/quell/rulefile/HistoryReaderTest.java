package io.quell.rulefile;

import static io.quell.rulefile.RuleFiles.problems;
import static io.quell.rulefile.RuleFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.RuleHistory;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a file says of rules that have left the book, got another id, or do not run.
final class HistoryReaderTest {
  private static final String RULE =
      "rules: [{id: a, title: t, reason: r, owner: o, when: {}, then: {severity: LOW}}]\n";

  private static FixedRule rule(String id) {
    return new FixedRule(
        Card.builder(id, "t", "r", "o").changes(Set.of(Change.SUPPRESSION)).build(),
        Criteria.control("S3.9"),
        Decision.suppress());
  }

  @Test
  void readsWhatIsSaid() {
    assertThat(
            read(RULE
                    + """
                    removed: [gone, left-too]
                    moved: {old: older, older: a, of-a-class: of-a-new-class}
                    suspended: [a, a-class]
                    """)
                .history())
        .isEqualTo(
            new RuleHistory(
                Set.of("gone", "left-too"),
                Map.of("old", "a", "older", "a", "of-a-class", "of-a-new-class"),
                Set.of("a", "a-class")));
    assertThat(read(RULE).history()).isEqualTo(RuleHistory.NONE);
    assertThat(read(RULE + "removed: []\nmoved: {}\nsuspended: []\n").history())
        .isEqualTo(RuleHistory.NONE);
  }

  @Test
  void leavesOutWhatMayBeAboutRuleClassesWhereTheFileIsTakenAlone() {
    RuleFile file =
        read(RULE + "removed: [gone]\nmoved: {old: a, x: y}\nsuspended: [a, a-class]\n");

    assertThat(file.alone().history())
        .isEqualTo(new RuleHistory(Set.of("gone"), Map.of("old", "a"), Set.of("a")));
    assertThat(file.alone().history().problem(List.of("a"))).isEmpty();
    assertThat(file.alone().version()).isEqualTo(file.version());
  }

  /// Each begins on the second line of the file.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          removed:                        | 2:9: removed is empty; allowed is a list of ids of rules
          removed: b                      | 2:10: removed is 'b'; allowed is a list of ids of rules
          removed: {b: c}                 | 2:10: removed is a mapping; allowed is a list of ids
          removed: [b, b]                 | 2:14: removed names the rule 'b' twice
          removed: [[b]]                  | 2:11: an id under removed is a list; allowed is lower-case words joined by hyphens, at most 50
          removed: [B]                    | 2:11: an id under removed is 'B'; allowed is lower-case words
          removed: [b_c]                  | 2:11: an id under removed is 'b_c'; allowed is lower-case words
          removed: [b, null]              | 2:14: an id under removed is empty; allowed is lower-case words
          removed: [""]                   | 2:11: an id under removed is ''; allowed is lower-case words
          removed: [a]                    | 2:11: rule 'a' is in the book, and under removed: take it out of one of them
          moved: [b, c]                   | 2:8: moved is a list; allowed is a mapping of former ids of rules to their present ones, such as {old-id: new-id}
          moved:                          | 2:7: moved is empty; allowed is a mapping
          moved: {b: }                    | 2:11: an id under moved is empty; allowed is lower-case words
          moved: {b: [a]}                 | 2:12: an id under moved is a list; allowed is lower-case words
          moved: {b: A}                   | 2:12: an id under moved is 'A'; allowed is lower-case words
          moved: {B: a}                   | 2:9: a former id under moved is 'B'; allowed is lower-case words
          moved: {b: a, b: a}             | 2:15: 'b' is there twice
          moved: {b: b}                   | 2:9: rule 'b' has moved in a circle, b -> b: give the id that it has now
          moved: {b: c, c: b}             | 2:9: rule 'b' has moved in a circle, b -> c -> b: give the id that it has now
          moved: {d: b, b: c, c: b}       | 2:9: rule 'd' has moved in a circle, d -> b -> c -> b
          moved: {a: b}                   | 2:9: rule 'a' is in the book, and under moved as a former id of 'b': take it out of one of them
          suspended: a                    | 2:12: suspended is 'a'; allowed is a list of ids of rules
          suspended: [a, a]               | 2:16: suspended names the rule 'a' twice
          suspended: [A]                  | 2:13: an id under suspended is 'A'; allowed is lower-case words
          suspnded: [a]                   | 2:1: there is no member 'suspnded'; did you mean 'suspended'?
          {removed: [b]}                  | no valid YAML
          """)
  void saysWhatIsWrongAndWhere(String member, String problem) {
    assertThat(problems(RULE + member + "\n")).first().asString().contains(problem);
  }

  @Test
  void saysAllThatContradictsItselfInOneGo() {
    assertThat(
            problems(
                RULE
                    + """
                    removed:
                      - b
                      - a
                    moved:
                      b: a
                    suspended:
                      - c
                      - a
                      - a
                    """))
        .containsExactly(
            "rules.yaml:4:5: rule 'a' is in the book, and under removed: take it out of one of"
                + " them",
            "rules.yaml:6:3: rule 'b' is under removed, and under moved as a former id of 'a': take"
                + " it out of one of them",
            "rules.yaml:10:5: suspended names the rule 'a' twice");
    assertThat(problems(RULE + "removed: [b]\nsuspended: [b]"))
        .containsExactly(
            "rules.yaml:3:13: suspended names the rule 'b', which is under removed: take it out of"
                + " suspended");
    assertThat(problems(RULE + "moved: {b: a}\nsuspended: [b]"))
        .containsExactly(
            "rules.yaml:3:13: suspended names the rule 'b', which is 'a' now, as moved says: take"
                + " it out of suspended");
  }

  /// A rule that is wrong itself is in the file all the same.
  @Test
  void takesTheIdsOfRulesThatCannotBeRead() {
    assertThat(problems("rules: [{id: a, whn: {}}]\nremoved: [a]\n"))
        .last()
        .asString()
        .contains("2:11: rule 'a' is in the book, and under removed");
  }

  @Test
  void saysWhatIsWrongInJson() {
    assertThat(problems("{\"rules\": [],\n\"removed\": [null],\n\"moved\": {\"b\": 7.5}}"))
        .containsExactly(
            "rules.yaml:2:13: an id under removed is empty; allowed is " + Card.ID_FORM,
            "rules.yaml:3:16: an id under moved is '7.5'; allowed is " + Card.ID_FORM);
  }

  /// Written, compiled by the build and read again, a file says the same.
  @Test
  void saysTheSameWrittenAndCompiled() throws RuleFileException {
    int said = 0;
    for (int seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      List<FixedRule> rules = new ArrayList<>();
      RuleHistory history = history(random, rules);
      String yaml = RuleFileWriter.text(List.of(), rules, history, Map.of());
      String json = RuleFileCompiler.json("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));

      assertThat(read(yaml).history()).as("seed %d: %s", seed, yaml).isEqualTo(history);
      assertThat(read(json).history()).as("seed %d: %s", seed, json).isEqualTo(history);
      assertThat(read(json).rules()).as("seed %d: %s", seed, json).isEqualTo(read(yaml).rules());
      said += history.equals(RuleHistory.NONE) ? 0 : 1;
    }
    assertThat(said).as("histories that say something").isGreaterThan(400);
  }

  /// A history that fits: each id has one part in it. Adds the rules that are in the file; others
  /// are rule classes.
  private static RuleHistory history(Random random, List<FixedRule> rules) {
    List<String> ids = new ArrayList<>();
    for (int at = 0; at < 12; at++) {
      ids.add(
          switch (random.nextInt(4)) {
            case 0 -> "r-" + at;
            case 1 -> String.valueOf(at);
            case 2 -> List.of("null", "true", "no", "1e3").get(at % 4) + "-" + at;
            default -> "a-long-id-of-a-rule-".repeat(2) + at;
          });
    }
    ids.addAll(List.of("null", "true", "no", "off", "1e3", "0x1f", "2026-11-29"));
    Collections.shuffle(ids, random);
    List<String> present = ids.subList(0, 1 + random.nextInt(6));
    present.stream().filter(_ -> random.nextBoolean()).map(id -> rule(id)).forEach(rules::add);
    List<String> removed = ids.subList(6, 6 + random.nextInt(6));
    Map<String, String> moved = new HashMap<>();
    for (String former : ids.subList(12, 12 + random.nextInt(7))) {
      List<String> targets = new ArrayList<>(present);
      targets.addAll(moved.keySet());
      targets.addAll(removed);
      moved.put(former, targets.get(random.nextInt(targets.size())));
    }
    List<String> suspended = present.stream().filter(_ -> random.nextInt(3) == 0).toList();
    return new RuleHistory(Set.copyOf(removed), moved, Set.copyOf(suspended));
  }
}
