package io.quell.lambda.event;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.value.Bounded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One event, and what was read in it.
///
/// @param name what the event is called when it is reported: its id, a message's id, or a file's
///     name
/// @param content what was read
/// @param time when the event was raised, or empty where it does not say
/// @param hasComeBefore whether it has been delivered before
public record Delivery(
    String name, Content content, Optional<Instant> time, boolean hasComeBefore) {

  /// An event that does not say when it was raised.
  public Delivery(String name, Content content) {
    this(name, content, Optional.empty());
  }

  /// An event that has not been delivered before.
  public Delivery(String name, Content content, Optional<Instant> time) {
    this(name, content, time, false);
  }

  /// What was read in an event.
  public sealed interface Content {}

  /// What is to be done with findings.
  public enum Task {
    /// The rules decide.
    DECIDE,
    /// The rules decide, because a person asks them to, on the findings as they are now.
    TRIAGE,
    /// A person takes back what Quell has changed.
    RELEASE,
    /// A person lets the rules apply again.
    UNDO_RELEASE
  }

  /// Findings to do something with.
  ///
  /// @param findings those that could be read, at least one unless all were unreadable
  /// @param task what to do with them
  /// @param unreadable a sentence for each that could not, and of very many the first; the event
  /// fails for it, after the others
  ///     are updated
  public record Findings(List<Finding> findings, List<String> unreadable, Task task)
      implements Content {
    public Findings(List<Finding> findings, List<String> unreadable) {
      this(findings, unreadable, Task.DECIDE);
    }

    public Findings {
      findings = List.copyOf(findings);
      unreadable = Bounded.items(unreadable);
    }
  }

  /// An event of Security Hub's that holds no findings. It is counted and otherwise left alone.
  public record Skipped(String reason) implements Content {
    public Skipped {
      reason = Bounded.sentence(reason);
    }
  }

  /// An event that should never have come here, or that is broken. It fails, so that it ends where
  /// people look.
  public record Unreadable(String reason) implements Content {
    public Unreadable {
      reason = Bounded.sentence(reason);
    }
  }

  /// The findings that could be read.
  public List<Finding> findings() {
    return content instanceof Findings(var findings, _, _) ? findings : List.of();
  }

  /// The same event about its findings as they are now.
  ///
  /// @param now findings by their identifiers; one that is not among them stays as the event has it
  public Delivery with(Map<FindingIdentifier, Finding> now) {
    return content instanceof Findings(var findings, var unreadable, var task)
        ? new Delivery(
            name,
            new Findings(
                findings.stream()
                    .map(finding -> now.getOrDefault(finding.identifier(), finding))
                    .toList(),
                unreadable,
                task),
            time,
            hasComeBefore)
        : this;
  }

  /// What to do with them.
  public Task task() {
    return content instanceof Findings(_, _, var task) ? task : Task.DECIDE;
  }
}
