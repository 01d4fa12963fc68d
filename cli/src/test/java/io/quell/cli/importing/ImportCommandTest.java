package io.quell.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

final class ImportCommandTest {
  private static final Path SOURCES =
      Path.of("..", "importers", "src", "test", "resources", "imports");
  private static final String BROKEN =
      """
      Rules:
        - {note: good, action: SUPPRESSED, match_on: {title: a}}
        - {note: bad, action: RESOLVED, match_on: {title: a}}
      """;

  @TempDir Path folder;

  private static String source(String name) {
    return SOURCES.resolve(name).toString();
  }

  private static RuleFile read(String text) throws RuleFileException {
    return RuleFile.read("rules.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "automation-rules,automation-rules.json,5",
    "automation-rules,automation-rules-v2.json,2",
    "findings-manager,findings-manager.yaml,7",
    "prowler-mutelist,prowler-mutelist.yaml,7"
  })
  void printsAFileOfRulesThatCanBeRead(String kind, String file, int rules)
      throws RuleFileException {
    CommandLineRun run =
        CommandLineRun.of(
            "import", kind, source(file), "--owner", "secops", "--expires", "2027-06-30");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    RuleFile read = read(run.out());
    assertThat(read.rules())
        .hasSize(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.card().owner()).isEqualTo("secops");
              assertThat(rule.card().expires()).hasToString("2027-06-30");
            });
    assertThat(run.out())
        .contains("# Imported by 'quell import %s' from %s.".formatted(kind, source(file)));
    assertThat(run.err().lines()).last().asString().contains("%d imported".formatted(rules));
  }

  @Test
  void writesToAFileAndDoesNotOverwriteOne() throws IOException, RuleFileException {
    Path output = folder.resolve("new").resolve("rules.yaml");
    String[] arguments = {
      "import", "automation-rules", source("automation-rules.json"), "--output", output.toString()
    };
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEmpty();
    Path schema = output.resolveSibling("rules.schema.json");
    assertThat(run.err())
        .endsWith("written to %s%nthe schema for editors is in %s%n".formatted(output, schema));
    assertThat(Files.readString(schema)).isEqualTo(CommandLineRun.of("rules", "--schema").out());
    assertThat(read(Files.readString(output)).rules()).hasSize(5);

    CommandLineRun again = CommandLineRun.of(arguments);
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err())
        .startsWith(
            "quell import automation-rules: %s is there already: add --force".formatted(output));

    Files.writeString(output, "old");
    assertThat(
            CommandLineRun.of(
                    "import",
                    "automation-rules",
                    source("automation-rules.json"),
                    "-o",
                    output.toString(),
                    "--force")
                .exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(output).content().doesNotContain("old\n").contains("suppress-sandbox-accounts");
  }

  @Test
  void writesNothingWhereARuleCannotBeImported() {
    Path output = folder.resolve("rules.yaml");
    CommandLineRun run =
        new Shell()
            .input(BROKEN)
            .run("import", "findings-manager", "-", "--owner", "secops", "-o", output.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(run.err())
        .contains("rule 2 'bad': not imported: action is 'RESOLVED'")
        .contains("2 rules: 1 imported, 0 left out, 1 not imported")
        .contains("nothing is written, because some rules are not imported: add --skip-failed");
    assertThat(output).doesNotExist();
  }

  @Test
  void writesTheOthersWhereItIsTold() throws RuleFileException {
    CommandLineRun run =
        new Shell()
            .input(BROKEN)
            .run("import", "findings-manager", "-", "--owner", "secops", "--skip-failed");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(read(run.out()).rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.card().id()).isEqualTo("good"));
    assertThat(run.err()).contains("rule 2 'bad': not imported");
  }

  @Test
  void writesClassesAndTheirTests() {
    CommandLineRun run =
        CommandLineRun.of(
            "import",
            "prowler-mutelist",
            source("prowler-mutelist.yaml"),
            "--owner",
            "cloud",
            "--java",
            folder.toString(),
            "--package",
            "org.example.rules");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.lines())
        .hasSize(8)
        .contains("new SuppressS3BucketObjectVersioning(),")
        .first()
        .asString()
        .contains("RuleBook.classes()");
    assertThat(run.err()).endsWith("14 files written to %s%n".formatted(folder));
    assertThat(
            folder.resolve("src/main/java/org/example/rules/SuppressS3BucketObjectVersioning.java"))
        .content()
        .startsWith("package org.example.rules;")
        .contains("public final class SuppressS3BucketObjectVersioning");
    assertThat(
            folder.resolve(
                "src/test/java/org/example/rules/SuppressS3BucketObjectVersioningTest.java"))
        .exists();

    CommandLineRun again =
        CommandLineRun.of(
            "import",
            "prowler-mutelist",
            source("prowler-mutelist.yaml"),
            "--owner",
            "cloud",
            "--java",
            folder.toString(),
            "--package",
            "org.example.rules");
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains(".java is there already: add --force to overwrite it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          import                                                            | there is no source; there are: automation-rules, findings-manager, prowler-mutelist
          import nothing                                                    | there is no source 'nothing'; there are automation-rules
          import automation-rules                                           | FILE is missing: the file to import
          import automation-rules nowhere.json                              | no such file or folder: nowhere.json
          import automation-rules src                                       | src is a folder; name one file
          import prowler-mutelist nowhere.yaml                              | no such file or folder: nowhere.yaml
          import findings-manager pom.xml                                   | --owner NAME is missing
          import prowler-mutelist pom.xml                                   | --owner NAME is missing
          import automation-rules nowhere.json --owner 0123456789012345678901234567890123456789X | --owner: an owner has 1 to 40 characters
          import automation-rules nowhere.json --expires soon               | --expires: 'soon' is no day such as 2027-06-30
          import automation-rules nowhere.json --package a.b                | --package is for --java
          import automation-rules nowhere.json --java a --package A-B       | --package: 'A-B' is no package
          import automation-rules nowhere.json --java a -o b                | --java and --output exclude each other
          """)
  void namesWrongUse(String command, String sentence) {
    CommandLineRun run = CommandLineRun.of(command.split(" +", -1));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines()).first().asString().contains(sentence);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          automation-rules | no JSON   | standard input: neither an automation rule nor a list of them
          automation-rules | '{no'     | standard input: no valid JSON at line 1
          automation-rules | 'a: ['    | standard input: no valid YAML at line 1
          findings-manager | 'a: ['    | standard input: no valid YAML at line 1
          prowler-mutelist | 'a: 1'    | standard input: a is no member that is known here; known are Mutelist
          """)
  void namesFilesThatCannotBeRead(String kind, String text, String sentence) {
    CommandLineRun run = new Shell().input(text).run("import", kind, "-", "--owner", "secops");
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(run.err().lines()).singleElement().asString().contains(sentence);
  }

  @Test
  void suppressesWhatProwlerMutesAndNoMore() throws IOException {
    Path rules = folder.resolve("rules.yaml");
    String mutelist =
        """
        Mutelist:
          Accounts:
            "*":
              Checks:
                "one_*": {Regions: ["*"], Resources: ["*"]}
                "two_*_on": {Regions: ["*"], Resources: ["*"]}
                "three": {Regions: ["us-*-1"], Resources: ["pre-*-post"]}
        """;
    CommandLineRun imported =
        new Shell()
            .input(mutelist)
            .run("import", "prowler-mutelist", "-", "--owner", "a", "-o", rules.toString());
    assertThat(imported.exitCode()).as(imported.err()).isEqualTo(ExitCode.OK);
    Path findings =
        Files.writeString(
            folder.resolve("detail.json"),
            "{\"findings\": [%s, %s, %s]}"
                .formatted(
                    prowlers("inside_one", "any"),
                    prowlers("two_thing_is_on", "any"),
                    prowlers("three", "pre-mid-post")));
    CommandLineRun run =
        CommandLineRun.of("run", "--json", "--rules", rules.toString(), findings.toString());
    assertThat(run.json("decision"))
        .map(decision -> String.valueOf(decision.get("result")))
        .containsExactly("no match", "processed", "processed");
  }

  private static String prowlers(String check, String bucket) {
    return """
    {"SchemaVersion": "2018-10-08", "Id": "%s", "GeneratorId": "prowler-%s", "AwsAccountId": "111122223333",
     "ProductArn": "arn:aws:securityhub:us-east-1::product/prowler/prowler", "Types": ["a"],
     "CreatedAt": "2026-05-30T00:00:00Z", "UpdatedAt": "2026-05-30T00:00:00Z", "Severity": {"Label": "HIGH"},
     "Title": "t", "Description": "d", "RecordState": "ACTIVE", "Workflow": {"Status": "NEW"},
     "Resources": [{"Type": "Other", "Id": "arn:aws:s3:::%s", "Partition": "aws", "Region": "us-east-1"}]}
    """
        .formatted(check, check, bucket);
  }

  @Test
  void importsNothingFromAFileWithoutRules() throws RuleFileException {
    for (String[] empty :
        new String[][] {
          {"automation-rules", "{\"Rules\": []}"},
          {"automation-rules", "Resources: {}"},
          {"findings-manager", "Rules: []"},
          {"prowler-mutelist", "Mutelist: {Accounts: {}}"}
        }) {
      CommandLineRun run =
          new Shell().input(empty[1]).run("import", empty[0], "-", "--owner", "secops");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(read(run.out()).rules()).isEmpty();
      assertThat(run.err()).contains("0 rules: 0 imported, 0 left out, 0 not imported");
    }
  }

  @Test
  void refusesAFileThatIsLargerThanAnyOfRules() {
    CommandLineRun run =
        new Shell()
            .input(" ".repeat((64 << 20) + 1))
            .run("import", "findings-manager", "-", "--owner", "secops");
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(run.err()).contains("standard input: it has more than 64 MB");
  }

  @Test
  void helpsInTheTopCommand() {
    CommandLineRun run = CommandLineRun.of("--help");
    assertThat(run.out()).contains("  import     Takes over the rules of another tool");
  }
}
