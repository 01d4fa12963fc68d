package io.quell.cli.lint;

import static io.quell.criteria.Criteria.control;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.cli.TestBook;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `quell lint --against`, with real repositories of git.
final class AgainstTest {
  private static final Map<String, String> ENVIRONMENT = environment();

  @TempDir private Path folder;

  /// The variables of this process, but for those that would lead git to another repository.
  private static Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> name.startsWith("GIT_"));
    variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
    variables.put("GIT_CONFIG_SYSTEM", "/dev/null");
    return variables;
  }

  private static FixedRule rule(String id) {
    return new FixedRule(
        Card.builder(id, "Sample rule " + id, "A reason that says why.", "team")
            .ticket("SEC-1")
            .expires(LocalDate.parse("2027-12-31"))
            .changes(Set.of(Change.SEVERITY))
            .build(),
        control("S3.9"),
        Decision.capSeverity(SeverityLabel.LOW));
  }

  private static Rule[] rules(String... ids) {
    return Stream.of(ids).map(AgainstTest::rule).toArray(Rule[]::new);
  }

  /// Rules as a file has them, and lines below.
  private static String file(List<String> ids, String... lines) {
    var text = new StringBuilder(ids.isEmpty() ? "rules: []\n" : "rules:\n");
    ids.forEach(
        id ->
            text.append(
                "  - {id: %s, title: A title, reason: A reason that says why., owner: team, when: {control: S3.9}, then: {severity: {at-most: LOW}}}\n"
                    .formatted(id)));
    Stream.of(lines).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static String page(Rule... rules) {
    CommandLineRun run =
        new Shell()
            .rules(rules)
            .run("rules", "--markdown", "--examples", Samples.EVENTS.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private void git(Path where, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("git.log");
    var builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    assertThat(builder.start().waitFor()).as(Files.readString(output)).isZero();
  }

  /// A repository in which a tag, v1, has the file.
  private Path repository(String path, String content) throws IOException, InterruptedException {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    git(repository, "init", "--initial-branch=main");
    commit(repository, path, content);
    git(repository, "tag", "v1");
    return repository;
  }

  private void commit(Path repository, String path, String content)
      throws IOException, InterruptedException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    git(repository, "add", ".");
    git(repository, "commit", "-m", "Change " + path);
  }

  private static Shell shell(Path in) {
    return new Shell().in(in).environment(ENVIRONMENT);
  }

  private static List<Object> gone(CommandLineRun run) {
    assertThat(run.err()).isEmpty();
    return run.json("problem").stream()
        .filter(line -> "rule-gone".equals(line.get("check")))
        .<Object>map(line -> line.get("rules"))
        .toList();
  }

  // --- A revision, by its page

  @Test
  void demandsALineForEachRuleThatIsGone() throws IOException, InterruptedException {
    Path repository = repository("docs/rules.md", page(rules("a", "b", "c")));
    commit(repository, "docs/rules.md", page(rules("a")));

    CommandLineRun run = shell(repository).rules(rules("a")).run("lint", "--against", "v1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .containsExactly(
            "function/src/main/resources/rules.yaml: error: b: It is in the book at the revision v1"
                + " and not in this book, and neither removed nor moved names it. [rule-gone]",
            "    Name it under 'removed', so that what it has set is given back, or under 'moved'"
                + " with the id that it has now. If it has become a rule class, lint the file with"
                + " --with-classes.",
            "function/src/main/resources/rules.yaml: error: c: It is in the book at the revision v1"
                + " and not in this book, and neither removed nor moved names it. [rule-gone]",
            "1 rule: 2 errors");
    CommandLineRun said =
        shell(repository)
            .rules(new RuleHistory(Set.of("b"), Map.of("c", "c2", "c2", "a"), Set.of()), rules("a"))
            .run("lint", "--against", "v1");
    assertThat(said.exitCode()).as(said.out()).isZero();
    assertThat(said.lines()).containsExactly("1 rule: nothing is wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "main~1", "HEAD^", "refs/tags/v1", "v1^{commit}", "HEAD@{1}"})
  void takesWhatGitTakesForARevision(String revision) throws IOException, InterruptedException {
    Path repository = repository("docs/rules.md", page(rules("a", "b")));
    commit(repository, "docs/rules.md", page(rules("a")));

    assertThat(
            gone(
                shell(repository)
                    .rules(rules("a"))
                    .run("lint", "--format", "json", "--against", revision)))
        .containsExactly(List.of("b"));
    assertThat(shell(repository).rules(rules("a")).run("lint", "--against", "HEAD").exitCode())
        .isZero();
  }

  @Test
  void leavesTheRepositoryAsItIs() throws IOException, InterruptedException {
    Path repository = repository("docs/rules.md", page(rules("a", "b")));
    Files.writeString(repository.resolve("docs/rules.md"), page(rules("a")));
    git(repository, "status", "--porcelain");
    String before = Files.readString(folder.resolve("git.log"));

    shell(repository).rules(rules("a")).run("lint", "--against", "v1");

    git(repository, "status", "--porcelain");
    assertThat(Files.readString(folder.resolve("git.log"))).isEqualTo(before).isNotBlank();
    assertThat(Files.readString(repository.resolve("docs/rules.md"))).isEqualTo(page(rules("a")));
  }

  @Test
  void readsTheProjectInASubfolderOfTheRepository() throws IOException, InterruptedException {
    Path repository = repository("security/quell/docs/rules.md", page(rules("a", "b")));

    assertThat(
            gone(
                shell(repository.resolve("security/quell"))
                    .rules(rules("a"))
                    .run("lint", "--format", "json", "--against", "v1")))
        .containsExactly(List.of("b"));
    CommandLineRun above = shell(repository).rules(rules("a")).run("lint", "--against", "v1");
    assertThat(above.exitCode()).isEqualTo(1);
    assertThat(above.err())
        .contains("the revision 'v1' has no page of its rules, docs/rules.md, in this folder");
  }

  @Test
  void doesNotMissARuleOfASuspendedOrAnExpiredOne() throws IOException, InterruptedException {
    CommandLineRun page =
        new Shell()
            .rules(new RuleHistory(Set.of("x"), Map.of("old", "a"), Set.of("b")), rules("a", "b"))
            .run("rules", "--markdown", "--examples", Samples.EVENTS.toString());
    Path repository = repository("docs/rules.md", page.out());

    assertThat(
            gone(
                shell(repository)
                    .rules(rules("new"))
                    .run("lint", "--format", "json", "--against", "v1")))
        .as("what had left or moved before is no rule of that book")
        .containsExactly(List.of("a"), List.of("b"));
  }

  /// A rule that comes back needs no line; one that stays under removed contradicts it.
  @Test
  void letsARuleComeBack() throws IOException, InterruptedException {
    Path repository = repository("docs/rules.md", page(rules("a")));
    Shell shell = shell(repository);

    assertThat(shell.rules(rules("a", "b")).run("lint", "--against", "v1").out())
        .doesNotContain("rule-gone", "history-misfit");
    CommandLineRun both =
        shell
            .rules(new RuleHistory(Set.of("b"), Map.of(), Set.of()), rules("a", "b"))
            .run("lint", "--against", "v1");
    assertThat(both.exitCode()).isEqualTo(1);
    assertThat(both.out()).contains("error: b: Rule 'b' is in the book, and under removed");
  }

  // --- A revision, by the same file of rules

  @Test
  void comparesAFileOfRulesWithItselfAtTheRevision() throws IOException, InterruptedException {
    Path repository = repository("analysts/rules.yaml", file(List.of("a", "b", "c")));
    String now = repository.resolve("analysts/rules.yaml").toString();
    Files.writeString(Path.of(now), file(List.of("a", "d"), "moved: {b: d}"));
    Shell shell = shell(Path.of(""));

    CommandLineRun run = shell.run("lint", "--format", "json", "--rules", now, "--against", "v1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(gone(run)).containsExactly(List.of("c"));
    Map<?, ?> line =
        run.json("problem").stream()
            .filter(problem -> "rule-gone".equals(problem.get("check")))
            .findFirst()
            .orElseThrow();
    assertThat(line.get("level")).isEqualTo("ERROR");
    assertThat(line.get("file")).isEqualTo(now);
    assertThat(String.valueOf(line.get("problem")))
        .contains("It is in rules.yaml at the revision v1 and not in this book");

    Files.writeString(Path.of(now), file(List.of("a", "d"), "moved: {b: d}", "removed: [c]"));
    CommandLineRun said = shell.run("lint", "--rules", now, "--against", "v1");
    assertThat(said.exitCode()).as(said.out()).isZero();
  }

  @Test
  void saysWhereAFileIsNotInTheRevision() throws IOException, InterruptedException {
    Path repository = repository("old.yaml", file(List.of("a")));
    Path file = Files.writeString(repository.resolve("new.yaml"), file(List.of("a")));

    CommandLineRun run = shell(folder).run("lint", "--rules", file.toString(), "--against", "v1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(
            "quell lint: the revision 'v1' has no new.yaml in this place: save the file that it"
                + " had, and give --against that (git: path 'new.yaml'");
  }

  @Test
  void tellsAllThatIsWrongInTheFileOfTheRevision() throws IOException, InterruptedException {
    Path repository = repository("rules.yaml", "rules: [{id: A}]\nremoved: [x, x]\n");
    Path file = Files.writeString(repository.resolve("rules.yaml"), file(List.of("a")));

    CommandLineRun run = shell(folder).run("lint", "--rules", file.toString(), "--against", "v1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("v1:rules.yaml:1:9: error: rule 'A': when is missing")
        .contains("v1:rules.yaml:2:14: error: removed names the rule 'x' twice");
  }

  // --- A file

  @Test
  void comparesWithAFileOfRules() throws IOException {
    String yaml = Samples.file(folder, "old.yaml", file(List.of("a", "b")));
    String json =
        Samples.file(
            folder,
            "old.json",
            """
            {"rules": [{"id": "b", "title": "t", "reason": "r", "owner": "o", "when": {},
              "then": {"severity": "LOW"}}]}
            """);
    String page = Samples.file(folder, "old.md", page(rules("c", "a")));

    for (String old : List.of(yaml, json, page)) {
      assertThat(
              gone(new Shell().rules(rules("a")).run("lint", "--format", "json", "--against", old)))
          .containsExactly(List.of(old.equals(page) ? "c" : "b"));
    }
    assertThat(new Shell().rules(rules("a")).run("lint", "--against", yaml).out())
        .contains("It is in %s and not in this book".formatted(yaml));
  }

  @Test
  void seesThatARuleOfTheFileIsAClassNow() throws IOException {
    String old = Samples.file(folder, "old.yaml", file(List.of(TestBook.LOG_BUCKETS, "a")));
    String now = Samples.file(folder, "now.yaml", file(List.of("a")));

    CommandLineRun both =
        CommandLineRun.of(
            "lint", "--format", "json", "--rules", now, "--with-classes", "--against", old);
    assertThat(gone(both)).isEmpty();
    CommandLineRun alone = CommandLineRun.of("lint", "--rules", now, "--against", old);
    assertThat(alone.exitCode()).isEqualTo(1);
    assertThat(alone.out())
        .contains("log-buckets", "rule-gone")
        .contains("If it has become a rule class, lint the file with --with-classes.");
  }

  /// The file alone cannot know whether the class exists; that it has moved there is said all the
  /// same.
  @Test
  void takesAMoveToARuleClassForAnAnswer() throws IOException {
    String old = Samples.file(folder, "old.yaml", file(List.of("b", "a")));
    String now = Samples.file(folder, "now.yaml", file(List.of("a"), "moved: {b: log-buckets}"));
    String wrong = Samples.file(folder, "wrong.yaml", file(List.of("a"), "moved: {b: no-class}"));

    for (String file : List.of(now, wrong)) {
      CommandLineRun alone = CommandLineRun.of("lint", "--rules", file, "--against", old);
      assertThat(alone.exitCode()).as(alone.out()).isZero();
    }
    assertThat(CommandLineRun.of("lint", "--rules", now, "--with-classes", "--against", old).out())
        .doesNotContain("rule-gone", "history-misfit");
    assertThat(
            CommandLineRun.of("lint", "--rules", wrong, "--with-classes", "--against", old).out())
        .contains("error: b: Moved says that rule 'b' is 'no-class' now")
        .doesNotContain("rule-gone");
  }

  @Test
  void saysItToCodeScanning() throws IOException {
    String old = Samples.file(folder, "old.yaml", file(List.of("a", "b")));
    String now = Samples.file(folder, "now.yaml", file(List.of("a")));

    CommandLineRun run =
        CommandLineRun.of("lint", "--format", "sarif", "--rules", now, "--against", old);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("\"ruleId\":\"rule-gone\"")
        .contains("b: It is in")
        .contains("\"quellRules/v1\":\"rule-gone b\"")
        .contains("now.yaml");
  }

  @Test
  void obeysFailOn() throws IOException {
    String old = Samples.file(folder, "old.yaml", file(List.of("b")));
    assertThat(
            new Shell()
                .rules(rules("a"))
                .run("lint", "--against", old, "--fail-on", "never")
                .exitCode())
        .isZero();
  }

  // --- Wrong use, and what cannot be read

  @Test
  void saysThatAPageIsNotAsItWasPrinted() throws IOException, InterruptedException {
    String whole = page(rules("a", "b"));
    Path repository = repository("docs/rules.md", whole.replaceFirst("\\| \\[b].*\\R", ""));
    CommandLineRun run = shell(repository).rules(rules("a")).run("lint", "--against", "v1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "v1:docs/rules.md: the table of the rules and the sections below it are not about");

    commit(repository, "docs/rules.md", "# Our rules\n\nThere are many.\n");
    assertThat(shell(repository).rules(rules("a")).run("lint", "--against", "HEAD").err())
        .contains("HEAD:docs/rules.md: this is not the page that 'quell rules --markdown' prints");
  }

  @Test
  void saysThatAFileIsNoneOfRules() throws IOException {
    String empty = Samples.file(folder, "empty.yaml", "");
    CommandLineRun run = new Shell().rules(rules("a")).run("lint", "--against", empty);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("empty.yaml:1:1: error: the file is empty");
    assertThat(
            new Shell()
                .rules(rules("a"))
                .run("lint", "--against", Samples.event("insight-results"))
                .err())
        .contains("there is no member");
  }

  @Test
  void saysThatThereIsNoSuchRevision() throws IOException, InterruptedException {
    Path repository = repository("docs/rules.md", page(rules("a")));
    for (String unknown : List.of("v2", "old.yaml", "v1..HEAD", "deadbeef", "docs")) {
      CommandLineRun run = shell(repository).rules(rules("a")).run("lint", "--against", unknown);
      assertThat(run.exitCode()).as(unknown).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines())
          .containsExactly(
              "quell lint: there is no file '%s', and no revision of that name".formatted(unknown),
              "'quell lint --help' shows what it takes.");
    }
  }

  @Test
  void saysThatACloneIsShallow() throws IOException, InterruptedException {
    Path repository = repository("docs/rules.md", page(rules("a", "b")));
    commit(repository, "docs/rules.md", page(rules("a")));
    git(folder, "clone", "--depth=1", "--no-tags", repository.toUri().toString(), "shallow");
    Shell shell = shell(folder.resolve("shallow")).rules(rules("a"));

    assertThat(shell.run("lint", "--against", "v1").err())
        .contains("no revision of that name: this clone is shallow", "git fetch --unshallow");
    assertThat(shell.run("lint", "--against", "HEAD").exitCode()).isZero();
    git(folder.resolve("shallow"), "fetch", "--depth=1", "origin", "tag", "v1");
    assertThat(gone(shell.run("lint", "--format", "json", "--against", "v1")))
        .containsExactly(List.of("b"));
  }

  @Test
  void saysThatThereIsNoRepository() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    CommandLineRun run = shell(outside).rules(rules("a")).run("lint", "--against", "v1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "'v1' is no file, and git finds no revisions in %s: not a git repository"
                .formatted(outside));
  }

  @Test
  void saysThatThereIsNoGit() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("bin"));
    for (Map<String, String> variables :
        List.of(Map.<String, String>of(), Map.of("PATH", empty.toString()))) {
      CommandLineRun run =
          new Shell().environment(variables).rules(rules("a")).run("lint", "--against", "v1");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err().lines())
          .containsExactly(
              "quell lint: there is no git on the PATH to read a revision with: give --against a"
                  + " file");
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "-x", "--upload-pack=x"})
  void refusesWhatIsNeither(String name) {
    CommandLineRun run = new Shell().rules(rules("a")).run("lint", "--against=" + name);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--against: '%s' is neither a file nor a revision of git".formatted(name));
  }

  // --- Rule classes in the file

  @Test
  void knowsTheClassesThatAFileSuspends() throws IOException {
    String now =
        Samples.file(folder, "now.yaml", file(List.of("a"), "suspended: [log-buckets, a]"));
    String wrong =
        Samples.file(folder, "wrong.yaml", file(List.of("a"), "suspended: [log-bucket]"));

    assertThat(CommandLineRun.of("lint", "--rules", now, "--with-classes").out())
        .doesNotContain("history-misfit");
    CommandLineRun misfit = CommandLineRun.of("lint", "--rules", wrong, "--with-classes");
    assertThat(misfit.exitCode()).isEqualTo(1);
    assertThat(misfit.out())
        .contains(
            "error: log-bucket: Suspended names the rule 'log-bucket', but the book has none of"
                + " that id.");
    String event = Samples.event("control-s3-9-log-bucket");
    assertThat(CommandLineRun.of("explain", "--rules", now, "--with-classes", event).out())
        .contains("log-buckets: suspended", "a: suspended");
    for (String file : List.of(now, wrong)) {
      CommandLineRun alone = CommandLineRun.of("run", "--rules", file, event);
      assertThat(alone.exitCode()).as(alone.err()).isZero();
    }
    CommandLineRun refused = CommandLineRun.of("run", "--rules", wrong, "--with-classes", event);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("suspended names the rule 'log-bucket'");
  }
}
