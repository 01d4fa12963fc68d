package io.quell.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The links from page to page, and to files of the project, lead somewhere.
final class DocumentationLinksTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset)=\"([^\"]+)\"");

  static List<String> pages() throws IOException {
    return DocumentationPages.all();
  }

  private static List<String> broken(Path project, String page) throws IOException {
    List<String> broken = new ArrayList<>();
    List<String> lines = Files.readAllLines(project.resolve(page));
    boolean isCode = false;
    for (int at = 0; at < lines.size(); at++) {
      isCode ^= lines.get(at).strip().startsWith("```");
      Matcher link = LINK.matcher(isCode ? "" : lines.get(at).replaceAll("`[^`]*`", "`"));
      while (link.find()) {
        String to = link.group(1) == null ? link.group(2) : link.group(1);
        if (!to.matches("[a-z]+:.*") && !leads(project.resolve(page), to)) {
          broken.add(page + ":" + (at + 1) + ": there is no " + to);
        }
      }
    }
    return broken;
  }

  private static boolean leads(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
  }

  /// What GitHub makes of the headings of a page.
  private static Set<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.matches("#+ .*"))
        .map(
            line ->
                line.replaceFirst("#+ ", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void leadSomewhere(String page) throws IOException {
    assertThat(broken(DocumentationPages.PROJECT, page)).isEmpty();
  }

  @Test
  void areNamedByFileAndLineWhereTheyDoNot(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("page.md"),
        """
        # What `quell` does

        [there](#what-quell-does), [not there](#what), [no page](other.md), `[code](no.md)`
        <img src="none.svg">, [elsewhere](https://example.com/no.md)
        """);
    assertThat(broken(folder, "page.md"))
        .containsExactly(
            "page.md:3: there is no #what",
            "page.md:3: there is no other.md",
            "page.md:4: there is no none.svg");
  }
}
