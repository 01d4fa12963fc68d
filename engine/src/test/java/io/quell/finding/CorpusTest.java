package io.quell.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Field.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads findings as Security Hub sends them: the sample events, and real findings where they are
/// kept beside the project.
final class CorpusTest {
  private static final Path EVENTS = Path.of("../testing/src/test/resources/events");
  private static final Path BESIDE_THE_PROJECT = Path.of("../../shared/corpus/asff");

  static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(files(EVENTS, ""));
    assertThat(files).hasSizeGreaterThan(20);
    if (Files.isDirectory(BESIDE_THE_PROJECT)) {
      files.addAll(files(BESIDE_THE_PROJECT, ""));
    }
    return files;
  }

  /// The files of findings that Security Hub's own controls have raised, in ASFF.
  static List<Path> filesOfControls() throws IOException {
    List<Path> files = new ArrayList<>(files(EVENTS, "control-"));
    assertThat(files).hasSizeGreaterThan(5);
    if (Files.isDirectory(BESIDE_THE_PROJECT)) {
      List<Path> real = files(BESIDE_THE_PROJECT, "");
      assertThat(real).hasSizeGreaterThan(100);
      files.addAll(real);
    }
    return files;
  }

  private static List<Path> files(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(prefix + ".*\\.json"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFindingHasWhatAnUpdateNeeds(Path file) throws IOException, UnreadableException {
    for (Object json : findings(Json.read(Files.readAllBytes(file)))) {
      Finding finding = Finding.read(json);
      assertThat(finding.severity()).as("severity").isPresent();
      assertThat(finding.account()).as("account").isPresent();
      assertThat(finding.region()).as("Region").isPresent();
      assertThat(finding.product()).as("product").isPresent();
      assertThat(Named.CREATED_AT.values(finding)).as("creation").isNotEmpty();
      assertThat(finding.resources()).as("resources").isNotEmpty();
      assertThat(Json.read(Json.write(finding.json()))).as("round trip").isEqualTo(json);
    }
  }

  @ParameterizedTest
  @MethodSource("filesOfControls")
  void everyFindingOfAControlHasAControlAndItsStandards(Path file)
      throws IOException, UnreadableException {
    List<@Nullable Object> findings = findings(Json.read(Files.readAllBytes(file)));
    assertThat(findings).isNotEmpty();
    for (Object json : findings) {
      Finding finding = Finding.read(json);
      assertThat(finding.control())
          .as("control")
          .hasValueSatisfying(control -> assertThat(control).matches("([A-Za-z0-9]+\\.)+[0-9]+"));
      assertThat(finding.product()).as("product").hasValue("aws/securityhub");
      assertThat(finding.standards()).as("standards").isNotEmpty();
    }
  }

  /// The finding, or the findings of the event or of the messages around it.
  private static List<@Nullable Object> findings(@Nullable Object json) throws UnreadableException {
    assertThat(json).isInstanceOf(Map.class);
    List<@Nullable Object> findings = new ArrayList<>();
    if (json instanceof Map<?, ?> batch && batch.get("Records") instanceof List<?> messages) {
      for (Object message : messages) {
        assertThat(message).isInstanceOf(Map.class);
        findings.addAll(findings(Json.read(String.valueOf(((Map<?, ?>) message).get("body")))));
      }
    } else if (json instanceof Map<?, ?> event && event.get("detail") instanceof Map<?, ?> detail) {
      if (!"Security Hub Insight Results".equals(event.get("detail-type"))) {
        assertThat(detail.get("findings")).isInstanceOf(List.class);
        findings.addAll((List<?>) detail.get("findings"));
      }
    } else {
      findings.add(json);
    }
    return findings;
  }
}
