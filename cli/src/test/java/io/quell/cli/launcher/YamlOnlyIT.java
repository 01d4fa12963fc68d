package io.quell.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.standin.StandInAws;
import io.quell.value.QuellBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A repository without Java and without the CDK, from the files of a release: written, tried,
/// tested, deployed to a stand-in, published, upgraded.
@Timeout(300)
final class YamlOnlyIT {
  private static final String VERSION = QuellBuild.version();

  @TempDir private static Path folder;
  private static Path releases = Path.of("");
  private static UnpackedArchive quell = new UnpackedArchive(Path.of(""), Path.of(""));

  private Path ours = Path.of("");

  @BeforeAll
  static void release() throws IOException, InterruptedException {
    releases = UnpackedArchive.release(folder.resolve("releases"));
    quell =
        UnpackedArchive.of(
            releases.resolve("v%s/quell-%s.tar.gz".formatted(VERSION, VERSION)),
            folder.resolve("unpacked"),
            folder.resolve("user"));
  }

  @BeforeEach
  void init() throws IOException, InterruptedException {
    String name = "our rules %d".formatted(System.nanoTime());
    CommandLineRun run = quell.start("init", "--yaml-only", name);
    assertThat(run.exitCode()).as(run.err()).isZero();
    ours = quell.user().resolve(name);
    change("quell.yaml", "releases: .*", "releases: file://" + releases);
  }

  private void change(String file, String line, String to) throws IOException {
    Path changed = ours.resolve(file);
    String before = Files.readString(changed);
    String after = before.replaceAll("(?m)^" + line + "$", to);
    assertThat(after).as(file).isNotEqualTo(before);
    Files.writeString(changed, after);
  }

  private CommandLineRun run(String script, String... arguments)
      throws IOException, InterruptedException {
    return run(Map.of(), script, arguments);
  }

  private CommandLineRun run(Map<String, String> more, String script, String... arguments)
      throws IOException, InterruptedException {
    String[] command =
        Stream.concat(Stream.of("./" + script), Stream.of(arguments)).toArray(String[]::new);
    return new UnpackedArchive(quell.folder(), ours).run(more, command);
  }

  @Test
  void isTriedAndTestedByItsOwnTwoCommands() throws IOException, InterruptedException {
    CommandLineRun tried = run("quell", "run", "--rules", "rules.yaml", "events/");
    assertThat(tried.exitCode()).as(tried.err()).isZero();
    assertThat(tried.out()).contains("2 files, 2 findings: 1 processed, 1 no match");

    CommandLineRun tested = run("quell", "test", "rules.yaml");
    assertThat(tested.exitCode()).as(tested.err()).isZero();
    assertThat(tested.out()).contains("1 rule, 3 examples: all hold");
    assertThat(tested.err()).as("it is fetched once").isEmpty();

    CommandLineRun wrong = run("quell", "test", "no-such.yaml");
    assertThat(wrong.err()).contains("'./quell ");
  }

  @Test
  void takesNothingThatIsNotWhatTheReleaseSays() throws IOException, InterruptedException {
    Path other = folder.resolve("other" + System.nanoTime());
    Path files = Files.createDirectories(other.resolve("v" + VERSION));
    String name = "quell-%s.tar.gz".formatted(VERSION);
    Files.writeString(files.resolve(name), "something else");
    Files.copy(
        releases.resolve("v" + VERSION).resolve(name + ".sha256"), files.resolve(name + ".sha256"));
    change("quell.yaml", "releases: .*", "releases: 'file://" + other + "'");

    CommandLineRun refused = run("quell", "--version");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("is refused: its SHA-256 is ");
    assertThat(ours.resolve(".quell/" + VERSION)).isEmptyDirectory();
  }

  @Test
  void saysWhatIsMissing() throws IOException, InterruptedException {
    change("quell.yaml", "version: .*", "version: 99.0.0");
    CommandLineRun unreleased = run("quell", "--version");
    assertThat(unreleased.exitCode()).isEqualTo(1);
    assertThat(unreleased.err()).contains("99.0.0", "cannot be fetched: is there such a release?");

    change("quell.yaml", "version: .*", "# no version");
    assertThat(run("quell", "--version").err()).contains("quell.yaml has no version of Quell");

    CommandLineRun bucket = run("deploy");
    assertThat(bucket.exitCode()).isEqualTo(1);
  }

  /// The AWS command line as a script that writes down what it is asked for.
  private Map<String, String> awsOnPath() throws IOException {
    Path bin = Files.createDirectories(ours.resolve("bin"));
    Path aws = bin.resolve("aws");
    Files.writeString(aws, "#!/bin/sh\nprintf '%s\\n' \"$*\" >>\"$(dirname \"$0\")/asked\"\n");
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    return Map.of("PATH", bin + ":" + System.getenv("PATH"));
  }

