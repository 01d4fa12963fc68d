package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quell.compile.template.BookTemplate;
import io.quell.compile.template.ReleaseTemplate;
import io.quell.compile.template.TemplateYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// cfn-lint, AWS's own linter of templates, over ten deployments. It is a Python program, so this
/// runs where it is installed (`pip install cfn-lint`), and says where it is not.
final class CfnLintTest {
  private static final Map<String, Object> ORGANIZATION =
      Map.of(
          "alarmEmails",
          "team@example.com",
          "key",
          "create",
          "vpc",
          "vpc-0a1b2c3d",
          "subnets",
          "subnet-0a1b2c3d",
          "securityGroups",
          "sg-0a1b2c3d",
          "reservedConcurrency",
          3,
          "tags",
          "team=security");

  /// The type is in CloudFormation's reference since November 2026 and not in cfn-lint 1.51.
  private static final String UNKNOWN_TO_THE_LINTER =
      "E3006 Resource type 'AWS::SecurityHub::ActionTarget' does not exist";

  @TempDir Path folder;

  /// @param exitCode its bits say what was found: 2 is an error (cfn-lint, exit codes)
  private record Linted(int exitCode, String output) {}

  @BeforeAll
  static void needsTheLinter() {
    boolean isThere = linter().isPresent();
    if (!isThere) {
      System.err.println("SKIPPED: there is no cfn-lint on the PATH, so no template was linted.");
    }
    assumeTrue(isThere, "there is no cfn-lint on the PATH");
  }

  private static Optional<Path> linter() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(path -> Path.of(path, "cfn-lint"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Stream<Map<String, Object>> deployments() {
    return Stream.of(
        Map.of(),
        Map.of("delivery", "direct", "alarmEmails", "team@example.com"),
        Map.of("rules", "appconfig", "mode", "enforce"),
        Map.of("rules", "appconfig", "alarmEmails", "team@example.com", "tracing", "on"),
        Map.of("reconcile", "off", "watch", "off", "customActions", "off"),
        Map.of("customActions", "stack", "formats", "asff", "architecture", "x86_64"),
        Map.of("snapStart", "off", "alarmTopic", "arn:aws:sns:us-east-1:111122223333:alarms"),
        Map.of("key", "arn:aws:kms:us-east-1:111122223333:key/1234abcd", "delivery", "direct"),
        ORGANIZATION,
        with(ORGANIZATION, Map.of("rules", "appconfig", "delivery", "direct", "tracing", "on")));
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(some);
    all.putAll(more);
    return all;
  }

  @ParameterizedTest
  @MethodSource("deployments")
  void findsNoError(Map<String, Object> options) throws Exception {
    Linted linted = lint(Synthesis.template(options).json().toString());

    assertThat(linted.exitCode()).as(linted.output()).isIn(0, 2);
    assertThat(linted.output().lines())
        .filteredOn(line -> line.matches("[EF]\\d{4} .*|Traceback.*"))
        .filteredOn(line -> !line.contains(UNKNOWN_TO_THE_LINTER))
        .isEmpty();
  }

  @Test
  void findsNothingInTheTemplatesWithoutTheCdk() throws Exception {
    for (Map<String, Object> template :
        List.of(
            ReleaseTemplate.json(), BookTemplate.of(new TestBook().classes(), "0a1b2c3d4e5f"))) {
      Linted linted = lint(TemplateYaml.of(template));

      assertThat(linted.exitCode()).as(linted.output()).isZero();
      assertThat(linted.output().lines())
          .filteredOn(line -> line.matches("[EFW]\\d{4} .*"))
          .isEmpty();
    }
  }

  @Test
  void wouldFindAnError() throws Exception {
    String template = Synthesis.template(Map.of()).json().toString();

    Linted linted = lint(template.replace("\"VisibilityTimeout\":", "\"Visibility\":"));

    assertThat(linted.exitCode() & 2).as(linted.output()).isEqualTo(2);
    assertThat(linted.output()).contains("Visibility");
  }

  private Linted lint(String template) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("template.json"), template);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    linter().orElseThrow().toString(),
                    "--non-zero-exit-code",
                    "error",
                    "-t",
                    file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("cfn-lint does not end");
    }
    return new Linted(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
