package io.quell.localhub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The findings of the hub in order of arrival. All changes happen one after the other.
final class FindingStore {
  private final Map<FindingIdentifier, StoredFinding> findings = new LinkedHashMap<>();
  private final Consumer<ObjectNode> changed;

  /// A store that hands each changed finding on, in the order of the changes. The listener must be quick and must not
  /// change the finding.
  FindingStore(Consumer<ObjectNode> changed) {
    this.changed = changed;
  }

  /// Puts a finding as it is and tells nobody.
  synchronized void seed(ObjectNode finding) {
    FindingIdentifier identifier = FindingIdentifier.of(finding);
    findings.put(
        identifier,
        new StoredFinding(arrival(identifier), finding, ProviderFields.differingFromProvider(finding)));
  }

  /// Puts a finding that its provider sent, where `change` makes one from the earlier finding, if any.
  ///
  /// An empty answer leaves everything as it is and raises nothing. What `change` throws reaches the caller, and again
  /// everything is as it was.
  synchronized void change(
      FindingIdentifier identifier,
      Function<Optional<StoredFinding>, Optional<StoredFinding>> change) {
    change.apply(find(identifier)).ifPresent(finding -> {
      findings.put(identifier, finding);
      changed.accept(finding.content());
    });
  }

  synchronized Optional<StoredFinding> find(FindingIdentifier identifier) {
    return Optional.ofNullable(findings.get(identifier));
  }

  /// All findings as they are now.
  synchronized List<StoredFinding> all() {
    return List.copyOf(findings.values());
  }

  /// A finding that has just arrived for the first time.
  synchronized StoredFinding arrived(ObjectNode content) {
    return new StoredFinding(arrival(FindingIdentifier.of(content)), content, Set.of());
  }

  private long arrival(FindingIdentifier identifier) {
    StoredFinding earlier = findings.get(identifier);
    return earlier == null ? findings.size() : earlier.arrival();
  }
}