  private Stream<String> asked() throws IOException {
    Path asked = ours.resolve("bin/asked");
    try (Stream<String> lines = Files.lines(asked)) {
      return lines.toList().stream();
    } finally {
      Files.delete(asked);
    }
  }

  @Test
  void isDeployedAsItsSettingsSay() throws IOException, InterruptedException {
    Map<String, String> path = awsOnPath();
    assertThat(run(path, "deploy").err()).contains("names no bucket for the package");
    change("quell.yaml", "bucket:", "bucket: \"our-bucket\" # of the platform team");
    change("quell.yaml", "# LateMinutes: 15", "LateMinutes: 30");

    CommandLineRun deployed = run(path, "deploy");

    assertThat(deployed.exitCode()).as(deployed.err()).isZero();
    assertThat(deployed.out()).contains("Quell is deployed, and observes: nothing is changed.");
    String key = "quell/quell-function-%s.jar".formatted(VERSION);
    assertThat(asked())
        .satisfiesExactly(
            copy ->
                assertThat(copy)
                    .startsWith("s3 cp --only-show-errors ")
                    .endsWith(" s3://our-bucket/" + key),
            deploy ->
                assertThat(deploy)
                    .startsWith("cloudformation deploy --stack-name Quell --template-file ")
                    .contains("--capabilities CAPABILITY_IAM")
                    .contains(
                        "--parameter-overrides PackageBucket=our-bucket PackageKey=%s Book=Quell Mode=observe AlarmEmail= SnapStart=on"
                            .formatted(key))
                    .contains(" LateMinutes=30 ")
                    .endsWith(" ReconcileUpdates=2"),
            protect -> assertThat(protect).contains("update-termination-protection"));
    assertThat(ours.resolve(".quell/deployed.template.yaml"))
        .hasSameTextualContentAs(
            releases.resolve("v%s/quell-%s.template.yaml".formatted(VERSION, VERSION)));

    change("quell.yaml", "template: .*", "template: compiled");
    assertThat(run(path, "deploy").exitCode()).isZero();
    assertThat(ours.resolve(".quell/deployed.template.yaml")).content().contains("S3.8");

    change("quell.yaml", "Mode: observe", "mode: enforce");
    assertThat(run(path, "deploy").err())
        .contains("quell.yaml has 'mode', which is no setting, and no parameter of the template");
    change("quell.yaml", "mode: enforce", "Mode: enforce\nMode: observe");
    assertThat(run(path, "deploy").err()).contains("quell.yaml has 'Mode' twice");
    change("quell.yaml", "Mode: enforce", "# one of them");

    change("quell.yaml", "template: .*", "template: other");
    assertThat(run(path, "deploy").err()).contains("it can be any-rules or compiled");
  }

  @Test
  void isPublishedWithoutRuleClassesToItsOwnStack() throws IOException, InterruptedException {
    change("rules.yaml", "examples: true", "# ours");
    try (StandInAws aws = StandInAws.start()) {
      Map<String, String> variables = Map.of("AWS_ENDPOINT_URL", aws.url());

      CommandLineRun published = run(variables, "quell", "publish", "--yes", "rules.yaml");

      assertThat(published.exitCode()).as(published.err()).isZero();
      assertThat(published.out())
          .contains("rules.yaml: 1 rules, for the stack Quell")
          .contains("Version 1 is in force");
      assertThat(aws.appConfig().inForce("envRules"))
          .contains(Files.readString(ours.resolve("rules.yaml")));

      change("quell.yaml", "stack: Quell", "stack: Quell-sandbox");
      assertThat(run(variables, "quell", "publish", "--yes", "rules.yaml").err())
          .contains("there is no stack Quell-sandbox");
    }
  }

  /// All that can be set is a parameter of the template, and all of its parameters can be set.
  @Test
  void namesTheParametersOfTheTemplate() throws IOException {
    String settings = Files.readString(ours.resolve("quell.yaml"));
    String template =
        Files.readString(
            releases.resolve("v%s/quell-%s.template.yaml".formatted(VERSION, VERSION)));
    assertThat(
            settings
                .lines()
                .filter(line -> line.matches("(# )?[A-Z][A-Za-z]+:.*"))
                .map(line -> line.replaceAll("^# |:.*", "")))
        .hasSizeGreaterThan(10)
        .allSatisfy(name -> assertThat(template).contains("\n %s:".formatted(name)));
  }
}
