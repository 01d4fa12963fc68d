package io.quell.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.TestBook;
import io.quell.cli.command.ExitCodes;
import io.quell.cli.command.SourceFolder;
import io.quell.rule.FixedRule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NewRuleCommandTest {
  private static final String BOOK =
      """
      public final class TestBook implements RuleBook {

        @Override
        public List<Rule> classes() {
          return List.of();
        }
      }
      """;

  @TempDir private Path project;
  private Path rules;
  private Path book;

  @BeforeEach
  void begin() throws IOException {
    rules = write("function/src/main/resources/rules.yaml", "rules: []\n");
    book = write("function/src/main/java/io/quell/cli/TestBook.java", BOOK);
  }

  private Path write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private CommandLineRun add(String... arguments) {
    return new Shell()
        .runsFrom(SourceFolder.of("function").in(project.toString()))
        .run(Stream.concat(Stream.of("new", "rule"), Stream.of(arguments)).toArray(String[]::new));
  }

  private List<FixedRule> written() throws IOException, RuleFileException {
    return RuleFile.read("rules.yaml", Files.readAllBytes(rules)).rules();
  }

  @Test
  void addsAnEntry() throws IOException, RuleFileException {
    CommandLineRun run = add("website-logs");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("The rule 'website-logs' is added to " + rules + ".\n");
    assertThat(add("other-data", "--owner", "data: \"platform\"").exitCode()).isZero();

    assertThat(written())
        .extracting(rule -> rule.card().id())
        .containsExactly("website-logs", "other-data");
    assertThat(written())
        .extracting(rule -> rule.card().owner())
        .containsExactly("your-team", "data: \"platform\"");
    assertThat(written().getFirst().card().expires()).hasToString("2027-11-20");
  }

  @Test
  void givesLintNoReasonToWarn() {
    add("website-logs");
    add("other-data");
    assertThat(CommandLineRun.of("test", rules.toString()).exitCode()).isZero();
    CommandLineRun run = CommandLineRun.of("lint", rules.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .last()
        .asString()
        .startsWith("2 rules: ")
        .doesNotContain("warning", "error");
  }

  @Test
  void addsAClassItsTestAndItsLine() throws IOException {
    CommandLineRun run = add("website-logs", "--java", "--owner", "data \\ \"platform\"");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.lines())
        .startsWith(
            "written: function/src/main/java/io/quell/cli/SuppressWebsiteLogs.java",
            "written: function/src/test/java/io/quell/cli/SuppressWebsiteLogsTest.java",
            "added to the list in function/src/main/java/io/quell/cli/TestBook.java: new"
                + " SuppressWebsiteLogs()");
    assertThat(book).content().contains("    return List.of(new SuppressWebsiteLogs());");
    assertThat(project.resolve("function/src/main/java/io/quell/cli/SuppressWebsiteLogs.java"))
        .content()
        .startsWith("package " + TestBook.class.getPackageName() + ";")
        .contains(
            "id = \"website-logs\"",
            "owner = \"data \\\\ \\\"platform\\\"\"",
            "class SuppressWebsiteLogs implements");
    assertThat(rules).hasContent("rules: []\n");
  }

  @Test
  void overwritesNoClass() throws IOException {
    Path there = write("function/src/test/java/io/quell/cli/SuppressWebsiteLogsTest.java", "ours");
    CommandLineRun run = add("website-logs", "--java");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err())
        .startsWith(
            "quell new rule: nothing is written, because a file is there already:"
                + " src/test/java/io/quell/cli/SuppressWebsiteLogsTest.java\n");
    assertThat(there).hasContent("ours");
    assertThat(book).hasContent(BOOK);
  }

  @Test
  void writesNothingWhereTheBookHasNoList() throws IOException {
    Files.writeString(book, BOOK.replace("List.of()", "RULES"));
    CommandLineRun run = add("website-logs", "--java");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err())
        .startsWith(
            "quell new rule: nothing is written, because"
                + " function/src/main/java/io/quell/cli/TestBook.java has no");
    assertThat(project.resolve("function/src/test")).doesNotExist();
  }

  @Test
  void writesNothingWhereTheFileHasNoPlaceForAnEntry() throws IOException {
    Files.writeString(rules, "{rules: [], version: 1}\n");
    CommandLineRun run = add("website-logs");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err()).contains("is written in a way that nothing can be added to it");
    assertThat(rules).hasContent("{rules: [], version: 1}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Test", "test_data", "", "-a", "a--b"})
  void refusesWhatIsNoId(String name) {
    CommandLineRun run = add("--", name);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err())
        .startsWith(
            "quell new rule: '%s' is no name of a rule: it is lower-case words".formatted(name));
  }

  /// It is a word of YAML, which means that there is nothing.
  @Test
  void refusesAnIdThatYamlTakesForNothing() {
    CommandLineRun run = add("null");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err())
        .startsWith("quell new rule: 'null' is no name of a rule in YAML: id is empty");
  }

  @Test
  void refusesAnOwnerThatNoCardTakes() {
    CommandLineRun run = add("website-logs", "--owner", " ");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err()).startsWith("quell new rule: --owner: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--owner=ours", "--java"})
  void refusesANameThatIsThereOrWasThere(String option) throws IOException {
    add("website-logs");
    Files.writeString(
        rules, "removed: [gone]\nmoved: {former: website-logs}\n", StandardOpenOption.APPEND);
    for (String name : List.of("website-logs", "test-data")) {
      CommandLineRun run = add(name, option);
      assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
      assertThat(run.err())
          .startsWith("quell new rule: there is a rule '%s' already".formatted(name));
    }
    for (String name : List.of("gone", "former")) {
      CommandLineRun run = add(name, option);
      assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
      assertThat(run.err()).startsWith("quell new rule: there was a rule '%s', ".formatted(name));
    }
  }

  @Test
  void saysWhatIsWrongInTheFileFirst() throws IOException {
    Files.writeString(rules, "rules: [{}]\n");
    CommandLineRun run = add("website-logs");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err()).startsWith(rules + ":1:9: error: ");
  }

  @Test
  void needsARepository() {
    CommandLineRun run = CommandLineRun.of("new", "rule", "website-logs");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err()).startsWith("quell new rule: this Quell does not run from a repository");
  }

  @Test
  void saysWhatCanBeAdded() {
    CommandLineRun run = CommandLineRun.of("new");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err())
        .startsWith("quell new: what is to be added is missing: 'quell new rule NAME' adds a rule");
  }

  @Test
  void addsToAFileThatIsGivenWhereverQuellRuns() throws IOException, RuleFileException {
    Path given = write("ours.yaml", "rules: []\n");
    CommandLineRun run =
        new Shell()
            .withoutRuleBook()
            .in(project)
            .run("new", "rule", "test-data", "--rules", "ours.yaml");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("'quell test ours.yaml', 'quell lint ours.yaml'");
    assertThat(RuleFile.read("ours.yaml", Files.readAllBytes(given)).rules()).hasSize(1);
    assertThat(written()).isEmpty();

    CommandLineRun again =
        new Shell().in(project).run("new", "rule", "test-data", "--rules", "ours.yaml");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("there is a rule 'test-data' already");

    assertThat(add("other", "--java", "--rules", "ours.yaml").err())
        .contains("--rules is for an entry of a file, and --java for a class");
    assertThat(new Shell().in(project).run("new", "rule", "other", "--rules", "missing.yaml").err())
        .contains("missing.yaml");
  }
}
