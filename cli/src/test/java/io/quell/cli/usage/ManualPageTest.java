package io.quell.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quell.cli.CommandLineRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

final class ManualPageTest {
  /// Whatever roff could take for its own.
  private static final String HOSTILE =
      """
      .so /etc/passwd
      'br
      \\fBbold\\fR \\n(.x \\*S \\
      a--b 'c' `d` "e" ^f ~g – \uD83D\uDE00 %s %n
      """;

  @TempDir private Path folder;

  /// What a program printed, its warnings too.
  private String printed(String page, String... command) throws IOException, InterruptedException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, command[0]))),
        "skipped: there is no " + command[0]);
    Path file = Files.writeString(folder.resolve("quell.1"), page);
    Path out = folder.resolve("out");
    List<String> words = new ArrayList<>(List.of(command));
    words.add(file.toString());
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    int exitCode = builder.start().waitFor();
    String text = Files.readString(out);
    assertThat(exitCode).as(text).isZero();
    return text;
  }

  private static String page() {
    CommandLineRun run = CommandLineRun.of("help", "--man");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void hasEveryCommandOptionAndExitCode() {
    List<String> lines = page().lines().toList();
    for (var command : Commands.all(CommandLineRun.commandLine().getCommandSpec())) {
      if (command.subcommands().isEmpty()) {
        int begin = lines.indexOf(".SS \"%s\"".formatted(Roff.escaped(command.qualifiedName())));
        assertThat(begin).as(command.qualifiedName()).isPositive();
        List<String> section =
            lines.subList(begin + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith(".S"))
                .toList();
        command.options().stream()
            .filter(option -> !option.hidden())
            .forEach(
                option ->
                    assertThat(section)
                        .as(command.qualifiedName() + " " + option.longestName())
                        .anyMatch(
                            line ->
                                line.startsWith("\\fB")
                                    && line.contains(Roff.escaped(option.longestName()))));
        assertThat(section).contains("\\fB2\\fR");
      }
    }
    assertThat(page()).doesNotContain("stacktrace");
  }

  @Test
  void isInAsciiAndSaysNothingOfTheMachine() {
    assertThat(page())
        .is(new Condition<>(StandardCharsets.US_ASCII.newEncoder()::canEncode, "in ASCII"))
        .startsWith(".TH \"QUELL\" \"1\" \"\" \"quell ")
        .doesNotContain("Java " + Runtime.version());
  }

  @Test
  void takesNoCommand() {
    CommandLineRun run = CommandLineRun.of("help", "--man", "run");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--man is about all commands: leave out run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groff -man -Tutf8 -z -ww",
        "man --warnings=w --encoding=utf-8 --no-hyphenation -Z --local-file"
      })
  void isReadWithoutAWarning(String command) throws IOException, InterruptedException {
    String said = printed(page(), command.split(" ", -1));
    assertThat(said.lines().filter(line -> line.contains("warning") || line.contains("error:")))
        .isEmpty();
  }

  @Test
  void isShownAsItIsMeant() throws IOException, InterruptedException {
    assertThat(printed(page(), "groff", "-man", "-Tutf8", "-P-cbou"))
        .contains("quell - Turns down the noise")
        .contains("-V, --version", "'aws securityhub get-findings'", "jq .rules");
  }

  /// A command whose help says it all.
  @Command(
      name = "quell",
      header = ".header '\\fI",
      subcommands = Hostile.class,
      footer = "  quell .x '\\e'",
      mixinStandardHelpOptions = true,
      version = "quell 1 (Java 99)")
  private static final class Root {}

  /// What a person sees of it is what its author wrote.
  @Command(
      name = "hostile",
      header = ".so x",
      description = ".de y%n'br%n\\n%%1",
      footer = "  .z -")
  private static final class Hostile {
    @Parameters(paramLabel = ".P\\e", description = ".p")
    private List<String> all = List.of();

    @Option(names = "--o", paramLabel = "'L", description = "\\\"comment %%q")
    private String option = "";
  }

  private static String hostile() {
    return ManualPage.of(new CommandLine(new Root()).getCommandSpec());
  }

  @Test
  void letsNoTextBecomeARequest() {
    assertThat(new Roff().text(HOSTILE).lines(HOSTILE.lines().toList()) + hostile())
        .satisfies(
            page ->
                assertThat(page.lines().filter(line -> line.matches("[.'].*")))
                    .allSatisfy(
                        line ->
                            assertThat(line)
                                .matches("\\.(ad l|nh|(TH|SH|SS|PP|TP|EX|EE|br)( \".*\")*)")))
        .satisfies(
            page ->
                assertThat(
                        page.replaceAll("\\\\(fB|fR|&|-|\\(rs|\\(aq|\\(ga|\\(dq|\\(ha|\\(ti)", ""))
                    .doesNotContainPattern("\\\\(?!\\[u[0-9A-F]{4,5}])"));
  }

  @Test
  void showsHostileTextAsItIs() throws IOException, InterruptedException {
    String shown =
        printed(
            new Roff().macro("TH", "Q", "1", "", "", "").lines(HOSTILE.lines().toList()).toString(),
            "groff",
            "-man",
            "-Tutf8",
            "-ww",
            "-P-cbou");
    assertThat(shown.lines().map(String::stripTrailing))
        .containsSequence(HOSTILE.lines().map(String::stripTrailing).toList());
    assertThat(printed(hostile(), "groff", "-man", "-Tutf8", "-ww", "-P-cbou"))
        .contains(".de y", "'br", "\\n%1", "\\\"comment %q", ".P\\e", "--o='L", "  .z -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "a-b|a\\-b",
        "\\|\\(rs",
        "it's|it\\(aqs",
        "\"|\\(dq",
        "–|\\[u2013]",
        "a\tb|a b",
        "é|\\[u00E9]"
      })
  void isEscaped(String text, String escaped) {
    assertThat(Roff.escaped(text)).isEqualTo(escaped);
  }
}
