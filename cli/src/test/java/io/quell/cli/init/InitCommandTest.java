package io.quell.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.command.ExitCodes;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.rulefile.RuleFileSchema;
import io.quell.value.QuellBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What `quell init` writes. Whether it can be built, tried and synthesized is tested where all of
/// Quell is packaged.
final class InitCommandTest {
  private static final Path ROOT = Path.of("..");

  @TempDir private Path folder;

  private CommandLineRun init(String... arguments) {
    return new Shell()
        .in(folder)
        .run(Stream.concat(Stream.of("init"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Map<?, ?> json(Path file) throws IOException, UnreadableException {
    return (Map<?, ?>) Objects.requireNonNull(Json.read(Files.readString(file)));
  }

  private static Map<?, ?> packages(Path folder) throws IOException, UnreadableException {
    return (Map<?, ?>)
        Objects.requireNonNull(json(folder.resolve("package-lock.json")).get("packages"));
  }

  @Test
  void writesARepository() throws IOException, RuleFileException {
    CommandLineRun run = init("ours");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path ours = folder.resolve("ours");
    assertThat(files(ours))
        .contains(
            ".gitattributes",
            ".github/CODEOWNERS",
            ".github/actions/comment/comment.mjs",
            ".github/actions/review/review",
            ".github/workflows/comment.yml",
            ".github/workflows/rules.yml",
            ".gitignore",
            "README.md",
            "events/s3-8-website-bucket.json",
            "pom.xml",
            "quell.yaml",
            "src/main/java/rules/OurRules.java")
        .hasSize(25);
    assertThat(run.lines())
        .startsWith("25 files written to ours")
        .containsSubsequence("Next:", "  cd ours");
    assertThat(ours.resolve("quell")).isExecutable();
    assertThat(ours.resolve("pom.xml"))
        .content()
        .contains("<version>%s</version>".formatted(QuellBuild.version()));
    assertThat(ours.resolve("src/main/resources/rules.schema.json"))
        .hasContent(RuleFileSchema.json());
    assertThat(
            RuleFile.read(
                    "rules.yaml", Files.readAllBytes(ours.resolve("src/main/resources/rules.yaml")))
                .rules())
        .isEmpty();
    assertThat(ours.resolve("src/main/java/rules/SuppressPublicAccessOnWebsiteBuckets.java"))
        .content()
        .contains("expires = \"2027-11-20\"");
  }

  /// The workflow that runs the code of a fork may only read; the one that may comment runs none.
  @Test
  void reviewsPullRequestsByTheActionsOfThisRepository() throws IOException {
    init();
    Path actions = folder.resolve(".github/actions");
    for (String file : List.of("action.yml", "review")) {
      assertThat(actions.resolve("review").resolve(file))
          .hasSameTextualContentAs(ROOT.resolve("action").resolve(file));
    }
    assertThat(actions.resolve("review/review")).isExecutable();
    for (String file : List.of("action.yml", "comment.mjs")) {
      assertThat(actions.resolve("comment").resolve(file))
          .hasSameTextualContentAs(ROOT.resolve("action/comment").resolve(file));
    }
    Map<?, ?> review = workflow("rules.yml");
    assertThat(review.get("permissions")).isEqualTo(Map.of("contents", "read"));
    assertThat(steps(review)).contains("./.github/actions/review").doesNotContain("secrets.");
    Map<?, ?> comment = workflow("comment.yml");
    assertThat(comment.get("on"))
        .isEqualTo(
            Map.of(
                "workflow_run",
                Map.of("workflows", List.of(review.get("name")), "types", List.of("completed"))));
    assertThat(steps(comment))
        .contains("./.github/actions/comment")
        .doesNotContain("run=", "ref=", "repository=", "head_sha");
  }

  private Map<?, ?> workflow(String name) throws IOException {
    return (Map<?, ?>)
        Objects.requireNonNull(
            new Load(LoadSettings.builder().build())
                .loadFromString(
                    Files.readString(folder.resolve(".github/workflows").resolve(name))));
  }

  /// The steps of the only job.
  private static String steps(Map<?, ?> workflow) {
    Map<?, ?> jobs = (Map<?, ?>) Objects.requireNonNull(workflow.get("jobs"));
    assertThat(jobs).hasSize(1);
    Map<?, ?> job = (Map<?, ?>) Objects.requireNonNull(jobs.values().iterator().next());
    return String.valueOf(job.get("steps"));
  }

  @Test
  void leavesNoValueOut() throws IOException {
    init();
    for (String file : files(folder)) {
      assertThat(folder.resolve(file)).content().doesNotContainPattern(Pattern.compile("@[a-z]+@"));
    }
  }

  @Test
  void takesWhatThisRepositoryHasToo() throws IOException, UnreadableException {
    init();
    assertThat(folder.resolve("quell.yaml")).hasSameTextualContentAs(ROOT.resolve("quell.yaml"));
    assertThat(json(folder.resolve("cdk.json")).get("context"))
        .isEqualTo(json(ROOT.resolve("cdk.json")).get("context"));
    assertThat(json(folder.resolve("cdk.json")).get("app")).isEqualTo("./quell cdk-app");
    Object cdk = json(ROOT.resolve("package.json")).get("devDependencies");
    assertThat(json(folder.resolve("package.json")))
        .isEqualTo(
            Map.of("name", "rules", "version", "1.0.0", "private", true, "devDependencies", cdk));
    Map<?, ?> packages = packages(folder);
    assertThat(packages.get(""))
        .isEqualTo(Map.of("name", "rules", "version", "1.0.0", "devDependencies", cdk));
    assertThat(packages.get("node_modules/aws-cdk"))
        .isNotNull()
        .isEqualTo(packages(ROOT).get("node_modules/aws-cdk"));
  }

  @Test
  void namesWhatItWouldOverwriteAndWritesNothing() throws IOException {
    Files.writeString(folder.resolve("README.md"), "ours");
    Files.createDirectories(folder.resolve("events"));
    Files.writeString(folder.resolve("events/other.json"), "{}");
    CommandLineRun run = init();
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err())
        .startsWith("quell init: nothing is written, because a file is there already: README.md\n");

    Files.createSymbolicLink(folder.resolve("quell"), folder.resolve("nowhere"));
    assertThat(init().err())
        .startsWith(
            "quell init: nothing is written, because 2 files are there already: README.md,"
                + " quell\n");
    assertThat(files(folder)).containsOnly("README.md", "events/other.json");
    assertThat(folder.resolve("README.md")).hasContent("ours");
  }

  @Test
  void goesBesideWhatItDoesNotOverwrite() throws IOException {
    Files.writeString(folder.resolve("LICENSE"), "ours");
    assertThat(init(".").exitCode()).isZero();
    assertThat(files(folder)).hasSize(21);
  }

  @Test
  void refusesAFile() throws IOException {
    Files.writeString(folder.resolve("ours"), "");
    CommandLineRun run = init("ours");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err())
        .startsWith("quell init: ours is a file; name a folder, which may be a new one\n");
  }

  @Test
  void refusesAFolderWithoutAName() throws IOException {
    CommandLineRun run = init("");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(run.err()).startsWith("quell init: FOLDER is empty; leave it out for this folder\n");
    assertThat(files(folder)).isEmpty();
  }

  @Test
  void saysTheNextStepAsAShellTakesIt() {
    assertThat(init("our rules").lines()).contains("  cd 'our rules'");
    assertThat(init("it's").lines()).contains("  cd 'it'\\''s'");
    assertThat(init("sub/ours-2").lines()).contains("  cd sub/ours-2");
  }

  @Test
  void saysWhichFileCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("src"), "a file where a folder has to be");
    CommandLineRun run = init();
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err()).contains("rules.yaml cannot be written: ");
  }

  @Test
  void saysWhatStandsInTheReadmeThere() throws IOException {
    CommandLineRun run = init();
    String readme = Files.readString(folder.resolve("README.md"));
    assertThat(List.of("./quell run events/", "mvn verify", "./quell new rule NAME"))
        .allSatisfy(command -> assertThat(readme).contains(command))
        .allSatisfy(command -> assertThat(run.out()).contains(command));
  }
}
