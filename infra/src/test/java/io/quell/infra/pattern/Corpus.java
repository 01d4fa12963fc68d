package io.quell.infra.pattern;

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

/// Real findings, which are kept beside the project and not in it.
final class Corpus {
  static final Path FOLDER = Path.of("../../shared/corpus/asff").toAbsolutePath().normalize();

  private Corpus() {}

  /// The findings, or none where the folder is missing, which it then says.
  static List<Finding> findings() {
    if (!Files.isDirectory(FOLDER)) {
      System.out.println("without the corpus, which is not at " + FOLDER);
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
        Object json = Json.read(Files.readAllBytes(file));
        if (json instanceof Map<?, ?> members && members.containsKey("detail")) {
          findings.addAll(EventReader.event(json).findings());
        } else {
          findings.add(Finding.read(json));
        }
      }
    } catch (IOException | UnreadableException e) {
      throw new AssertionError(e);
    }
    return findings;
  }
}
