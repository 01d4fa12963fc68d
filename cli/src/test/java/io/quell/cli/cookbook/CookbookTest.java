package io.quell.cli.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.Samples;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.SeverityLabel;
import io.quell.lint.trial.ExampleTrial;
import io.quell.lint.trial.FailedExample;
import io.quell.rule.Card;
import io.quell.rule.DescribedFinding;
import io.quell.rule.Example;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.testing.Findings;
import io.quell.testing.OcsfFindings;
import io.quell.testing.RuleAssert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recipe of `docs/cookbook.md` is whole: its examples hold, lint has nothing against it, and
/// what is shown in Java is a class that does the same.
final class CookbookTest {
  private static final String PAGE = page("cookbook.md");
  /// A day before any recipe ends.
  private static final String DAY = "2026-12-01";
  private static final Path CLASSES = Path.of("src/test/java/io/quell/cli/cookbook");
  private static final List<Rule> IN_JAVA =
      List.of(
          new LowerSeverityInDevelopment(),
          new SuppressMissingLogOfLogBuckets(),
          new LowerSeverityWithoutFixAndExploit());

  /// A section of the page.
  record Recipe(String title, String text) {
    String yaml() {
      return withEvents(only("yaml"));
    }

    private String only(String language) {
      List<String> blocks = blocks(text, language);
      assertThat(blocks).as("%s blocks of '%s'", language, title).hasSize(1);
      return blocks.getFirst();
    }

