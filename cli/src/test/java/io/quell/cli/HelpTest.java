package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.command.ExitCodes;
import io.quell.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command's help.
final class HelpTest {
  /// Commands that only have commands.
  private static final List<String> GROUPS = List.of("import", "new");

  private static List<String> named(String pattern) {
    return CommandLineRun.of("--help").lines().stream()
        .filter(line -> line.matches(pattern))
        .map(line -> line.strip().replaceFirst(" .*", ""))
        .toList();
  }

  private static Stream<String> commands() {
    return Stream.concat(
        named("  [a-z]+ {2,}[A-Z].*").stream().filter(name -> !GROUPS.contains(name)),
        Stream.of(
            "import automation-rules",
            "import findings-manager",
            "import prowler-mutelist",
            "new rule"));
  }

  private static Stream<String> pages() {
    return Stream.concat(commands(), Stream.concat(Stream.of(""), GROUPS.stream()));
  }

  private static CommandLineRun help(String command) {
    return CommandLineRun.of((command + " --help").strip().split(" ", -1));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isNoWiderThanEightyCharactersInAPipe(String command) {
    assertThat(help(command).lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void breaksNoExampleIntoTheMargin(String command) {
    List<String> lines = help(command).lines();
    int examples = Math.max(lines.indexOf("Examples:"), lines.indexOf("Example:"));
    assertThat(examples).as(command).isPositive();
    assertThat(lines.subList(examples + 1, lines.size()))
        .filteredOn(line -> !line.isEmpty() && !line.startsWith("'quell help COMMAND'"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("  "));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesTheSameExitCodes(String command) {
    CommandLineRun run = help(command);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: quell " + command, "\nExit codes:\n");
    String codes = run.out().substring(run.out().indexOf("\nExit codes:\n"));
    assertThat(codes.replaceAll("\\s+", " "))
        .contains(" 2 " + ExitCodes.ABOUT_WRONG_USE + " ")
        .containsOnlyOnce(" 2 wrong use");
    assertThat(codes.lines().filter(line -> line.matches("  [0-9]+ {2,}.*")))
        .as("the other codes are of a kind")
        .allSatisfy(line -> assertThat(line).matches("  ([012]|130) {2,}.*"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isTheSameByTheCommandHelp(String command) {
    CommandLineRun run = CommandLineRun.of(("help " + command).strip().split(" ", -1));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(help(command).out());
  }

  @Test
  void groupsTheCommands() {
    assertThat(CommandLineRun.of("--help").lines())
        .containsSubsequence(
            "Try rules on findings, here:",
            "Write rules:",
            "Findings in Security Hub:",
            "A deployed stack:",
            "Help:",
            "Examples:");
    assertThat(named("  [a-z]+ {2,}[A-Z].*"))
        .startsWith("run", "explain")
        .contains("lint", "apply", "publish", "reconcile")
        .doesNotHaveDuplicates();
  }

  @Test
  void breaksALongExampleSoThatItCanBePasted() {
    List<String> lines = help("apply").lines();
    int at = lines.indexOf("  quell apply --book prod --filter \\");
    assertThat(at).isPositive();
    assertThat(lines.get(at + 1))
        .isEqualTo(
            "    '{\"AwsAccountId\": [{\"Value\": \"111122223333\", \"Comparison\":"
                + " \"EQUALS\"}]}'");
  }

  @Test
  void usesTheWidthOfATerminal() {
    CommandLineRun run =
        new Shell().terminal(new Terminal(true, true, true, 100, false)).run("--help");
    assertThat(run.lines()).anySatisfy(line -> assertThat(line.length()).isBetween(81, 100));
  }

  @ParameterizedTest
  @MethodSource("observing")
  void saysObserveEverywhere(String command) {
    assertThat(help(command).out()).contains("--observe, --dry-run");
  }

  private static Stream<String> observing() {
    return Stream.of(
        "run",
        "apply",
        "update",
        "release",
        "publish",
        "levers",
        "rollback",
        "versions",
        "stop",
        "start",
        "redrive",
        "drain",
        "reconcile");
  }

  @Test
  void printsForProgramsByFormatWhereverItDoesByJson() {
    assertThat(commands().filter(command -> help(command).out().contains("--json")))
        .contains("run", "explain", "rules", "lint", "history", "update")
        .allSatisfy(
            command ->
                assertThat(help(command).out().replaceAll("\\s+", " "))
                    .contains("--format=FORMAT How the result is written: text"));
  }

  @Test
  void hasItsExitCodesInTheDocumentation() throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "command-line.md")))
        .contains("| 2 | " + ExitCodes.ABOUT_WRONG_USE + " |");
  }
}
