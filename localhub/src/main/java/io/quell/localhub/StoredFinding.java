package io.quell.localhub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/// A finding in the hub, and which of the provider's attributes a customer has set since.
///
/// The content is never changed in place: a change makes a new stored finding.
///
/// @param arrival the place in the order of first arrival, from 0
/// @param setByCustomer names out of [ProviderFields#ATTRIBUTES] that later imports leave alone
record StoredFinding(long arrival, ObjectNode content, Set<String> setByCustomer) {
  /// The largest finding that the service takes, in bytes: 240 KB (API reference, BatchImportFindings).
  static final int LARGEST = 240 * 1024;

  StoredFinding {
    setByCustomer = Set.copyOf(setByCustomer);
  }

  FindingIdentifier identifier() {
    return FindingIdentifier.of(content);
  }

  /// This finding with the given content, and with the given attributes set by a customer besides the earlier ones.
  StoredFinding with(ObjectNode changed, Set<String> alsoSetByCustomer) {
    Set<String> all = new HashSet<>(setByCustomer);
    all.addAll(alsoSetByCustomer);
    return new StoredFinding(arrival, changed, all);
  }
}
