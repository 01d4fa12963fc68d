package io.quell.cli.update;

import io.quell.hub.UpdateResult;
import io.quell.update.Update;
import java.util.Optional;

/// Is told what becomes of the updates a person asked for, in the order in which it is known.
sealed interface UpdateReport
    permits TextUpdateReport, JsonUpdateReport, UpdateReport.TotalsReport {

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

  /// A finding was updated, or would be, or its update did not go through.
  void row(Row row);

  /// Something that should name findings cannot be read.
  void unreadable(String where, String reason);

  /// An event has no findings.
  void skipped(String where, String reason);

  /// That was all.
  ///
  /// @param where what the hub is called in a sentence
  void finish(UpdateCounts counts, String where);

  /// Tells nothing of what a person has seen just now but the failures.
  record TotalsReport(TextUpdateReport told) implements UpdateReport {
    @Override
    public void row(Row row) {
      if (row.hasFailed()) {
        told.row(row);
      }
    }

    @Override
    public void unreadable(String where, String reason) {
      // told before the question
    }

    @Override
    public void skipped(String where, String reason) {
      // told before the question
    }

    @Override
    public void finish(UpdateCounts counts, String where) {
      told.finish(counts, where);
    }
  }
}
