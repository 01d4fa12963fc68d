package io.quell.cli.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.cli.command.SourceFolder;
import io.quell.compile.template.ReleaseTemplate;
import io.quell.compile.template.TemplateYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompileCommandTest {
  private static final String RULE =
      """
      rules:
        - id: log-buckets
          title: Log buckets keep no access log
          reason: A bucket that logs to itself grows without end.
          owner: team
          when: {control: S3.9, resource-tag: {purpose: access-logs}}
          then: {workflow-status: SUPPRESSED}
      """;

  @TempDir Path folder;

  private String file(String content) throws IOException {
    return Samples.file(folder, "rules.yaml", content);
  }

  @Test
  void printsTheTemplateOfAFileOfRules() throws Exception {
    CommandLineRun run = CommandLineRun.of("compile", "--cloudformation", file(RULE));

    assertThat(run.exitCode()).as(run.err()).isZero();
    String version =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(RULE.getBytes(StandardCharsets.UTF_8)))
            .substring(0, 12);
    assertThat(run.out())
        .startsWith("AWSTemplateFormatVersion: '2010-09-09'\n")
        .contains("S3.9", "QUELL_COMPILED_FOR: '" + version + "'", "RESOLVED");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void printsTheReleasesTemplate() {
    CommandLineRun run = CommandLineRun.of("compile", "--cloudformation", "--any-rules");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(TemplateYaml.of(ReleaseTemplate.json()));
  }

  @Test
  void takesTheRulesThatItIsBuiltWith() throws IOException {
    Path resources = Files.createDirectories(folder.resolve("rules/src/main/resources"));
    Samples.file(resources, "rules.yaml", RULE);

    CommandLineRun run =
        new Shell()
            .sources(SourceFolder.of("rules").in(folder.toString()))
            .run("compile", "--cloudformation");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("CompiledForOutput", "S3.9");
    assertThat(CommandLineRun.of("compile", "--cloudformation").err())
        .contains("Quell was built without a file of rules");
  }

  @Test
  void saysWhereTheTemplateIsTooLongToBeGivenInline() throws IOException {
    StringBuilder many = new StringBuilder("rules:\n");
    for (int at = 0; at < 400; at++) {
      many.append(
          """
            - id: rule-%1$d
              title: One of many
              reason: To make the template long.
              owner: team
              when: {control: Service%2$d.%1$d}
              then: {workflow-status: SUPPRESSED}
          """
              .formatted(at, at * 7919 % 1000));
    }

    CommandLineRun run = CommandLineRun.of("compile", "--cloudformation", file(many.toString()));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("CloudFormation takes 51,200 inline", "--s3-bucket");
  }

  @Test
  void warnsOfExamples() throws IOException {
    CommandLineRun run =
        CommandLineRun.of("compile", "--cloudformation", file("examples: true\n" + RULE));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("these rules are examples, which");
  }

  @Test
  void refusesWhatCannotBeCompiled() throws IOException {
    CommandLineRun none = CommandLineRun.of("compile", "--cloudformation", file("rules: []\n"));
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("cannot be compiled: there is no rule");
    assertThat(none.out()).isEmpty();

    CommandLineRun wrong =
        CommandLineRun.of(
            "compile", "--cloudformation", file(RULE.replace("control:", "kontrol:")));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("rules.yaml:");

    CommandLineRun missing = CommandLineRun.of("compile", "--cloudformation", "no-such.yaml");
    assertThat(missing.exitCode()).isNotZero();
    assertThat(missing.err()).contains("no-such.yaml");

    assertThat(CommandLineRun.of("compile", file(RULE)).err()).contains("--cloudformation");
    assertThat(CommandLineRun.of("compile", "--cloudformation", "--any-rules", file(RULE)).err())
        .contains("--any-rules is for no file of rules in particular");
  }
}
