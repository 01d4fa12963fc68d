package io.quell.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reads real findings, which are kept beside the project and not in it.
final class CorpusTest {
  private static final Path CORPUS =
      Path.of("../../shared/corpus/asff").toAbsolutePath().normalize();

  @BeforeAll
  static void needsTheCorpus() {
    assumeTrue(Files.isDirectory(CORPUS), () -> "skipped: there is no corpus at " + CORPUS);
  }

  @Test
  void everyFindingHasAControlASeverityAndWhatAnUpdateNeeds()
      throws IOException, UnreadableException {
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThan(100);
    for (Path file : files) {
      for (Object json : findings(Json.read(Files.readAllBytes(file)))) {
        Finding finding = Finding.read(json);
        assertThat(finding.control())
            .as("control of %s", file)
            .hasValueSatisfying(control -> assertThat(control).matches("([A-Za-z0-9]+\\.)+[0-9]+"));
        assertThat(finding.severity()).as("severity of %s", file).isPresent();
        assertThat(finding.account()).as("account of %s", file).isPresent();
        assertThat(finding.region()).as("Region of %s", file).isPresent();
        assertThat(finding.product()).as("product of %s", file).hasValue("aws/securityhub");
        assertThat(finding.standards()).as("standards of %s", file).isNotEmpty();
        assertThat(finding.createdAt()).as("creation of %s", file).isPresent();
        assertThat(finding.resources()).as("resources of %s", file).isNotEmpty();
        assertThat(Json.read(Json.write(finding.json())))
            .as("round trip of %s", file)
            .isEqualTo(json);
      }
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /// The finding, or the findings of the event around it.
  private static List<@Nullable Object> findings(@Nullable Object json) {
    assertThat(json).isInstanceOf(Map.class);
    if (json instanceof Map<?, ?> event && event.get("detail") instanceof Map<?, ?> detail) {
      assertThat(detail.get("findings")).isInstanceOf(List.class);
      return new ArrayList<>((List<?>) Objects.requireNonNull(detail.get("findings")));
    }
    List<@Nullable Object> alone = new ArrayList<>();
    alone.add(json);
    return alone;
  }
}