    List<FixedRule> rules() {
      try {
        return RuleFile.read(title, yaml().getBytes(StandardCharsets.UTF_8)).rules();
      } catch (RuleFileException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public String toString() {
      return title;
    }
  }

  private static String page(String name) {
    try {
      return Files.readString(Path.of("..", "docs", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The sample events of the page are the user's; the tests' own have the same names.
  private static String withEvents(String yaml) {
    return yaml.replaceAll("[.]{2}/events", Samples.EVENTS.toAbsolutePath().normalize().toString());
  }

  private static List<String> blocks(String text, String language) {
    Matcher block =
        Pattern.compile("```%s\n(.*?)```".formatted(language), Pattern.DOTALL).matcher(text);
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  static Stream<Recipe> recipes() {
    return Stream.of(PAGE.split("(?m)^##+ "))
        .filter(section -> section.contains("```"))
        .map(section -> new Recipe(section.lines().findFirst().orElseThrow(), section));
  }

  static List<Rule> inJava() {
    return IN_JAVA;
  }

  @Test
  void hasRecipesForMostNeeds() {
    assertThat(recipes()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(recipes().flatMap(recipe -> recipe.rules().stream()))
        .extracting(rule -> rule.card().id())
        .doesNotHaveDuplicates();
    assertThat(blocks(PAGE, "java")).hasSameSizeAs(IN_JAVA);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void isInTheContents(Recipe recipe) {
    assertThat(recipe.title()).matches("[A-Za-z' -]+");
    String anchor = recipe.title().toLowerCase(Locale.ROOT).replace(' ', '-').replace("'", "");
    assertThat(PAGE.lines().filter(line -> line.startsWith("- **")))
        .anyMatch(line -> line.contains("](#%s)".formatted(anchor)));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void saysWhenToUseItAndWhatItsRiskIs(Recipe recipe) {
    assertThat(recipe.text())
        .containsPattern("\n\\*\\*When:\\*\\* .+\\.\n\n\\*\\*Risk:\\*\\* .+\\.\n");
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void hasExamplesThatHold(Recipe recipe, @TempDir Path folder) throws IOException {
    assertThat(recipe.rules())
        .allSatisfy(
            rule ->
                assertThat(Objects.requireNonNull(rule.examples()))
                    .extracting(Example::isMatched)
                    .contains(true, false));
    CommandLineRun run =
        CommandLineRun.of("test", Samples.file(folder, "rules.yaml", recipe.yaml()));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).endsWith("all hold\n");
  }

  /// Whoever changes a recipe and takes a criterion out, hears of it from an example.
  @ParameterizedTest
  @MethodSource("recipes")
  void hasAnExampleForEachCriterion(Recipe recipe) {
    for (FixedRule rule : recipe.rules()) {
      List<Criteria> parts =
          rule.when() instanceof Criteria.AllOf(var all) ? all : List.of(rule.when());
      for (Criteria part : parts) {
        List<Criteria> others = new ArrayList<>(parts);
        others.remove(part);
        var without = new FixedRule(rule.card(), Criteria.allOf(others), rule.then());
        if (!part.fields().equals(List.of(Named.FORMAT))) {
          assertThat(failures(without, Objects.requireNonNull(rule.examples())))
              .as("failures where %s lacks '%s'", rule.card().id(), part)
              .isNotEmpty();
        }
      }
    }
  }

  private static List<FailedExample> failures(FixedRule rule, List<Example> examples) {
    var trial = new ExampleTrial(rule);
    return examples.stream()
        .flatMap(
            example ->
                example.given() instanceof DescribedFinding described
                    ? trial.failures(example, described).stream()
                    : Stream.empty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void givesNoWarning(Recipe recipe, @TempDir Path folder) throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "lint",
            "--fail-on",
            "warning",
            "--at",
            DAY,
            Samples.file(folder, "rules.yaml", recipe.yaml()));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  @ParameterizedTest
  @MethodSource("inJava")
  void showsClassesAsTheyAre(Rule rule) throws IOException {
    String name = rule.getClass().getSimpleName();
    String source = Files.readString(CLASSES.resolve(name + ".java"));
    assertThat(blocks(PAGE, "java"))
        .as("the class %s without its package", name)
        .contains(source.substring(source.indexOf("import ")));
  }

  @ParameterizedTest
  @MethodSource("inJava")
  void showsClassesThatDoTheSame(Rule rule) {
    Card card = rule.card();
    FixedRule data =
        recipes()
            .flatMap(recipe -> recipe.rules().stream())
            .filter(other -> other.card().id().equals(card.id()))
            .findFirst()
            .orElseThrow();
    assertThat(card).isEqualTo(data.card());
    assertThat(rule.when()).isEqualTo(data.when());
    assertThat(rule.decide(Findings.finding().read())).isEqualTo(data.then());
  }

  @Test
  void lowersSeverityInDevelopment() {
    RuleAssert.assertThat(IN_JAVA.getFirst())
        .on(Findings.finding().control("EC2.8").severity(SeverityLabel.HIGH))
        .doesNotMatch()
        .on(Findings.finding().tag("stage", "prod").severity(SeverityLabel.HIGH))
        .doesNotMatch()
        .on(Findings.finding().tag("stage", "dev").severity(SeverityLabel.HIGH))
        .setsSeverity(SeverityLabel.MEDIUM)
        .on(OcsfFindings.ocsfFinding().tag("stage", "dev").severity(SeverityLabel.HIGH))
        .setsSeverity(SeverityLabel.MEDIUM)
        .on(Findings.finding().tag("stage", "test").severity(SeverityLabel.LOW))
        .changesNothing();
  }

  @Test
  void suppressesMissingLogsOfLogBuckets() {
    RuleAssert.assertThat(IN_JAVA.get(1))
        .on(Findings.finding().control("S3.9").tag("purpose", "invoices"))
        .doesNotMatch()
        .on(
            Findings.finding()
                .control("S3.9")
                .tag("purpose", "access-logs")
                .severity(SeverityLabel.CRITICAL))
        .doesNotMatch()
        .on(Findings.finding().control("S3.9").tag("purpose", "access-logs"))
        .suppresses()
        .on(OcsfFindings.ocsfFinding().control("S3.9").tag("purpose", "access-logs"))
        .suppresses();
  }

  @Test
  void lowersSeverityWithoutFixAndExploit() {
    Findings.Sample inspector =
        Findings.finding().product("aws/inspector").severity(SeverityLabel.HIGH);
    Map<String, String> unfixable = Map.of("FixAvailable", "NO", "ExploitAvailable", "NO");
    Map<String, String> fixable = Map.of("FixAvailable", "YES", "ExploitAvailable", "NO");
    RuleAssert.assertThat(IN_JAVA.get(2))
        .on(inspector.vulnerabilities(fixable))
        .doesNotMatch()
        .on(inspector.vulnerabilities(unfixable, fixable))
        .doesNotMatch()
        .on(inspector.vulnerabilities(unfixable))
        .setsSeverity(SeverityLabel.MEDIUM);
  }

  /// What the page about the file of rules shows holds too.
  @Test
  void isAsTrueAsThePageAboutTheFile(@TempDir Path folder) throws IOException {
    String page = page("rule-file.md");
    String file = blocks(page, "yaml").getFirst();
    CommandLineRun whole = CommandLineRun.of("test", Samples.file(folder, "whole.yaml", file));
    assertThat(whole.exitCode()).as(whole.out() + whole.err()).isZero();

    String fragment =
        blocks(page.substring(page.indexOf("\n## Examples\n")), "yaml fragment").getFirst();
    String rule =
        """
        rules:
          - id: log-buckets
            title: Log buckets keep no access log
            reason: A bucket that logs to itself grows without end.
            owner: team
            then: {workflow-status: SUPPRESSED}
        """
            + withEvents(fragment).indent(4);
    CommandLineRun shown = CommandLineRun.of("test", Samples.file(folder, "shown.yaml", rule));
    assertThat(shown.exitCode()).as(shown.out() + shown.err()).isZero();
    assertThat(shown.out()).contains("4 examples: all hold");
  }
}
