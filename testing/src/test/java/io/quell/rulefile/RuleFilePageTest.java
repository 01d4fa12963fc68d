package io.quell.rulefile;

import static io.quell.criteria.Criteria.onOneVulnerability;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Field.Named.CVSS;
import static io.quell.criteria.Field.Named.EXPLOIT_AVAILABLE;
import static io.quell.criteria.Field.Named.FIX_AVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.rule.FixedRule;
import io.quell.rule.RuleHistory;
import io.quell.rulefile.word.CriteriaMember;
import io.quell.rulefile.word.ExampleMember;
import io.quell.rulefile.word.FieldNames;
import io.quell.rulefile.word.FileMember;
import io.quell.rulefile.word.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `docs/rule-file.md` shows is read, and it leaves out no member and no field.
final class RuleFilePageTest {
  private static final String PAGE = page();
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static String page() {
    try {
      return Files.readString(Path.of("../docs/rule-file.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final Set<String> FILE_MEMBERS = Word.byWord(FileMember.values()).keySet();

  /// The code in the first cell of each row of the table below a heading or title row.
  private static List<String> firstCells(String titleRow) {
    List<String> codes = new ArrayList<>();
    PAGE.substring(PAGE.indexOf(titleRow))
        .lines()
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .forEach(
            line -> {
              Matcher code = CODE.matcher(line.substring(0, line.indexOf(" | ")));
              while (code.find()) {
                codes.add(code.group(1));
              }
            });
    return codes;
  }

  @Test
  void showsFilesThatAreRead() {
    Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(PAGE);

    assertThat(yaml.find()).isTrue();
    assertThat(RuleFiles.read(yaml.group(1)).rules()).hasSize(1);
    String rules = yaml.group(1);
    assertThat(yaml.find()).isTrue();
    RuleHistory history = RuleFiles.read(rules + yaml.group(1)).history();
    assertThat(history.removed()).isNotEmpty();
    assertThat(history.moved()).isNotEmpty();
    assertThat(history.suspended()).isNotEmpty();
    assertThat(yaml.find()).isFalse();
  }

  @Test
  void showsCriteriaOfOneVulnerability() {
    Matcher yaml =
        Pattern.compile("```yaml fragment\nwhen:\n(.*?)```", Pattern.DOTALL).matcher(PAGE);

    assertThat(yaml.find()).isTrue();
    String when = yaml.group(1).indent(4);
    assertThat(
            RuleFiles.read(
                    RuleFileTest.rule("{}", "{severity: LOW}")
                        .replace("when: {}", "when:\n" + when))
                .rules())
        .extracting(FixedRule::when)
        .containsExactly(
            resourceTag("stage", "dev")
                .and(
                    onOneVulnerability(
                        FIX_AVAILABLE.is("YES"), EXPLOIT_AVAILABLE.is("YES"), CVSS.isAtLeast(7))));
  }

  @Test
  void showsExamplesThatAreRead() {
    Matcher yaml =
        Pattern.compile("## Examples\n.*?```yaml fragment\n(.*?)```", Pattern.DOTALL).matcher(PAGE);

    assertThat(yaml.find()).isTrue();
    String rule = RuleFileTest.rule("{}", "{severity: LOW}").replace("    when: {}\n", "");
    assertThat(RuleFiles.read(rule + yaml.group(1).indent(4)).rules().getFirst().examples())
        .hasSize(4);
    assertThat(firstCells("| member of `examples` | what it is |"))
        .containsExactlyElementsOf(Word.byWord(ExampleMember.values()).keySet());
  }

  @Test
  void namesEveryMemberThatSaysWhatBecameOfRules() {
    assertThat(firstCells("| member of the file | what it says |"))
        .containsExactlyElementsOf(HistoryReader.MEMBERS);
  }

  @Test
  void namesEveryMemberOfTheFile() {
    assertThat(firstCells("## The file\n").stream().filter(FILE_MEMBERS::contains))
        .containsExactlyElementsOf(FILE_MEMBERS);
  }

  @Test
  void namesEveryMemberOfARule() {
    assertThat(firstCells("## A rule\n"))
        .containsExactlyInAnyOrderElementsOf(RuleReader.MEMBERS.keySet());
  }

  @Test
  void namesEveryField() {
    assertThat(firstCells("| field | what it is |"))
        .containsExactlyElementsOf(
            Stream.concat(
                    FieldNames.FIELDS.keySet().stream(),
                    EnumSet.range(CriteriaMember.RESOURCE_TAG, CriteriaMember.RESOURCE).stream()
                        .map(Word::word))
                .toList());
  }

  @Test
  void namesAllCriteriaInsideOfCriteria() {
    assertThat(firstCells("| member | holds where |"))
        .as("rows for all members")
        .extracting(code -> code.replaceAll(":.*", ""))
        .containsAll(
            EnumSet.range(CriteriaMember.ALL_OF, CriteriaMember.EVERY_VULNERABILITY).stream()
                .map(Word::word)
                .toList());
  }

  static List<String> criteria() {
    return firstCells("| member | holds where |").stream()
        .filter(code -> code.contains(": ") && !code.contains("…"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("criteria")
  void showsCriteriaThatAreRead(String criteria) {
    String lists = "lists: {sandbox-accounts: ['999988887777']}\n";

    assertThat(
            RuleFiles.read(lists + RuleFileTest.rule("{" + criteria + "}", "{severity: LOW}"))
                .rules())
        .hasSize(1);
  }

  static List<String> decisions() {
    return firstCells("| member of `then` | sets |").stream()
        .filter(code -> code.contains(": "))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void showsDecisionsThatAreRead(String decision) {
    String whole = decision.startsWith("{") ? "severity: " + decision : decision;

    assertThat(RuleFiles.read(RuleFileTest.rule("{}", "{" + whole + "}")).rules()).hasSize(1);
  }
}
