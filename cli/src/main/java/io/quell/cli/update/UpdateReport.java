package io.quell.cli.update;

import io.quell.hub.UpdateResult;
import io.quell.update.Update;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells what became of the updates a person asked for.
sealed interface UpdateReport permits TextUpdateReport, JsonUpdateReport {

  /// One finding.
  ///
  /// @param answer empty where nothing was sent
  record Row(RequestedFinding target, Update update, Optional<UpdateResult> answer) {
    /// Whether the update did not go through.
    boolean hasFailed() {
      return answer.filter(UpdateResult.Unprocessed.class::isInstance).isPresent();
    }

    /// What became of it, in a word or two.
    String result() {
      return answer
          .map(
              present ->
                  switch (present) {
                    case UpdateResult.Processed _ -> "processed";
                    case UpdateResult.Unprocessed _ -> "unprocessed";
                  })
          .orElse("not sent");
    }
  }

  /// Prints all of it.
  void print(List<Row> rows, RequestedFindings targets);

  /// How many findings have each result, by its words.
  static Map<String, Long> counts(List<Row> rows) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String result : List.of("processed", "unprocessed", "not sent")) {
      counts.put(result, rows.stream().filter(row -> row.result().equals(result)).count());
    }
    return counts;
  }
}
