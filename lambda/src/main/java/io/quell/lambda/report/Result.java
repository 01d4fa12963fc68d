package io.quell.lambda.report;

import io.quell.hub.UpdateResult;
import io.quell.run.Evaluation;

/// What became of one finding.
///
/// @param evaluation what the rules said
/// @param outcome what was done about it
public record Result(Evaluation evaluation, Outcome outcome) {

  /// What was done about a finding.
  public sealed interface Outcome {
    /// The word that the log uses.
    String word();
  }

  /// No rule matched.
  public record NoMatch() implements Outcome {
    @Override
    public String word() {
      return "no match";
    }
  }

  /// Rules matched, and the finding already has all they want, or a person's choice was kept.
  public record Unchanged() implements Outcome {
    @Override
    public String word() {
      return "unchanged";
    }
  }

  /// Another event about the same finding decides: a newer one, or a person's release.
  public record Superseded() implements Outcome {
    @Override
    public String word() {
      return "superseded";
    }
  }

  /// The update was decided and, in observe mode, not sent.
  public record Observed() implements Outcome {
    @Override
    public String word() {
      return "observed";
    }
  }

  /// The update was sent.
  public record Sent(UpdateResult answer) implements Outcome {
    @Override
    public String word() {
      return answer instanceof UpdateResult.Processed ? "processed" : "unprocessed";
    }
  }

  /// Whether an update was due and did not go through.
  public boolean hasFailed() {
    return outcome instanceof Sent(UpdateResult.Unprocessed _);
  }
}
