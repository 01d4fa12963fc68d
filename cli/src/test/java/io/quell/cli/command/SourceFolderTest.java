package io.quell.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quell.book.Book;
import io.quell.rule.RuleBook;
import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the file of rules is read from: the sources where Quell runs from them, or the package.
final class SourceFolderTest {
  private static final String RULES =
      """
      rules:
        - id: edited
          title: A rule that was written after the build
          reason: So that nobody waits for a build
          owner: platform-security
          when: {control: S3.9, severity: MEDIUM}
          then: {workflow-status: SUPPRESSED}
      """;

  @TempDir private Path project;
  private Path file;
  private SourceFolder sources;

  @BeforeEach
  void begin() throws IOException {
    file = project.resolve("function/src/main/resources/rules.yaml");
    Files.createDirectories(file.getParent());
    sources = SourceFolder.of("function").in(project.toString());
  }

  @Test
  void takesThePackagedRulesWithoutAProject() throws RuleFileException {
    assertThat(SourceFolder.of("function").in("").book().version())
        .isEqualTo(Book.packaged().version());
  }

  @Test
  void takesTheClassesAndTheFileAsItIsNow() throws IOException, RuleFileException {
    Files.writeString(file, RULES);
    Book book = sources.book();
    assertThat(book.version()).startsWith("sources ");
    assertThat(book.rules().getLast().card().id()).isEqualTo("edited");
    assertThat(book.rules())
        .hasSizeGreaterThan(1)
        .first()
        .extracting(rule -> rule.card().id())
        .isEqualTo(RuleBook.find().classes().getFirst().card().id());

    Files.writeString(file, RULES.replace("id: edited", "id: edited-again"));
    assertThat(sources.book().rules().getLast().card().id()).isEqualTo("edited-again");
    try (InputStream written = sources.openRuleFile()) {
      assertThat(written).asString(StandardCharsets.UTF_8).contains("edited-again");
    }
  }

  @Test
  void saysWhereTheFileIsWrong() throws IOException {
    Files.writeString(file, RULES.replace("control:", "contrl:"));
    assertThat(catchThrowableOfType(RuleFileException.class, sources::book).problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith(file + ":6:12: rule 'edited': there is no field 'contrl'");
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(sources::book)
        .isInstanceOf(WrongUseException.class)
        .hasMessage(
            "there is no file of rules, %s; one without rules says 'rules: []'".formatted(file));
  }

  @Test
  void saysThatTheFileCannotBeRead() throws IOException {
    Files.createDirectory(file);
    assertThatThrownBy(sources::book)
        .isInstanceOf(WrongUseException.class)
        .hasMessageStartingWith(file + ": it cannot be read: ");
  }

  @Test
  void namesTheFileFromTheProjectWhereTheCommandRunsInIt() {
    String here = Path.of("").toAbsolutePath().toString();
    assertThat(SourceFolder.of("function").in(here).ruleFile())
        .isEqualTo("function/src/main/resources/rules.yaml");
    assertThat(SourceFolder.of("function").ruleFile())
        .isEqualTo("function/src/main/resources/rules.yaml");
    assertThat(sources.ruleFile()).isEqualTo(file.toString());
  }
}
