package io.quell.importers.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The page about imports says of each field what the importers make of it.
final class ImportPageTest {
  private static final Path PAGE = Path.of("..", "docs", "import.md");

  /// A field as rules.yaml names it.
  private static String words(Field field) {
    return switch (field) {
      case Field.Named named ->
          "`%s`".formatted(named.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Field.Raw(var path) -> "`raw: {%s: …}`".formatted(String.join(".", path));
      case Field.RawResource(var path) -> "`resource: {%s: …}`".formatted(String.join(".", path));
      case Field.ResourceTag(var key) -> "`resource-tag: {%s: …}`".formatted(key);
      case Field.UserDefined(var name) -> "`user-defined-field: {%s: …}`".formatted(name);
    };
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
  }

  @Test
  void hasEveryFieldOfTheFirstVersion() throws IOException {
    assertThat(rows())
        .containsAll(
            Arrays.stream(AutomationField.values())
                .map(field -> "| `%s` | %s |".formatted(field.member(), words(field.field("KEY"))))
                .toList());
  }

  @Test
  void hasEveryFieldOfTheSecondVersionThatIsNoPath() throws IOException {
    List<String> named =
        OcsfField.names().entrySet().stream()
            .filter(kind -> !kind.getKey().equals("MapFilters"))
            .flatMap(kind -> kind.getValue().stream())
            .filter(name -> OcsfField.of(name) instanceof Field.Named)
            .map(name -> "| `%s` | %s |".formatted(name, words(OcsfField.of(name))))
            .toList();
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(rows()).containsAll(named);
  }
}
