package io.quell.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `build/format` does with a file.
@Timeout(180)
final class FormatIT {
  private static final String FORMATTED =
      """
      import java.util.Set;

      /// A sentence that has more than one hundred columns together with the next one, which is on a line
      /// of its own here. It knows [Set].
      ///
      /// - An item that has more than one hundred columns stays as it is, because nobody asks for its next line
      /// as this one is.
      ///
      /// | a table | of which a row that has more than one hundred columns can have no second line anywhere |
      ///
      /// ```text
      /// what is shown as it is has as many columns as it needs, and these here are more than one hundred, too
      /// ```
      ///
      /// @param name a name that has more than one hundred columns together with what it is good for - 1.
      ///     is no item
      /// @param other stays
      final class Sample {
        /// One that fits when it is where it belongs, but not where it was before, with 100 columns. Or.
        int field;

        // A comment.
        /// The doc.
        // And another comment.
        String text =
            \"""
            /// That is no comment, but a text, which has a line of more than one hundred columns, and stays so.
            \""";
      }
      """;

  @TempDir private Path folder;

  /// What the script said.
  private record Formatted(int exitCode, String said) {}

  private Formatted format(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("../build/format"));
    command.addAll(List.of(arguments));
    Path said = folder.resolve("said");
    int exitCode =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    return new Formatted(exitCode, Files.readString(said));
  }

  @Test
  void wrapsDocCommentsAndLeavesWhatMustNotBeWrapped() throws IOException, InterruptedException {
    Path file = folder.resolve("Sample.java");
    Files.writeString(
        file,
        FORMATTED
            .replace("a line\n/// of", "a line of")
            .replace("1.\n///     is", "1. is")
            .replace("  /// One", "        /// One")
            .replace("import", "import java.util.List;\nimport"));

    Formatted check = format("--check", file.toString());
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.said())
        .isEqualTo(
            "These files are not in the house format; 'build/format' puts them into it:\n%s\n"
                .formatted(file));
    Formatted formatted = format(file.toString());
    assertThat(formatted.exitCode()).as(formatted.said()).isZero();
    assertThat(file).content().isEqualTo(FORMATTED);
    assertThat(format("--check", file.toString())).isEqualTo(new Formatted(0, ""));
  }

  @Test
  void saysWhatIsNoJava() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("Broken.java"), "class {}\n");
    Formatted check = format("--check", file.toString(), folder.resolve("None.java").toString());
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.said())
        .contains(
            "These files cannot be formatted, for they cannot be read as Java:",
            file + ":1:6: error: <identifier> expected",
            "None.java: it cannot be read or written")
        .doesNotContain("not in the house format");
  }
}
