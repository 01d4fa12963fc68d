package io.quell.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.lint.SarifSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The action that reviews rules, its first step run by a shell as GitHub runs it, over a
/// repository of git with the packaged command line.
final class ReviewIT {
  private static final Path ACTION = Path.of("../action").toAbsolutePath().normalize();
  private static final String GOOD =
      """
      version: 1
      rules:
        - id: good
          title: Log buckets keep no access log of their own
          reason: A bucket that logs to itself grows without end.
          owner: platform
          ticket: OPS-1
          expires: 2999-12-31
          when: {control: S3.9}
          unless: {severity: CRITICAL}
          then: {workflow-status: SUPPRESSED}
          examples:
            matches: [{control: S3.9, severity: LOW}]
            passes: [{control: S3.9, severity: CRITICAL}]
      """;
  private static final String DEAD =
      """
        - id: dead
          title: Buckets that are two at once
          reason: A bucket that logs to itself grows without end.
          owner: platform
          when: {all-of: [{control: S3.9}, {control: S3.8}]}
          then: {severity: LOW}
      """;
  private static final String BAD =
      """
        - id: bad
          title: Keys that are rotated elsewhere
          reason: Their owner rotates them by hand, every quarter.
          owner: platform
          when: {control: KMS.4}
          then: {severity: LOW}
          examples:
            matches: [{control: KMS.3}]
      """;

  @TempDir private Path folder;
  private Path repository = Path.of("");

  @BeforeEach
  void makeRepository() throws IOException, InterruptedException {
    repository = Files.createDirectory(folder.resolve("repository"));
    run(List.of("git", "init", "-q", "--initial-branch=main"), Map.of());
    Files.writeString(repository.resolve("rules.yaml"), GOOD);
    run(List.of("git", "add", "."), Map.of());
    run(List.of("git", "commit", "-q", "-m", "Add a rule"), Map.of());
  }

  /// What a command has done.
  private record Ended(int exitCode, String output) {}

  private Ended run(List<String> command, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_AUTHOR_NAME", "Ana");
    environment.put("GIT_AUTHOR_EMAIL", "ana@example.org");
    environment.put("GIT_COMMITTER_NAME", "Ana");
    environment.put("GIT_COMMITTER_EMAIL", "ana@example.org");
    environment.putAll(variables);
    int exitCode = builder.start().waitFor();
    return new Ended(exitCode, Files.readString(output));
  }

  private static Map<?, ?> member(Object of, String name) {
    return of instanceof Map<?, ?> members && members.get(name) instanceof Map<?, ?> found
        ? found
        : Map.of();
  }

  /// The first step, with the inputs' defaults but for those that are given.
  private Ended review(Map<String, String> inputs) throws IOException, InterruptedException {
    Object action =
        Objects.requireNonNull(
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(ACTION.resolve("action.yml"))));
    Map<String, String> values = new HashMap<>();
    member(action, "inputs")
        .forEach(
            (name, input) ->
                values.put(
                    "${{ inputs.%s }}".formatted(name),
                    inputs.getOrDefault(
                        name.toString(),
                        String.valueOf(
                            ((Map<?, ?>) Objects.requireNonNull(input)).get("default")))));
    Map<?, ?> step =
        (Map<?, ?>)
            Objects.requireNonNull(
                ((List<?>) Objects.requireNonNull(member(action, "runs").get("steps"))).getFirst());
    Map<String, String> environment = new HashMap<>();
    member(step, "env")
        .forEach(
            (name, value) ->
                environment.put(
                    name.toString(), Objects.requireNonNull(values.get(value), () -> "" + value)));
    environment.put("GITHUB_ACTION_PATH", ACTION.toString());
    return run(List.of("sh", "-e", "-c", String.valueOf(step.get("run"))), environment);
  }

  private static String quell() {
    return String.join(
        " ",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        Path.of("target", "quell.jar").toAbsolutePath().toString());
  }

  private Map<String, String> inputs() throws IOException {
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Files.writeString(
        corpus.resolve("findings.json"),
        """
        {"Findings": [%s, %s]}
        """
            .formatted(finding("1", "S3.9"), finding("2", "``` ::error::x @everyone\\n<img>")));
    return new HashMap<>(
        Map.of(
            "quell",
            quell(),
            "rules",
            "rules.yaml",
            "against",
            "main",
            "corpus",
            corpus.toString()));
  }

  private static String finding(String id, String control) {
    return """
    {"SchemaVersion": "2018-10-08", "Id": "%s", "AwsAccountId": "111122223333",
     "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub",
     "Title": "::error::@everyone ```", "Severity": {"Label": "LOW"},
     "Compliance": {"Status": "FAILED", "SecurityControlId": "%s"}, "Workflow": {"Status": "NEW"},
     "RecordState": "ACTIVE", "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::b-%s"}]}\
    """
        .formatted(id, control, id);
  }

  private String written(String file) throws IOException {
    return Files.readString(repository.resolve("quell-review").resolve(file));
  }

  @Test
  void passesGoodRules() throws IOException, InterruptedException {
    Ended ended = review(inputs());
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).doesNotContain("::error", "::warning");
    assertThat(SarifSchema.mistakes(written("lint.sarif"))).isEmpty();
    assertThat(written("comment.txt"))
        .contains("1 rule: nothing is wrong", "What the rules would change", "no finding differs");
  }

  @Test
  void tellsWhatIsWrongWithOthers() throws IOException, InterruptedException {
    Files.writeString(
        repository.resolve("rules.yaml"),
        GOOD.replace("control: S3.9}\n    unless", "control: [S3.9, S3.1]}\n    unless")
            + DEAD
            + BAD);
    Ended ended = review(inputs());

    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
    List<String> annotations =
        ended.output().lines().filter(line -> line.startsWith("::error")).toList();
    assertThat(annotations)
        .anySatisfy(
            line -> assertThat(line).startsWith("::error file=rules.yaml,line=").contains("dead"))
        .as("none comes from what a finding says")
        .noneMatch(line -> line.startsWith("::error::x"));
    assertThat(SarifSchema.mistakes(written("lint.sarif"))).isEmpty();
    assertThat(written("lint.sarif")).contains("\"never-matches\"");
    assertThat(written("comment.txt").lines())
        .anySatisfy(line -> assertThat(line).contains("error", "dead", "[never-matches]"))
        .anySatisfy(line -> assertThat(line).contains("bad", "KMS.3"))
        .anySatisfy(line -> assertThat(line).contains("2 findings"));
  }

  /// A file that cannot be read is no review that has passed.
  @Test
  void failsForAFileThatIsNone() throws IOException, InterruptedException {
    Files.writeString(repository.resolve("rules.yaml"), "rules: [");
    Ended ended = review(inputs());
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(2);
    assertThat(ended.output()).contains("::error file=rules.yaml,line=");
  }

  @Test
  void needsNeitherCorpusNorAnotherBook() throws IOException, InterruptedException {
    Map<String, String> inputs = inputs();
    inputs.put("corpus", "");
    inputs.put("against", "");
    Ended ended = review(inputs);
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(written("comment.txt")).doesNotContain("What the rules would change");
  }

  @Test
  void failsWhereTheCorpusIsMissing() throws IOException, InterruptedException {
    Map<String, String> inputs = inputs();
    inputs.put("corpus", "nowhere");
    Ended ended = review(inputs);
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(2);
    assertThat(ended.output()).contains("::error::The backtest failed");
  }
}
