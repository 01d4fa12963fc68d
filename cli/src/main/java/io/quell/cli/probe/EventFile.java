package io.quell.cli.probe;

import io.quell.cli.command.FailedException;
import io.quell.cli.input.InputFile;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.value.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A file that events are written to while the probe runs, an event a line: by `quell hub
/// --events`, or by `aws logs tail --follow`, which puts a time before each.
///
/// @param path the file
/// @param identifier the finding whose events count
record EventFile(Path path, FindingIdentifier.Asff identifier) {

  /// How many events of the finding have come; one that was delivered twice counts once.
  ///
  /// @throws FailedException where the file cannot be read
  int count() {
    Set<String> ids = new HashSet<>();
    try {
      new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(identifier.id()))
          .forEach(line -> add(line, ids));
    } catch (IOException e) {
      throw new FailedException("--events %s: %s".formatted(path, InputFile.reason(e)));
    }
    return ids.size();
  }

  /// A line that is no event is somebody else's, or is still being written.
  private void add(String line, Set<String> ids) {
    int begin = line.indexOf('{');
    try {
      if (begin >= 0 && Json.read(line.substring(begin)) instanceof Map<?, ?> members) {
        Map<String, Object> event = JsonTree.object(members);
        boolean isOfFinding =
            JsonTree.objects(event, List.of("detail", "findings")).stream()
                .anyMatch(finding -> identifier.id().equals(finding.get("Id")));
        if (isOfFinding) {
          JsonTree.text(event, "id").ifPresent(ids::add);
        }
      }
    } catch (UnreadableException notYetWhole) {
      return;
    }
  }
}
