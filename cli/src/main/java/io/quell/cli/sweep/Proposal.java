package io.quell.cli.sweep;

import io.quell.run.Evaluation;
import io.quell.run.RuleChange;
import java.util.List;

/// What is to be done about one finding.
///
/// @param evaluation the finding, and the update that is to be sent, which may be empty
/// @param changes what the update changes and by which rules; where it is known
/// @param kept what stays as it is, and why, each a sentence
/// @param obstacles why what was asked for cannot be done, each a sentence
public record Proposal(
    Evaluation evaluation, List<RuleChange> changes, List<String> kept, List<String> obstacles) {
  public Proposal {
    changes = List.copyOf(changes);
    kept = List.copyOf(kept);
    obstacles = List.copyOf(obstacles);
  }

  /// Whether there is an update to send.
  public boolean isUpdate() {
    return !evaluation.update().isEmpty();
  }
}
