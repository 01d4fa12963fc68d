package io.quell.cli.backtest.against;

import static io.quell.cli.backtest.Backtests.answer;
import static io.quell.cli.backtest.Backtests.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.backtest.Backtests;
import io.quell.criteria.Criteria;
import io.quell.finding.Json;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `quell backtest --against`, with a real repository of git whose rule classes are compiled.
final class BacktestAgainstTest {
  private static final String SOURCES = "function/src/main/java/com/example/";
  private static final String RESOURCES = "function/src/main/resources/";
  private static final Map<String, String> ENVIRONMENT = environment();

  @TempDir private Path folder;
  private Path repository = Path.of("");

  /// The variables of this process, but for those that would lead git to another repository.
  private static Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> name.startsWith("GIT_"));
    variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
    variables.put("GIT_CONFIG_SYSTEM", "/dev/null");
    return variables;
  }

  /// A book of a class that suppresses a control, and of a file that caps another.
  @BeforeEach
  void makeRepository() throws IOException, InterruptedException {
    repository = Files.createDirectory(folder.resolve("repository"));
    git("init", "--initial-branch=main");
    write(
        RESOURCES + "META-INF/services/io.quell.rule.RuleBook", "com.example.OldBook # the book\n");
    write(SOURCES + "OldBook.java", book("Hide"));
    write(SOURCES + "Hide.java", hiding("Hide", "hide", "S3.9"));
    write(RESOURCES + "rules.yaml", file("cap", "RDS.3"));
    commit();
    git("tag", "v1");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("git.log");
    var builder =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    assertThat(builder.start().waitFor()).as(Files.readString(output)).isZero();
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void commit() throws IOException, InterruptedException {
    git("add", ".");
    git("commit", "-m", "Change");
  }

  private static String book(String... rules) {
    return """
    package com.example;

    import io.quell.rule.Rule;
    import io.quell.rule.RuleBook;
    import java.util.List;

    public final class OldBook implements RuleBook {
      @Override
      public List<Rule> classes() {
        return List.of(%s);
      }
    }
    """
        .formatted(
            String.join(", ", List.of(rules).stream().map(rule -> "new " + rule + "()").toList()));
  }

  private static String hiding(String name, String id, String control) {
    return """
    package com.example;

    import io.quell.criteria.Criteria;
    import io.quell.finding.Finding;
    import io.quell.rule.Rule;
    import io.quell.rule.RuleCard;
    import io.quell.update.Change;
    import io.quell.update.Decision;

    @RuleCard(id = "%s", title = "A title", reason = "A reason.", owner = "team", changes = Change.SUPPRESSION)
    final class %s implements Rule {
      @Override
      public Criteria when() {
        return Criteria.control("%s");
      }

      @Override
      public Decision decide(Finding finding) {
        return Decision.suppress();
      }
    }
    """
        .formatted(id, name, control);
  }

  private static String file(String id, String control) {
    return """
    rules:
      - id: %s
        title: A title
        reason: A reason that says why.
        owner: team
        when: {control: %s}
        then: {severity: {at-most: LOW}}
    """
        .formatted(id, control);
  }

  private static Rule cap(String id, String control, SeverityLabel highest) {
    return Backtests.rule(
        id, Criteria.control(control), Change.SEVERITY, Decision.capSeverity(highest));
  }

  private CommandLineRun against(String name, Shell shell, String... findings) {
    return shell
        .in(repository)
        .environment(ENVIRONMENT)
        .input(answer(findings))
        .run("backtest", "--json", "--against", name, "-");
  }

  private static List<String> differences(CommandLineRun run) {
    return run.json("difference").stream()
        .map(
            row ->
                "%s %s %s/%s %s"
                    .formatted(
                        row.get("kind"),
                        row.get("change"),
                        row.get("otherRule"),
                        row.get("rule"),
                        row.get("findings")))
        .toList();
  }

  @Test
  void saysWhatDiffersAndByWhichRule() {
    CommandLineRun run =
        against(
            "v1",
            new Shell()
                .rules(
                    Backtests.suppressing("hide-more", "EC2.8"),
                    cap("cap", "RDS.3", SeverityLabel.MEDIUM)),
            finding("a", "A", "S3.9", "HIGH"),
            finding("b", "B", "S3.9", "LOW"),
            finding("c", "C", "EC2.8", "LOW"),
            finding("d", "D", "RDS.3", "HIGH"),
            finding("e", "E", "RDS.3", "LOW"),
            finding("f", "F", "IAM.6", "LOW"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(differences(run))
        .containsExactly(
            "newlySuppressed  null/hide-more 1",
            "noLongerSuppressed  hide/null 2",
            "severityMoved LOW → MEDIUM cap/cap 1");
    assertThat(run.json().getLast().get("different")).isEqualTo(4);
  }

  @Test
  void takesTheClassesAndTheFileOfTheRevisionThatIsNamed()
      throws IOException, InterruptedException {
    write(SOURCES + "OldBook.java", book("Hide", "HideToo"));
    write(SOURCES + "HideToo.java", hiding("HideToo", "hide-too", "EC2.8"));
    write(RESOURCES + "rules.yaml", file("cap-other", "IAM.6"));
    commit();
    Shell same =
        new Shell()
            .rules(Backtests.suppressing("hide", "S3.9"), cap("cap", "RDS.3", SeverityLabel.LOW));
    String[] findings = {
      finding("a", "A", "S3.9", "HIGH"),
      finding("b", "B", "EC2.8", "HIGH"),
      finding("c", "C", "RDS.3", "HIGH"),
      finding("d", "D", "IAM.6", "HIGH")
    };

    assertThat(differences(against("v1", same, findings))).isEmpty();
    assertThat(differences(against("main", same, findings)))
        .containsExactly(
            "noLongerSuppressed  hide-too/null 1",
            "severityMoved LOW → HIGH cap-other/null 1",
            "severityMoved HIGH → LOW null/cap 1");
  }

  @Test
  void tellsWhatIsGivenBackFromWhatWasNeverSet() {
    Shell old = new Shell().rules(Backtests.suppressing("hide", "S3.9"));
    String done =
        Json.write(
            old.input(finding("a", "A", "S3.9", "HIGH"))
                .run("run", "--json", "-")
                .json("decision")
                .getFirst()
                .get("held"));
    CommandLineRun run =
        against(
            "v1",
            new Shell()
                .rules(
                    new RuleHistory(Set.of("hide"), Map.of(), Set.of()),
                    cap("cap", "RDS.3", SeverityLabel.LOW)),
            done,
            finding("b", "B", "S3.9", "HIGH"));

    assertThat(differences(run))
        .containsExactly("givenBack  hide/null 1", "noLongerSuppressed  hide/null 1");
  }

  @Test
  void saysWhatDoesNotCompileAndWhatToDo() throws IOException, InterruptedException {
    write(
        SOURCES + "Hide.java",
        hiding("Hide", "hide", "S3.9").replace("Decision.suppress()", "Decision.muteForEver()"));
    commit();

    CommandLineRun run =
        against(
            "main",
            new Shell().rules(Backtests.suppressing("a", "S3.9")),
            finding("a", "A", "S3.9", "LOW"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "the rule classes of the revision 'main' do not compile against the Quell that runs:",
            "function/src/main/java/com/example/Hide.java:19: cannot find symbol",
            "muteForEver",
            "--against rules.yaml");
  }

  @Test
  void saysThatABookCannotBeMade() throws IOException, InterruptedException {
    write(
        SOURCES + "OldBook.java",
        book("Hide")
            .replace(
                "  @Override",
                "  public OldBook() { throw new IllegalStateException(\"no\"); }\n  @Override"));
    commit();

    CommandLineRun run =
        against(
            "main",
            new Shell().rules(Backtests.suppressing("a", "S3.9")),
            finding("a", "A", "S3.9", "LOW"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "the rule book of the revision 'main', com.example.OldBook, cannot be used:"
                + " java.lang.IllegalStateException: no");
  }

  @Test
  void saysWhereTheFileOfRulesIsWrong() throws IOException, InterruptedException {
    write(RESOURCES + "rules.yaml", "rules:\n  - id: Not an id\n");
    commit();

    CommandLineRun run =
        against(
            "main",
            new Shell().rules(Backtests.suppressing("a", "S3.9")),
            finding("a", "A", "S3.9", "LOW"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("main:function/src/main/resources/rules.yaml:2");
  }

  @Test
  void saysThatThereIsNoSuchRevisionOrBook() throws IOException, InterruptedException {
    Shell shell = new Shell().rules(Backtests.suppressing("a", "S3.9"));

    CommandLineRun unknown = against("nowhere", shell, finding("a", "A", "S3.9", "LOW"));
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no file 'nowhere', and no revision of that name");

    git("rm", "-rq", "function");
    write("README.md", "Nothing here");
    commit();
    CommandLineRun run = against("main", shell, finding("a", "A", "S3.9", "LOW"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the revision 'main' has no rule book in function/src/main");
  }

  @Test
  void comparesAFileWithItselfInTheRevision() throws IOException {
    Path now = repository.resolve(RESOURCES + "rules.yaml");
    Files.writeString(now, file("cap", "RDS.3").replace("LOW", "MEDIUM"));

    CommandLineRun run =
        new Shell()
            .in(folder)
            .environment(ENVIRONMENT)
            .input(answer(finding("d", "D", "RDS.3", "HIGH"), finding("a", "A", "S3.9", "HIGH")))
            .run("backtest", "--json", "--rules", now.toString(), "--against", "v1", "-");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(differences(run)).containsExactly("severityMoved LOW → MEDIUM cap/cap 1");
  }

  @Test
  void comparesWithAnotherFile() throws IOException {
    Path other = Files.writeString(folder.resolve("other.yaml"), file("cap", "RDS.3"));
    Path now =
        Files.writeString(
            folder.resolve("now.yaml"), file("cap-it", "RDS.3").replace("LOW", "MEDIUM"));

    CommandLineRun run =
        new Shell()
            .input(answer(finding("d", "D", "RDS.3", "HIGH")))
            .run("backtest", "--rules", now.toString(), "--against", other.toString(), "-");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Compared with " + other + ": 1 finding differs")
        .containsPattern("severity moved, LOW → MEDIUM +cap → cap-it +1");
  }

  /// Beside another difference a note is none of its own.
  @Test
  void countsANoteWhereItAloneDiffers() throws IOException {
    String rules =
        file("cap", "RDS.3").replace("then: {", "then: {note: \"Ask Ann.\", ").stripTrailing();
    Path other = Files.writeString(folder.resolve("other.yaml"), rules);
    Path note =
        Files.writeString(folder.resolve("note.yaml"), rules.replace("Ask Ann.", "Ask Ben."));
    Path both =
        Files.writeString(
            folder.resolve("both.yaml"),
            rules.replace("Ask Ann.", "Ask Ben.").replace("at-most: LOW", "at-most: MEDIUM"));

    for (Path now : List.of(other, note, both)) {
      CommandLineRun run =
          new Shell()
              .input(answer(finding("d", "D", "RDS.3", "HIGH")))
              .run("backtest", "--json", "--rules", "" + now, "--against", "" + other, "-");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(differences(run))
          .isEqualTo(
              now.equals(other)
                  ? List.of()
                  : now.equals(note)
                      ? List.of("otherDifference note cap/cap 1")
                      : List.of("severityMoved LOW → MEDIUM cap/cap 1"));
    }
  }
}
