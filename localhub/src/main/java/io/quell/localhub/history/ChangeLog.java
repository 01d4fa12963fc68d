package io.quell.localhub.history;

import io.quell.localhub.asff.AsffIdentifier;
import io.quell.localhub.store.ChangeListener;
import io.quell.localhub.store.ChangeSource;
import io.quell.localhub.store.StoredFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happened to each ASFF finding in the last 90 days.
///
/// A change that leaves all fields but times at the top as they were is no event: the history does
/// not show those fields, and the reference says nothing of events without any.
public final class ChangeLog implements ChangeListener<AsffIdentifier> {
  /// How far back a history reaches (API reference of 2024, GetFindingHistory: "the maximum time
  /// period is limited to 90 days").
  static final Duration MEMORY = Duration.ofDays(90);

  /// The events of each finding, the newest first.
  private final Map<AsffIdentifier, Deque<ChangeEvent>> events = new HashMap<>();
  private long next;

  @Override
  public synchronized void changed(
      AsffIdentifier identifier,
      Optional<StoredFinding> before,
      StoredFinding after,
      Instant now,
      ChangeSource source) {
    List<FieldChange> changes =
        before
            .map(earlier -> FieldChange.between(earlier.content(), after.content()))
            .orElse(List.of());
    if (before.isPresent() && changes.isEmpty()) {
      return;
    }
    Deque<ChangeEvent> known = events.computeIfAbsent(identifier, _ -> new ArrayDeque<>());
    known.addFirst(new ChangeEvent(next++, now, before.isEmpty(), source, changes));
    while (known.getLast().time().isBefore(now.minus(MEMORY))) {
      known.removeLast();
    }
  }

  /// The events of a finding, the newest first; none for a finding that the hub does not have.
  synchronized List<ChangeEvent> of(AsffIdentifier identifier) {
    Deque<ChangeEvent> known = events.get(identifier);
    return known == null ? List.of() : List.copyOf(known);
  }
}
