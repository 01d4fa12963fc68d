package io.quell.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.lambda.Quell;
import io.quell.lambda.event.EventReader;
import io.quell.lambda.report.Report;
import io.quell.rule.Card;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules decide on each sample event and, where `events/README.md` has a row for it, do what
/// that says.
final class EventsTest {
  private static final Path EVENTS = Path.of("../events");
  private static final Pattern CODE = Pattern.compile("`([a-z0-9-]+)`");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);

  static List<Path> files() throws IOException {
    if (!Files.isDirectory(EVENTS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(EVENTS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("files")
  void isDecidedAsItsReadmeSays(Path file) throws IOException {
    var engine = Book.packaged().engine(CLOCK);
    Report report =
        Quell.observing(engine).process(EventReader.read(Files.readAllBytes(file)).deliveries());

    Set<String> matched =
        report.results().stream()
            .flatMap(result -> result.evaluation().matched().stream())
            .map(Card::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(report.entries()).allSatisfy(entry -> assertThat(entry.failure()).isEmpty());
    rulesNamedFor(file).ifPresent(named -> assertThat(matched).isEqualTo(named));
  }

  /// The rules that the last column of the file's row names; empty where it has no row.
  private static Optional<Set<String>> rulesNamedFor(Path file) throws IOException {
    Path readme = EVENTS.resolve("README.md");
    if (!Files.exists(readme)) {
      return Optional.empty();
    }
    return Files.readAllLines(readme).stream()
        .filter(line -> line.startsWith("| `" + file.getFileName() + "`"))
        .findFirst()
        .map(
            row -> {
              String[] columns = row.split("\\|", -1);
              return CODE.matcher(columns[columns.length - 2])
                  .results()
                  .map(match -> match.group(1))
                  .collect(Collectors.toCollection(TreeSet::new));
            });
  }
}
