package io.quell.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputFileTest {
  @TempDir private Path folder;

  @Test
  void makesTheFoldersThatAreMissing() {
    Path file = folder.resolve("a/b/c.txt");
    OutputFile.write(file, "first");
    OutputFile.write(file, "second");
    assertThat(file).hasContent("second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file/new", "file/folder/new"})
  void saysThatAFolderIsAFile(String path) throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> OutputFile.write(folder.resolve(path), "text"))
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith(folder.resolve(path) + " cannot be written: ")
        .hasMessageMatching("(?s).*(is a file, and no folder|Not a directory)")
        .hasMessageNotContaining("read");
  }

  @Test
  void saysThatAFileIsAFolder() {
    assertThatThrownBy(() -> OutputFile.write(folder, "text"))
        .isInstanceOf(FailedException.class)
        .hasMessage(folder + " cannot be written: Is a directory");
  }
}
