package io.quell.localhub.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private final Function<ObjectNode, I> identify;
  private final Consumer<ObjectNode> changed;

  /// A store that hands each changed finding on, in the order of the changes. The listener must be
  /// quick and must not change the finding.
  public FindingStore(Function<ObjectNode, I> identify, Consumer<ObjectNode> changed) {
    this.identify = identify;
    this.changed = changed;
  }

  /// Puts a finding as it is, with these attributes set by a customer, and tells nobody.
  public synchronized void seed(ObjectNode finding, Set<String> setByCustomer) {
    I identifier = identify.apply(finding);
    findings.put(identifier, new StoredFinding(arrival(identifier), finding, setByCustomer, 0));
  }

  /// Puts the finding that `change` makes from the earlier one, if any.
  ///
  /// An empty answer leaves everything as it is and raises nothing. What `change` throws reaches
  /// the caller, and again everything is as it was.
  public synchronized void change(
      I identifier, Function<Optional<StoredFinding>, Optional<StoredFinding>> change) {
    change
        .apply(find(identifier))
        .ifPresent(
            finding -> {
              findings.put(identifier, finding);
              changed.accept(finding.content());
            });
  }

  /// The finding with this identifier, if there is one.
  public synchronized Optional<StoredFinding> find(I identifier) {
    return Optional.ofNullable(findings.get(identifier));
  }

  /// All findings as they are now.
  public synchronized List<StoredFinding> all() {
    return List.copyOf(findings.values());
  }

  /// A finding that has just arrived for the first time.
  public synchronized StoredFinding arrived(ObjectNode content) {
    return new StoredFinding(arrival(identify.apply(content)), content, Set.of(), 0);
  }

  private long arrival(I identifier) {
    StoredFinding earlier = findings.get(identifier);
    return earlier == null ? findings.size() : earlier.arrival();
  }
}
