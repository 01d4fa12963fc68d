package io.quell.cli.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The pages of the documentation.
final class DocumentationPages {
  /// The project's folder, from where the tests run.
  static final Path PROJECT = Path.of("..");

  private DocumentationPages() {}

  /// All pages, from the project's folder.
  static List<String> all() throws IOException {
    List<String> pages = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md"));
    try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
      docs.map(page -> "docs/" + page.getFileName())
          .filter(page -> page.endsWith(".md"))
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }
}
