package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.infra.OwnRepository.Ended;
import io.quell.rule.RuleBook;
import io.quell.rulefile.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A repository of one's own, as `quell init` writes it: it is tried, tested and synthesized as its
/// own files say, on a machine that has nothing of Quell but its artifacts. Two rules are added to
/// it, so that what `quell new rule` writes is compiled and tested too.
@Timeout(900)
final class OwnRepositoryIT {
  @TempDir private static Path folder;
  private static OwnRepository machine;
  private static Path first;
  private static Path second;

  @BeforeAll
  static void writeIt() throws Exception {
    assumeTrue(
        Files.exists(OwnRepository.COMMAND_LINE),
        "skipped: only a build of all modules has the command line");
    machine = OwnRepository.in(Files.createDirectory(folder.resolve("home")));
    first = folder.resolve("first");
    succeeds(machine.quell(folder, "init first"));
    // Two at once, both of which find nothing that is fetched or built.
    String twice = "./quell --version >../version & ./quell new rule website-logs && wait $!";
    succeeds(machine.run(first, twice + " && grep '^quell [0-9]' ../version", Map.of()));
    succeeds(machine.run(first, "./quell new rule test-buckets --java", Map.of()));
    succeeds(machine.run(first, "./quell test && ./quell lint --format github", Map.of()));
    second = folder.resolve("another folder/second");
    copy(first, second);
  }

  private static String succeeds(Ended command) {
    assertThat(command.exitCode()).as(command.output()).isZero();
    return command.output();
  }

  /// What a clone has: all but what is built.
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.startsWith(from.resolve("target")))
              .toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /// The commands of the first block of its README.
  private static List<String> commands() throws IOException {
    String readme = Files.readString(first.resolve("README.md"));
    int begin = readme.indexOf("```sh\n") + "```sh\n".length();
    return readme
        .substring(begin, readme.indexOf("```", begin))
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .toList();
  }

  @Test
  void isTriedAndTestedByItsTwoCommandsAndHasTheSameBytesAnywhere() throws Exception {
    assertThat(commands()).containsExactly("./quell run events/", "mvn verify");
    assertThat(succeeds(machine.run(first, commands().getFirst(), Map.of())))
        .contains("public-website-buckets  NEW → SUPPRESSED  processed")
        .contains("2 files, 2 findings: 1 processed, 1 no match; 1 update call");
    assertThat(caches()).isNotEmpty().allSatisfy(cache -> assertThat(cache).isNotEmptyFile());
    succeeds(machine.run(first, commands().getLast(), Map.of()));
    assertThat(tests())
        .containsExactlyInAnyOrder(
            "rules.OurRulesTest",
            "rules.SuppressPublicAccessOnWebsiteBucketsTest",
            "rules.SuppressTestBucketsTest");

    JsonNode template = synthesize();
    assertThat(template.toString())
        .contains("\"S3.8\"")
        .contains("\"io.quell.lambda.QuellHandler\"");
    assertThat(first.resolve("target/quell-function.jar"))
        .hasSameBinaryContentAs(second.resolve("target/quell-function.jar"));
  }

  /// The caches of classes that starts have made.
  private static List<Path> caches() throws IOException {
    try (Stream<Path> files = Files.walk(first.resolve("target/launcher"))) {
      return files.filter(file -> file.toString().endsWith(".aot")).toList();
    }
  }

  /// The tests that ran, by the report that Maven leaves of each.
  private static List<String> tests() throws IOException {
    List<String> tests = new ArrayList<>();
    try (Stream<Path> reports = Files.list(first.resolve("target/surefire-reports"))) {
      for (Path report : reports.filter(file -> file.toString().endsWith(".txt")).toList()) {
        assertThat(report).content().contains("Failures: 0, Errors: 0, Skipped: 0");
        tests.add(report.getFileName().toString().replace(".txt", ""));
      }
    }
    return tests;
  }

  /// What `cdk synth` does with its cdk.json, in the other folder, which nobody has built yet.
  private static JsonNode synthesize() throws Exception {
    JsonNode cdk = Project.json(second.resolve("cdk.json"));
    Path outdir = folder.resolve("cdk.out");
    succeeds(
        machine.run(
            second,
            cdk.get("app").asText(),
            Map.of(
                "CDK_OUTDIR",
                outdir.toString(),
                "CDK_CONTEXT_JSON",
                cdk.get("context").toString())));
    return Project.json(outdir.resolve("Quell.template.json"));
  }

  @Test
  void namesNoneOfTheShippedRules() throws Exception {
    RuleBook shipped = BuiltFunction.ruleBook();
    List<String> names = new ArrayList<>();
    shipped
        .classes()
        .forEach(rule -> names.addAll(List.of(rule.card().id(), rule.getClass().getSimpleName())));
    try (InputStream file = shipped.file().orElseThrow()) {
      RuleFile.read("rules.json", file.readAllBytes())
          .rules()
          .forEach(rule -> names.add(rule.card().id()));
    }
    assertThat(names).isNotEmpty();
    Path fresh = folder.resolve("fresh");
    succeeds(machine.quell(folder, "init fresh"));
    try (Stream<Path> files = Files.walk(fresh)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSizeGreaterThan(10)
          .allSatisfy(file -> assertThat(file).content().doesNotContain(names));
    }
  }
}
