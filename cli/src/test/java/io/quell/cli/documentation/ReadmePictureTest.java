package io.quell.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The picture of what the first commands of the README print shows what they print.
final class ReadmePictureTest {
  /// Always of the same length: lines are wrapped before it is taken out of them.
  private static final Path FOLDER = Path.of("target", "picture");

  @ParameterizedTest
  @EnumSource
  void showsWhatTheCommandsPrint(TerminalPicture picture) throws IOException {
    List<DocumentedBlock> blocks = DocumentedBlock.of(DocumentationPages.PROJECT, "README.md");
    DocumentedBlock first =
        blocks.stream().filter(block -> block.is("run")).findFirst().orElseThrow();
    String drawn =
        picture.of(
            "What the two commands print", DocumentedPage.shownOnTerminal(FOLDER, blocks, first));
    String name = "first-commands-" + picture.name().toLowerCase(Locale.ROOT) + ".svg";

    Path target = Files.createDirectories(Path.of("target", "images"));
    Files.writeString(target.resolve(name), drawn);
    assertThat(Files.readString(DocumentationPages.PROJECT.resolve("docs/images").resolve(name)))
        .as("bring it up to date: cp cli/target/images/%s docs/images/", name)
        .isEqualTo(drawn);
  }
}
