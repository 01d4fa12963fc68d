package io.quell.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quell.rule.FixedRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// YAML's aliases in files of rules: any number of them, unless they multiply.
final class YamlAliasTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static String rule(int number, String when) {
    return """
      - id: rule-%d
        title: Rule number %d
        reason: A reason.
        owner: team
        when: %s
        then: {workflow-status: SUPPRESSED}
    """
        .formatted(number, number, when);
  }

  /// Each level stands for ten of the one before.
  private static String laughs(int levels) {
    return IntStream.range(1, levels)
        .mapToObj(
            at ->
                "  a%d: &a%d [%s]"
                    .formatted(at, at, String.join(", ", Collections.nCopies(10, "*a" + (at - 1)))))
        .collect(Collectors.joining("\n", "lists:\n  a0: &a0 [x]\n", "\nrules: []\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 200})
  void readsAnyNumberOfThem(int aliases) {
    String yaml =
        "rules:\n"
            + rule(0, "&when {control: &controls [S3.9, S3.11], region: eu-west-1}")
            + IntStream.rangeClosed(1, aliases)
                .mapToObj(at -> rule(at, at % 2 == 0 ? "*when" : "{control: *controls}"))
                .collect(Collectors.joining());
    // The library that an editor's check of this test uses takes fifty.
    RuleFile file = readAlone(yaml);

    assertThat(file.rules()).hasSize(aliases + 1);
    FixedRule first = file.rules().getFirst();
    assertThat(file.rules().get(2).when()).isEqualTo(first.when());
    assertThat(file.rules().get(1).when()).isNotEqualTo(first.when());
  }

  private static RuleFile readAlone(String yaml) {
    try {
      return RuleFile.read("rules.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    } catch (RuleFileException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void readsAnAliasOfAText() {
    RuleFile file =
        RuleFiles.read(
            "rules:\n"
                + rule(1, "{control: &c S3.9}")
                + rule(2, "{control: *c}").replace("A reason.", "The same."));
    assertThat(file.rules().getFirst().when()).isEqualTo(file.rules().getLast().when());
  }

  @Test
  void takesTheLaterOfTwoAnchorsOfOneName() {
    RuleFile file =
        RuleFiles.read(
            "rules:\n"
                + rule(1, "{control: &c S3.9}")
                + rule(2, "{control: &c S3.11}")
                + rule(3, "{control: *c}"));
    assertThat(file.rules().get(2).when()).isEqualTo(file.rules().get(1).when());
  }

  /// Where the anchor stands, the rule that has the alias is at fault no less.
  @Test
  void tellsOnceWhatIsWrongWhereTheAnchorIs() {
    assertThat(
            RuleFiles.problems(
                "rules:\n" + rule(1, "&w {contrl: S3.9}") + rule(2, "*w") + rule(3, "*w")))
        .allSatisfy(problem -> assertThat(problem).startsWith("rules.yaml:6:").contains("contrl"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 12, 100})
  void refusesAliasesThatMultiply(int levels) {
    assertThat(
            assertTimeoutPreemptively(
                SOON, () -> RuleFiles.problems(laughs(levels)), "no bound of time"))
        .singleElement()
        .asString()
        .startsWith("rules.yaml:8:27: with the alias '*a5'")
        .endsWith("stand for more than 1,000,000 values; that is the most that is read");
  }

  /// Below the limit they are followed, also where all of it is wrong.
  @Test
  void endsSoonBelowTheLimit() {
    assertThat(assertTimeoutPreemptively(SOON, () -> RuleFiles.problems(laughs(6))))
        .isNotEmpty()
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatIsWrong(Map.Entry<String, String> row) {
    assertThat(RuleFiles.problems(row.getKey())).contains(row.getValue());
  }

  static List<Map.Entry<String, String>> wrong() {
    return List.of(
        Map.entry(
            "lists: {a: *b}\nrules: []", "rules.yaml:1:12: no valid YAML: found undefined alias b"),
        Map.entry(
            "lists:\n  a: &a [*a]\nrules: []",
            "rules.yaml:2:10: the alias '*a' stands in what it stands for, which has no end"),
        Map.entry(
            "[".repeat(101) + "]".repeat(101),
            "rules.yaml:1:101: lists and mappings stand in each other more than 100 levels deep"),
        Map.entry(
            "a: &a %s%s\nb: %s*a%s"
                .formatted("[".repeat(60), "]".repeat(60), "[".repeat(40), "]".repeat(40)),
            "rules.yaml:2:44: lists and mappings stand in each other more than 100 levels deep"));
  }
}
