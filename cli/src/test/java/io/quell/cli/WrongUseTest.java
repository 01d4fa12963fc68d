package io.quell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrongUseTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      run                                          | quell run: Missing required parameter: 'PATH'
      run --nope x                                 | quell run: Unknown option: '--nope'
      run missing.json                             | quell run: no such file or folder: missing.json
      run --endpoint-url ftp://x ../events         | Invalid value for option '--endpoint-url': 'ftp://x' is no http or
      run --endpoint-url nonsense ../events        | is no http or https address such as http://127.0.0.1:8090
      run --endpoint-url http: ../events           | is no http or https address
      run --endpoint-url                           | Missing required parameter for option '--endpoint-url' (URL)
      run --aws --endpoint-url http://x ../events  | --endpoint-url=URL, --aws are mutually exclusive
      run --aws --observe ../events                | --observe, --aws are mutually exclusive
      hub --port 65536                             | '65536' is no port: give a number from 0 to 65535
      hub --port -1                                | '-1' is no port
      hub --port many                              | Invalid value for option '--port': 'many' is no port
      hub --fault nonsense                         | 'nonsense' cannot be read. There is no fault 'nonsense'; there are:
      hub --fault nonsense                         | duplicate-events, ConcurrentUpdateError, DuplicatedFindingIdentifier
      hub --fault throttle=2                       | stands a fraction from 0 to 1, such as 0.1, or a number of times
      hub --fault throttle@GetNothing              | After '@' stands one of: BatchImportFindings, GetFindings
      hub --seed missing                           | no such file or folder: missing
      hub extra                                    | quell hub: Unmatched argument at index 1: 'extra'
      explain                                      | Missing required parameter: 'EVENT'
      explain --rule x ../events                   | no rule has the id 'x'; there are: s3-9-log-buckets, iam-root
      frobnicate                                   | quell: Unmatched argument at index 0: 'frobnicate'
      """)
  void saysWhatIsWrong(String arguments, String sentence) {
    CommandLineRun run = CommandLineRun.of(arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(sentence).contains("--help' shows what it takes.").doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void refusesAFolderWithoutJson(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("not.json"));
    CommandLineRun run = CommandLineRun.of("run", folder.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no file in the folder %s ends in .json".formatted(folder));
  }

  @Test
  void guessesAtMistypedNames() {
    assertThat(CommandLineRun.of("run", "--endpont-url=x", "../events").err()).contains("--endpoint-url");
    assertThat(CommandLineRun.of("explian").err()).contains("quell explain");
  }

  @Test
  void showsItsHelpWithoutACommand() {
    CommandLineRun run = CommandLineRun.of();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: quell", "Examples:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "hub", "explain"})
  void helpNamesExitCodesAndExamples(String command) {
    CommandLineRun run = CommandLineRun.of(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: quell " + command, "Exit codes:", "Examples:");
  }

  @Test
  void saysItsVersion() {
    CommandLineRun run = CommandLineRun.of("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("quell ");
  }

  @Test
  void showsATraceOnlyWhereAsked() {
    assertThat(CommandLineRun.of("run", "--stacktrace", "missing").err()).contains("\tat ");
  }
}
