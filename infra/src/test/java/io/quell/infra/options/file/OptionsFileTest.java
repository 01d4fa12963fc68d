package io.quell.infra.options.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.infra.options.Deployment;
import io.quell.infra.options.DeploymentOption;
import io.quell.infra.options.OptionException;
import io.quell.infra.options.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsFileTest {
  private static final Path PROJECT =
      Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());

  @TempDir Path folder;

  private Deployment read(String yaml) {
    write("quell.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return OptionsFile.read(folder, Map.of());
  }

  private void write(String name, byte[] content) {
    try {
      Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesAliases() {
    String aliased = "regions: {eu-west-1: &all {watch: off}, us-east-1: *all, us-west-2: *all}\n";
    assertThat(read(aliased))
        .isEqualTo(read(aliased.replace("&all ", "").replace("*all", "{watch: off}")));
  }

  @Test
  void saysWhatEachRegionGets() {
    Deployment deployment =
        read(
            """
            # reviewed
            mode: enforce
            memoryMb: 512
            watch: off
            formerBooks: [Old, unnamed]
            regions:
              eu-west-1: {reconcileReads: 2, mode: "observe"}
              us-east-1:
              us-west-2: {}
            """);

    Map<String, Object> regions = new LinkedHashMap<>();
    regions.put("eu-west-1", Map.of("reconcileReads", 2, "mode", "observe"));
    regions.put("us-east-1", Map.of());
    regions.put("us-west-2", Map.of());
    assertThat(deployment)
        .isEqualTo(
            Deployment.of(
                Map.of(
                    "mode",
                    "enforce",
                    "memoryMb",
                    512,
                    "watch",
                    false,
                    "formerBooks",
                    "Old,unnamed",
                    "regions",
                    regions)));
  }

  /// What is wrong, and the whole message.
  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(
            "", "quell.yaml is empty; it needs at least one option, such as 'mode: observe'."),
        Arguments.of(
            "# mode: enforce\n",
            "quell.yaml is empty; it needs at least one option, such as 'mode: observe'."),
        Arguments.of(
            "---\n", "quell.yaml is empty; it needs at least one option, such as 'mode: observe'."),
        Arguments.of(
            "- mode: observe\n",
            "quell.yaml:1:1: a file of options is a mapping, such as 'mode: observe', not this."),
        Arguments.of(
            "observe\n",
            "quell.yaml:1:1: a file of options is a mapping, such as 'mode: observe', not this."),
        Arguments.of(
            "mode: observe\n---\nmode: enforce\n",
            "quell.yaml:2:1: no valid YAML: expected a single document in the stream but found"
                + " another document."),
        Arguments.of(
            "mode: observe\nwatch: off\nmode: enforce\n",
            "quell.yaml:3:1: 'mode' is there twice, first on line 1. Take one out."),
        Arguments.of(
            "regions:\n  eu-west-1: {watch: off, watch: on}\n",
            "quell.yaml:2:27: 'watch' is there twice, first on line 2. Take one out."),
        Arguments.of(
            "regions:\n  eu-west-1:\n  eu-west-1:\n",
            "quell.yaml:3:3: 'eu-west-1' is there twice, first on line 2. Take one out."),
        Arguments.of(
            "mode: &a [*a]\n",
            "quell.yaml:1:11: the alias '*a' stands in what it stands for, which has no end."),
        Arguments.of(
            IntStream.range(1, 100)
                .mapToObj(
                    at ->
                        "a%d: &a%d [%s]\n"
                            .formatted(
                                at,
                                at,
                                String.join(", ", Collections.nCopies(10, "*a" + (at - 1)))))
                .collect(Collectors.joining("", "a0: &a0 [x]\n", "")),
            "quell.yaml:7:25: with the alias '*a5' the aliases of this file stand for more than"
                + " 1,000,000 values; that is the most that is read."),
        Arguments.of(
            "mode: " + "[".repeat(100_000),
            "quell.yaml:1:106: lists and mappings stand in each other more than 100 levels deep."),
        Arguments.of("mode: *a\n", "quell.yaml:1:7: no valid YAML: found undefined alias a."),
        Arguments.of("? [mode]\n: observe\n", "quell.yaml:1:3: the name of an option is a text."),
        Arguments.of(
            "mode:\n", "quell.yaml:1:1: Option mode is '', but must be observe or enforce."),
        Arguments.of(
            "mode: ''\n", "quell.yaml:1:1: Option mode is '', but must be observe or enforce."),
        Arguments.of(
            "mode: true\n",
            "quell.yaml:1:1: Option mode is 'true', but must be observe or enforce."),
        Arguments.of(
            "mode: [observe]\n",
            "quell.yaml:1:1: Option mode is '[observe]', but must be observe or enforce."),
        Arguments.of(
            "mode: {enforce: true}\n",
            "quell.yaml:1:1: Option mode is '{enforce=true}', but must be observe or enforce."),
        Arguments.of(
            "mode: observe\nmemoryMb: 1 GB\n",
            "quell.yaml:2:1: Option memoryMb is '1 GB', but must be 256 to 10240."),
        Arguments.of(
            "memoryMb: 512.5\n",
            "quell.yaml:1:1: Option memoryMb is '512.5', but must be 256 to 10240."),
        Arguments.of(
            "tracing: yes\n", "quell.yaml:1:1: Option tracing is 'yes', but must be on or off."),
        Arguments.of(
            "regions:\n  eu-west-1: {mode: x}\n  us-east-1: {}\n",
            "quell.yaml:2:15: Option mode is 'x', but must be observe or enforce."),
        Arguments.of(
            "regions:\n  eu-west-1: observe\n",
            "quell.yaml:2:3: Under eu-west-1 stands 'observe', but it must be a mapping of its"
                + " options, or nothing."),
        Arguments.of(
            "regions:\n  Ireland: {}\n",
            "quell.yaml:2:3: Option regions is 'Ireland', but must be Regions of one partition,"
                + " each with its own options, or a list of Regions."),
        Arguments.of(
            "regions:\n  cn-north-1: {tracing: on}\n",
            "quell.yaml:2:16: Option tracing is on, but in cn-north-1 X-Ray does not trace"
                + " functions. Write tracing: off."),
        Arguments.of(
            "mode: observe\n watch: on\n",
            "quell.yaml:2:7: no valid YAML: mapping values are not allowed here."),
        Arguments.of(
            "mode: {a: {b: {c: {d: {e: {f: 1}}}}}}\n",
            "quell.yaml:1:27: this is deeper than any option is."),
        Arguments.of(
            "reconcileFindings: 10000000\n",
            "quell.yaml:1:1: A reconciliation of 10,000,000 findings takes 28 hours"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesWhatIsWrongAndSaysWhere(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void tellsAllUnknownNamesWithTheirLines() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    observe: true
                    memory: 512
                    regions:
                      eu-west-1:
                        reconcileRate: 2
                        team: security
                        regions: [us-east-1]
                    """))
        .isInstanceOfSatisfying(
            OptionException.class,
            refusal ->
                assertThat(String.valueOf(refusal.getMessage()).lines())
                    .hasSize(5)
                    .satisfiesExactly(
                        line ->
                            assertThat(line)
                                .startsWith(
                                    "quell.yaml:1:1: There is no option observe: did you mean"
                                        + " 'mode: observe'? There are: delivery, "),
                        line ->
                            assertThat(line)
                                .startsWith(
                                    "quell.yaml:2:1: There is no option memory: did you mean"
                                        + " memoryMb? There are: delivery, "),
                        line ->
                            assertThat(line)
                                .startsWith(
                                    "quell.yaml:5:5: There is no option reconcileRate: did you mean"
                                        + " reconcile? There are: delivery, "),
                        line ->
                            assertThat(line)
                                .startsWith("quell.yaml:6:5: There is no option team. There are: "),
                        line ->
                            assertThat(line)
                                .isEqualTo(
                                    "quell.yaml:7:5: There are no Regions within a Region: write"
                                        + " them side by side.")));
  }

  @Test
  void refusesWhatIsNoTextAtAll() {
    write("quell.yaml", new byte[] {(byte) 0xc3, 0x28});
    assertThatThrownBy(() -> OptionsFile.read(folder, Map.of()))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("quell.yaml: no valid YAML: ");
    write("quell.yaml", new byte[300 * 1024]);
    assertThatThrownBy(() -> OptionsFile.read(folder, Map.of()))
        .hasMessage("quell.yaml has 307,200 bytes; a file of options has 262,144 at most.");
  }

  @Test
  void isTheOneThatTheContextNames() {
    write("quell.yaml", "mode: observe\n".getBytes(StandardCharsets.UTF_8));
    write("quell.prod.yaml", "mode: enforce\n".getBytes(StandardCharsets.UTF_8));
    write("quell.bad.yaml", "mode: x\n".getBytes(StandardCharsets.UTF_8));

    assertThat(OptionsFile.read(folder, Map.of("deployment", "prod")))
        .isEqualTo(Deployment.of(Map.of("mode", "enforce")));
    assertThatThrownBy(() -> OptionsFile.read(folder, Map.of("deployment", "bad")))
        .hasMessageStartingWith("quell.bad.yaml:1:1: Option mode is 'x'");
    assertThatThrownBy(() -> OptionsFile.read(folder, Map.of("deployment", "pord")))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "There is no quell.pord.yaml in %s. It says how to deploy, and the shipped one says what can be in it; there are: quell.bad.yaml, quell.prod.yaml, quell.yaml."
                .formatted(folder));
  }

  @Test
  void hasToBeThere() {
    assertThatThrownBy(() -> OptionsFile.read(folder, Map.of()))
        .hasMessageStartingWith("There is no quell.yaml in ")
        .hasMessageEndingWith("there are: none.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../prod", "prod.yaml", "a/b", "quell prod"})
  void refusesANameThatIsNoPartOfAFilesName(String name) {
    assertThatThrownBy(() -> OptionsFile.read(folder, Map.of("deployment", name)))
        .hasMessage(
            "The context has deployment=%s, but it must be the middle of a file's name: -c deployment=prod takes quell.prod.yaml."
                .formatted(name));
  }

  @ParameterizedTest
  @CsvSource({
    "mode, enforce, 'mode: enforce'",
    "regions, eu-west-1, 'regions: eu-west-1'",
    "tracing, on, 'tracing: on'"
  })
  void refusesAnOptionOfTheContext(String option, String value, String line) {
    write("quell.prod.yaml", "mode: observe\n".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> OptionsFile.read(folder, Map.of("deployment", "prod", option, value)))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "Option %s is in the context (-c, or cdk.json), but options are read from quell.prod.yaml alone, so that no command line can forget one. Write this line there, and take it out of the context:\n  %s"
                .formatted(option, line));
  }

  @Test
  void refusesEachOptionAndEachOfItsWordsInTheContext() {
    for (DeploymentOption option : DeploymentOption.values()) {
      assertThatThrownBy(() -> OptionsFile.read(folder, Map.of(option.key(), "x")))
          .isInstanceOf(OptionException.class)
          .hasMessageContaining("Option " + option.key() + " is in the context");
    }
    for (String value :
        List.of(
            "queue",
            "direct",
            "observe",
            "enforce",
            "asff",
            "ocsf",
            "both",
            "replace",
            "merge",
            "command",
            "stack",
            "arm64",
            "x86_64",
            "auto",
            "packaged",
            "appconfig")) {
      assertThatThrownBy(() -> OptionsFile.read(folder, Map.of(value, "true")))
          .isInstanceOf(OptionException.class)
          .hasMessageContaining("The context (-c, or cdk.json) has %s. If".formatted(value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Mode, enforce, 'mode: enforce'",
    "modes, enforce, 'mode: enforce'",
    "memory, 512, 'memoryMb: 512'",
    "email, a@example.com, 'alarmEmails: a@example.com'",
    "observe, true, 'mode: observe'",
    "appconfig, true, 'rules: appconfig'",
    "Direct, '', 'delivery: direct'",
    "enforced, 1, 'mode: enforce'"
  })
  void refusesWhatLooksLikeAnOptionOrItsValue(String key, String value, String line) {
    assertThatThrownBy(() -> OptionsFile.read(folder, Map.of(key, value)))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "The context (-c, or cdk.json) has %s. If that is meant as an option: options are read from quell.yaml alone. Write this line there, and take %s out of the context; if it is something of your own, give it another name:\n  %s"
                .formatted(key, key, line));
  }

  @Test
  void tellsAllOfTheContextThatIsWrong() {
    assertThatThrownBy(() -> OptionsFile.read(folder, Map.of("mode", "enforce", "appconfig", true)))
        .hasMessageContainingAll("Option mode is", "  mode: enforce", "  rules: appconfig");
  }

  @Test
  void leavesOtherNamesOfTheContextAlone() {
    write("quell.yaml", "mode: observe\n".getBytes(StandardCharsets.UTF_8));

    assertThat(
            OptionsFile.read(
                folder,
                Map.of(
                    "cli-telemetry",
                    false,
                    "@aws-cdk/core:checkSecretUsage",
                    true,
                    "availability-zones:account=1:region=eu-west-1",
                    List.of("a"),
                    "team",
                    "security",
                    "environment",
                    "test")))
        .isEqualTo(Deployment.of(Map.of()));
  }

  @Test
  void isShippedWithTheDefaults() {
    assertThat(OptionsFile.read(PROJECT, Map.of())).isEqualTo(Deployment.of(Map.of()));
  }

  /// Each option stands in the shipped file, most behind a #, with its default.
  @Test
  void isShippedWithALineForEachOption() throws IOException {
    List<String> lines = Files.readAllLines(PROJECT.resolve("quell.yaml"));

    for (DeploymentOption option : DeploymentOption.values()) {
      assertThat(lines)
          .as(option.key())
          .filteredOn(line -> line.matches("(# )?" + option.key() + ":.*"))
          .hasSize(1);
    }
    String uncommented =
        lines.stream()
            .filter(line -> line.matches("(# )?[a-zA-Z]+: [^()]+"))
            .map(line -> line.replaceFirst("^# ", ""))
            .filter(line -> OptionsFileTest.isOption(line))
            .reduce("", (text, line) -> text + line + "\n");
    assertThat(uncommented.lines().count()).isGreaterThan(20);
    assertThat(read(uncommented)).isEqualTo(Deployment.of(Map.of()));
  }

  private static boolean isOption(String line) {
    return Stream.of(DeploymentOption.values())
        .anyMatch(option -> line.startsWith(option.key() + ":"));
  }

  @Test
  void hasOneForSam() {
    Options options = OptionsFile.read(PROJECT, Map.of("deployment", "sam")).stacks().getFirst();

    assertThat(options)
        .isEqualTo(
            Options.of(
                Map.of("mode", "enforce", "endpointUrl", "http://host.docker.internal:8090")));
    assertThat(options.endpoint().isLocal()).isTrue();
  }
}
