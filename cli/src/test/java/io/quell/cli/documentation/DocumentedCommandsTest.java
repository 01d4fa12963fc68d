package io.quell.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands on the pages of the documentation: those marked so are run, and print what the page
/// says; the others exist, with their options. [DocumentedPage] says how a block is marked.
final class DocumentedCommandsTest {
  private static final Pattern INLINE = Pattern.compile("`((?:\\./)?quell [a-z][^`]*)`");

  @TempDir private Path folder;

  static List<String> pages() throws IOException {
    return DocumentationPages.all();
  }

  private static List<String> unknown(Path project, String page) throws IOException {
    List<String> mistakes = new ArrayList<>();
    for (DocumentedBlock block : DocumentedBlock.of(project, page)) {
      if (block.language().equals("sh")) {
        for (DocumentedCommand command : DocumentedCommand.of(block.text())) {
          mistake(command).ifPresent(what -> mistakes.add(block.says(command.offset(), what)));
        }
      }
    }
    List<String> lines = Files.readAllLines(project.resolve(page));
    for (int at = 0; at < lines.size(); at++) {
      Matcher inline = INLINE.matcher(lines.get(at));
      while (inline.find()) {
        Optional<String> unknown =
            CommandModel.unknownName(DocumentedCommand.of(inline.group(1)).getFirst().arguments());
        if (unknown.isPresent()) {
          mistakes.add(page + ":" + (at + 1) + ": " + unknown.get());
        }
      }
    }
    return mistakes;
  }

  private static Optional<String> mistake(DocumentedCommand command) throws IOException {
    if (command.isQuell()) {
      return CommandModel.mistake(command.arguments());
    }
    return command.words().getFirst().equals("mvn")
        ? MavenArguments.mistake(DocumentationPages.PROJECT, command.arguments())
        : Optional.empty();
  }

  private static List<String> mistakes(Path project, String page, Path folder) throws IOException {
    return DocumentedPage.mistakes(folder, DocumentedBlock.of(project, page));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void exist(String page) throws IOException {
    assertThat(unknown(DocumentationPages.PROJECT, page)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void doWhatThePageSays(String page) throws IOException {
    assertThat(mistakes(DocumentationPages.PROJECT, page, folder)).isEmpty();
  }

  @Test
  void areRunWhereAReaderBegins() throws IOException {
    for (String page : List.of("README.md", "docs/tutorial.md", "docs/migrating.md")) {
      assertThat(DocumentedBlock.of(DocumentationPages.PROJECT, page))
          .as(page)
          .anyMatch(block -> block.is("run"));
    }
  }

  /// The page of a test's own, in a project of its own.
  private String page(String text) throws IOException {
    Files.writeString(folder.resolve("page.md"), text);
    return "page.md";
  }

  @Test
  void areNamedByFileAndLineWhereTheyDoNotExist() throws IOException {
    String page =
        page(
            """
            Try `quell lint --colour`, or `quell rules --json`.

            ```sh
            # a comment with quell nonsense
            ./quell run events/ | ./quell rum -
            ./quell explain --rule ID \\
              --all events/ && quell backtest --aginst main findings.json
            ./quell lint --fail-on sometimes rules.yaml
            ./quell run --observe
            mvn test -pl cli,clii -am -Dtest=CommandLinePageTest#namesEveryCommand
            mvn test -pl cli -am -Dtest=NoSuchTest
            ```
            """);

    assertThat(unknown(folder, page))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("page.md:5: there is no command 'rum' of 'quell'"),
            second ->
                assertThat(second)
                    .isEqualTo("page.md:7: there is no option '--aginst' of 'quell backtest'"),
            third -> assertThat(third).startsWith("page.md:8: ").contains("--fail-on"),
            fourth -> assertThat(fourth).startsWith("page.md:9: ").contains("PATH"),
            fifth -> assertThat(fifth).isEqualTo("page.md:10: there is no module 'clii'"),
            sixth -> assertThat(sixth).isEqualTo("page.md:11: there is no test 'NoSuchTest'"),
            seventh ->
                assertThat(seventh)
                    .isEqualTo("page.md:1: there is no option '--colour' of 'quell lint'"));
  }

  @Test
  void areNamedByFileAndLineWhereTheyGoOtherwise(@TempDir Path work) throws IOException {
    String page =
        page(
            """
            ```yaml file=rules.yaml
            rules: []
            ```

            ```sh run
            ./quell rules rules.yaml
            ./quell rules missing.yaml
            aws s3 ls
            ```

            ```sh run exit=2
            ./quell rules missing.yaml
            ```

            ```text output
            all is well
            ```
            """);

    assertThat(mistakes(folder, page, work))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("page.md:7: the exit code is 2, and not 0: ")
                    .contains("missing.yaml"),
            second ->
                assertThat(second)
                    .startsWith("page.md:8: only commands of Quell by themselves are run"),
            third ->
                assertThat(third)
                    .startsWith("page.md:16: the commands above print something else:\nquell"));
  }

  @Test
  void printWhatStandsBelowThem(@TempDir Path work) throws IOException {
    String page =
        page(
            """
            ```yaml file=rules.yaml
            rules: []
            ```

            ```sh run
            ./quell rules rules.yaml > listed.txt
            ./quell run --rules rules.yaml events/
            ```

            ```text output
            …
            23 files, 26 findings: 1 processed, 25 no match, 1 skipped; 1 update call
            ```

            ```sh stand-in
            ./quell hub --seed events/
            ./quell backtest --rules rules.yaml --endpoint-url http://127.0.0.1:8090
            ./quell levers
            ```

            ```text output
            …
            26 findings (22 ASFF, 4 OCSF) in http://127.0.0.1:8090: 0 would change; 1 left alone
            …
            ```
            """);

    assertThat(mistakes(folder, page, work)).isEmpty();
  }

  @Test
  void areReadAsAShellReadsThem() {
    assertThat(
            DocumentedCommand.of(
                """
                ./quell lint --against "$(git merge-base origin/main HEAD)" # not this
                aws x --filters '{"A": [1]}' > a.json

                quell run \\
                  a.json; quell rules &
                """))
        .containsExactly(
            new DocumentedCommand(
                0,
                List.of("./quell", "lint", "--against", "$(git merge-base origin/main HEAD)"),
                Optional.empty(),
                false),
            new DocumentedCommand(
                1, List.of("aws", "x", "--filters", "{\"A\": [1]}"), Optional.of("a.json"), false),
            new DocumentedCommand(3, List.of("quell", "run", "a.json"), Optional.empty(), false),
            new DocumentedCommand(4, List.of("quell", "rules"), Optional.empty(), true));
  }
}
