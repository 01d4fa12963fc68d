package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The page of the command line has every command, and its examples take what it gives them.
final class CommandLinePageTest {
  private static final Path PAGE = Path.of("..", "docs", "command-line.md");
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private static Stream<List<String>> updates() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("./quell update "))
        .map(
            line ->
                ARGUMENT
                    .matcher(line.replaceAll(" +#.*", ""))
                    .results()
                    .skip(1)
                    .map(
                        argument ->
                            argument.group(1) == null ? argument.group() : argument.group(1))
                    .map(
                        argument ->
                            argument.equals("findings.json")
                                ? Samples.event("control-s3-9-log-bucket")
                                : argument)
                    .toList());
  }

  @ParameterizedTest
  @MethodSource("updates")
  void showsUpdatesThatWork(List<String> arguments) {
    CommandLineRun run =
        CommandLineRun.of(
            Stream.concat(arguments.stream(), Stream.of("--observe"))
                .distinct()
                .toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 finding: 1 not sent");
  }

  @Test
  void namesEveryCommand() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(
            CommandLineRun.of("--help").lines().stream()
                .filter(line -> line.matches("  [a-z]+ {2,}[A-Z].*"))
                .map(line -> line.strip().replaceFirst(" .*", "")))
        .contains("run", "update")
        .allSatisfy(command -> assertThat(page).contains("| `./quell " + command));
  }
}
