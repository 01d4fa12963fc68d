package io.quell.localhub.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The findings of one format in order of arrival. All changes happen one after the other.
///
/// @param <I> what tells one finding from another
public final class FindingStore<I> {
  private final Map<I, StoredFinding> findings = new LinkedHashMap<>();
  private final List<I> arrivals = new ArrayList<>();
  private final Function<ObjectNode, I> identify;
  private final ChangeListener<I> listener;
  private final Duration memory;

  /// The versions of each finding, the newest first: those that a read may still show.
  private final Map<I, Deque<Version>> versions = new HashMap<>();

  /// Seeds a finding that a call names for the first time, if there is one to seed.
  private Consumer<I> missing = _ -> {};

  private record Version(Instant since, StoredFinding finding) {}

  /// A store that tells a listener of its changes.
  ///
  /// @param memory how far back the store remembers what it held
  public FindingStore(
      Function<ObjectNode, I> identify, ChangeListener<I> listener, Duration memory) {
    this.identify = identify;
    this.listener = listener;
    this.memory = memory;
  }

  /// Puts a finding as it is, with these attributes set by a customer, and tells nobody. It counts
  /// as having been there always.
  public synchronized void seed(ObjectNode finding, Set<String> setByCustomer) {
    I identifier = identify.apply(finding);
    versions.remove(identifier);
    put(identifier, new StoredFinding(arrival(identifier), finding, setByCustomer, 0), Instant.MIN);
  }

  /// Calls this for each finding that a call names and the store does not have: it may seed it.
  public synchronized void whenMissing(Consumer<I> seeder) {
    missing = seeder;
  }

  /// Puts the finding that `change` makes from the earlier one, if any.
  ///
  /// An empty answer leaves everything as it is and raises nothing. What `change` throws reaches
  /// the caller, and again everything is as it was.
  ///
  /// @param now when the change happens
  /// @param source who makes it
  public synchronized void change(
      I identifier,
      Instant now,
      ChangeSource source,
      Function<Optional<StoredFinding>, Optional<StoredFinding>> change) {
    Optional<StoredFinding> before = find(identifier);
    change
        .apply(before)
        .ifPresent(
            after -> {
              put(identifier, after, now);
              listener.changed(identifier, before, after, now, source);
            });
  }

  /// The finding with this identifier, if there is one.
  public synchronized Optional<StoredFinding> find(I identifier) {
    if (!findings.containsKey(identifier)) {
      missing.accept(identifier);
    }
    return Optional.ofNullable(findings.get(identifier));
  }

  /// All findings as they are now.
  public synchronized List<StoredFinding> all() {
    return List.copyOf(findings.values());
  }

  /// All findings as they were at a moment that the store remembers, those left out that came
  /// later.
  public synchronized List<StoredFinding> asOf(Instant moment) {
    if (memory.isZero()) {
      return all();
    }
    return arrivals.stream().flatMap(identifier -> version(identifier, moment).stream()).toList();
  }

  /// The finding of this arrival as it was at a moment that the store remembers; none if it came
  /// later.
  public synchronized Optional<StoredFinding> asOf(long arrival, Instant moment) {
    I identifier = arrivals.get(Math.toIntExact(arrival));
    return memory.isZero() ? find(identifier) : version(identifier, moment);
  }

  /// A finding that has just arrived for the first time.
  public synchronized StoredFinding arrived(ObjectNode content) {
    return new StoredFinding(arrival(identify.apply(content)), content, Set.of(), 0);
  }

  private Optional<StoredFinding> version(I identifier, Instant moment) {
    for (Version version : versions.getOrDefault(identifier, new ArrayDeque<>())) {
      if (!version.since().isAfter(moment)) {
        return Optional.of(version.finding());
      }
    }
    return Optional.empty();
  }

  private void put(I identifier, StoredFinding finding, Instant now) {
    if (findings.put(identifier, finding) == null) {
      arrivals.add(identifier);
    }
    if (memory.isZero()) {
      return;
    }
    Deque<Version> known = versions.computeIfAbsent(identifier, _ -> new ArrayDeque<>());
    known.addFirst(new Version(now, finding));
    if (known.size() > 1) {
      forget(known, now);
    }
  }

  /// Forgets the versions that no read shows any more: all before the one that was in force when
  /// the memory begins.
  private void forget(Deque<Version> known, Instant now) {
    Instant begin = now.minus(memory);
    boolean covered = false;
    for (Iterator<Version> each = known.iterator(); each.hasNext(); ) {
      Version version = each.next();
      if (covered) {
        each.remove();
      }
      covered |= !version.since().isAfter(begin);
    }
  }

  private long arrival(I identifier) {
    StoredFinding earlier = findings.get(identifier);
    return earlier == null ? findings.size() : earlier.arrival();
  }
}
