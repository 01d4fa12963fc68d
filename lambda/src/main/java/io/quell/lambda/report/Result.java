package io.quell.lambda.report;

import io.quell.hub.UpdateResult;
import io.quell.run.Evaluation;
import java.util.Optional;

/// What became of one finding.
///
/// @param evaluation what the rules said
/// @param outcome what was done about it
public record Result(Evaluation evaluation, Outcome outcome) {

  /// What was done about a finding.
  public sealed interface Outcome {
    /// The word that the log uses.
    default String word() {
      return switch (this) {
        case NoMatch() -> "no match";
        case Unchanged() -> "unchanged";
        case Superseded() -> "superseded";
        case NotGivenBack() -> "not given back";
        case Observed() -> "observed";
        case Sent(UpdateResult.Processed _) -> "processed";
        case Sent(UpdateResult.Unprocessed _) -> "unprocessed";
      };
    }
  }

  /// No rule matched.
  public record NoMatch() implements Outcome {}

  /// Rules matched, and the finding already has all they want, or a person's choice was kept.
  public record Unchanged() implements Outcome {}

  /// Another event about the same finding decides: a newer one, or a person's release.
  public record Superseded() implements Outcome {}

  /// The invocation has given back as much as it may already: the finding is left as it is until
  /// its next event.
  public record NotGivenBack() implements Outcome {}

  /// The update was decided and, in observe mode, not sent.
  public record Observed() implements Outcome {}

  /// The update was sent.
  public record Sent(UpdateResult answer) implements Outcome {}

  /// Why an update that was due did not go through; empty where none was due, or where it did.
  public Optional<UpdateResult.Unprocessed> failure() {
    return outcome instanceof Sent(UpdateResult.Unprocessed failure)
        ? Optional.of(failure)
        : Optional.empty();
  }

  /// Whether another event about the finding decided.
  public boolean isSuperseded() {
    return outcome instanceof Superseded;
  }

  /// Whether an update was due and did not go through.
  public boolean hasFailed() {
    return failure().isPresent();
  }
}
