package io.quell.localhub.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.json.JsonText;
import java.util.HashSet;
import java.util.Set;

/// A finding in the hub, and what a customer has done to it since it came.
///
/// The content is never changed in place: a change makes a new stored finding.
///
/// @param arrival the place in the order of first arrival, from 0
/// @param setByCustomer names of attributes that later imports leave alone
/// @param effectiveUpdates how many of the customer's updates changed a value; to write a note anew
///     is no change, and neither is that the finding was processed
public record StoredFinding(
    long arrival, ObjectNode content, Set<String> setByCustomer, int effectiveUpdates) {
  /// The largest finding that the service takes, in bytes: 240 KB (API reference,
  /// BatchImportFindings).
  public static final int LARGEST = 240 * 1024;

  /// Keeps a copy of the names.
  public StoredFinding {
    setByCustomer = Set.copyOf(setByCustomer);
  }

  /// This finding as an update of the customer leaves it, which has set the given attributes
  /// besides the earlier ones.
  public StoredFinding updated(ObjectNode changed, Set<String> alsoSetByCustomer) {
    Set<String> all = new HashSet<>(setByCustomer);
    all.addAll(alsoSetByCustomer);
    boolean effective = !withoutTimesOfUpdate(content).equals(withoutTimesOfUpdate(changed));
    return new StoredFinding(
        arrival, changed, all, effective ? effectiveUpdates + 1 : effectiveUpdates);
  }

  /// The content as JSON text.
  public String text() {
    return JsonText.write(content);
  }

  /// This finding as its provider sends it again.
  public StoredFinding imported(ObjectNode again) {
    return new StoredFinding(arrival, again, setByCustomer, effectiveUpdates);
  }

  private static ObjectNode withoutTimesOfUpdate(ObjectNode finding) {
    ObjectNode copy = JsonText.object();
    copy.setAll(finding);
    copy.remove("ProcessedAt");
    if (finding.path("Note") instanceof ObjectNode note) {
      copy.set("Note", note.deepCopy().without("UpdatedAt"));
    }
    return copy;
  }
}
