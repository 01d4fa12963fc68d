package io.quell.localhub.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.store.StoredFinding;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Makes the OCSF finding that Security Hub keeps out of the one that a provider sends.
///
/// The provider's severity stands in vendor_attributes besides, and what a customer has set stays
/// as it is.
public final class ImportedOcsfFinding {
  static final String COMMENT = "comment";

  private static final String PROVIDERS = "vendor_attributes";
  /// The statuses that only a customer sets: In Progress, Suppressed, Resolved and Other.
  private static final Set<Integer> CUSTOMER_STATUSES = Set.of(2, 3, 4, 99);

  private ImportedOcsfFinding() {}

  /// The finding to keep, given the one that was sent and the one that is there, if any.
  public static ObjectNode of(ObjectNode sent, Optional<StoredFinding> earlier) {
    ObjectNode finding = sent.deepCopy();
    OcsfValues.SEVERITY.describe(finding);
    OcsfValues.STATUS.describe(finding);
    if (!finding.hasNonNull(OcsfValues.STATUS.id())) {
      OcsfValues.STATUS.set(finding, OcsfValues.NEW);
    }
    if (!finding.path(PROVIDERS).hasNonNull(OcsfValues.SEVERITY.id())) {
      OcsfValues.SEVERITY.copy(finding, JsonText.objectAt(finding, PROVIDERS));
    }
    earlier.ifPresent(before -> keepCustomers(before, finding));
    return finding;
  }

  /// The attributes that a customer seems to have set on a finding that comes from elsewhere: a
  /// severity other than the provider's, a status that only customers set, a comment.
  public static Set<String> setByCustomer(JsonNode finding) {
    Set<String> set = new HashSet<>();
    JsonNode own = finding.path(OcsfValues.SEVERITY.id());
    JsonNode providers = finding.path(PROVIDERS).path(OcsfValues.SEVERITY.id());
    if (own.isNumber() && providers.isNumber() && !own.equals(providers)) {
      set.add(OcsfValues.SEVERITY.id());
    }
    if (CUSTOMER_STATUSES.contains(finding.path(OcsfValues.STATUS.id()).asInt())) {
      set.add(OcsfValues.STATUS.id());
    }
    if (finding.hasNonNull(COMMENT)) {
      set.add(COMMENT);
    }
    return set;
  }

  private static void keepCustomers(StoredFinding before, ObjectNode finding) {
    for (OcsfValues values : OcsfValues.SETTABLE) {
      if (before.setByCustomer().contains(values.id())) {
        values.copy(before.content(), finding);
      }
    }
    if (before.setByCustomer().contains(COMMENT)) {
      finding.set(COMMENT, before.content().path(COMMENT));
    }
  }
}
