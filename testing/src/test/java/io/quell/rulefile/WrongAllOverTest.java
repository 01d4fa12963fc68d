package io.quell.rulefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// However much is wrong in a file, what is told of it can be read.
final class WrongAllOverTest {
  private static final int MANY = 1_000_000;

  private static RuleFileException refusal(String file) {
    RuleFileException refused =
        catchThrowableOfType(
            RuleFileException.class,
            () -> RuleFile.read("rules.yaml", file.getBytes(StandardCharsets.UTF_8)));
    assertThat(refused).isNotNull();
    return refused;
  }

  @Test
  void tellsTheFirstOfAMillionProblems() {
    RuleFileException refused = refusal("rules:\n" + "- 7\n".repeat(MANY));

    List<Problem> problems = refused.problems();
    assertThat(problems).hasSize(101);
    assertThat(problems.getFirst().line()).isEqualTo(2);
    assertThat(problems.getLast().message()).isEqualTo("and 999,900 more problems");
    assertThat(refused.getMessage()).hasSizeLessThan(100_000);
  }

  static Stream<String> files() {
    String longText = "x".repeat(400_000);
    return Stream.of(
        "rules: []\nremoved:\n" + "- A\n".repeat(MANY),
        "{\"rules\": [" + "7,".repeat(MANY) + "7]}",
        longText + ": 1\nrules: []",
        "rules: " + longText,
        "version: " + longText + "\nrules: []",
        "rules: [{id: a, " + longText + ": b}]",
        "rules: [{id: " + longText + "}]",
        "rules: []\nmoved: {" + longText + ": b}",
        "rules: []\n" + longText + ": 1\n" + longText + ": 1",
        RuleFileTest.rule("{" + longText + ": b}", "{severity: LOW}"),
        RuleFileTest.rule("{account: {list: " + longText + "}}", "{severity: LOW}"),
        RuleFileTest.rule("{title: {regex: '(" + longText + "'}}", "{severity: LOW}"),
        RuleFileTest.rule("{}", "{severity: " + longText + "}"),
        RuleFileTest.rule("{}", "{" + longText + ": LOW}"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void staysReadable(String file) {
    RuleFileException refused = refusal(file);

    assertThat(refused.problems()).hasSizeLessThanOrEqualTo(101);
    assertThat(refused.problems())
        .allSatisfy(problem -> assertThat(problem.toString()).hasSizeLessThan(2_300));
    assertThat(refused.getMessage()).hasSizeLessThan(250_000);
  }

  @Test
  void refusesDaysWhoseYearHasNotFourDigits() {
    for (String day : List.of("+12027-01-31", "-2027-01-31", "'12027-01-31'")) {
      for (String member : List.of("from", "expires")) {
        assertThat(
                RuleFiles.problems(
                    RuleFileTest.rule("{}", "{severity: LOW}")
                        + "    %s: %s\n".formatted(member, day)))
            .singleElement()
            .asString()
            .contains(member + " is '", "allowed is a day such as 2027-01-31");
      }
    }
  }
}
