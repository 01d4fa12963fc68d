package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandEntryTest {
  @Test
  void hasEachCommandByTheNameThatItGivesItself() {
    CommandLine all = CommandLineRun.commandLine();
    assertThat(CommandEntry.all())
        .extracting(CommandEntry::name)
        .containsAll(all.getSubcommands().keySet());
    assertThat(all.getSubcommands())
        .hasSizeGreaterThan(20)
        .allSatisfy((name, command) -> assertThat(command.getCommandName()).isEqualTo(name));
  }

  @Test
  void makesOnlyTheCommandThatIsNamed() {
    assertThat(CommandEntry.only("run", "events/")).get().returns("run", CommandEntry::name);
    assertThat(CommandEntry.only("new", "rule", "x")).get().returns("new", CommandEntry::name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "help run", "completion", "--stacktrace run x", "rnu x"})
  void makesAllWhereMoreThanOneMayBeMeant(String arguments) {
    assertThat(CommandEntry.only(arguments.split(" ", -1))).isEmpty();
    assertThat(CommandEntry.only()).isEmpty();
  }

  /// It is made without the others, and yet they are known where a mistake is about them.
  @Test
  void namesTheOtherCommandsInWhatIsSaidOfAMistake() {
    assertThat(CommandLineRun.of("run", "--port", "8090", "x").err())
        .startsWith("quell run: there is no option '--port'; 'quell hub' has it");
    assertThat(CommandLineRun.of("run", "--format", "sarif", "x").err())
        .startsWith("quell run: --format: 'sarif' is a format of lint");
  }
}
