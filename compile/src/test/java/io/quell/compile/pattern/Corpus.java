package io.quell.compile.pattern;

import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.lambda.event.EventReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The findings of the sample events, and real ones where they are kept beside the project.
final class Corpus {
  private static final Path EVENTS = Path.of("../testing/src/test/resources/events");
  private static final Path BESIDE_THE_PROJECT =
      Path.of("../../shared/corpus/asff").toAbsolutePath().normalize();

  private Corpus() {}

  /// The findings, and a word on the console where those beside the project are missing.
  static List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(findings(EVENTS));
    if (Files.isDirectory(BESIDE_THE_PROJECT)) {
      findings.addAll(findings(BESIDE_THE_PROJECT));
    } else {
      System.out.println(
          "with the sample events alone: there is no corpus at " + BESIDE_THE_PROJECT);
    }
    return findings;
  }

  private static List<Finding> findings(Path folder) {
    List<Finding> findings = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
        Object json = Json.read(Files.readAllBytes(file));
        if (json instanceof Map<?, ?> finding && finding.containsKey("Id")) {
          findings.add(Finding.read(finding));
        } else {
          EventReader.payload(json)
              .deliveries()
              .forEach(delivery -> findings.addAll(delivery.findings()));
        }
      }
    } catch (IOException | UnreadableException e) {
      throw new AssertionError(e);
    }
    return findings;
  }
}
