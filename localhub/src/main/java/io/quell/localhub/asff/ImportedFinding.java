package io.quell.localhub.asff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Timestamps;
import io.quell.localhub.store.StoredFinding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes the finding that Security Hub keeps out of the finding that a provider sends.
final class ImportedFinding {
  /// What belongs to the customer: an import sets it on a new finding and never afterwards.
  private static final List<String> CUSTOMER_ATTRIBUTES =
      List.of("Note", "Workflow", "WorkflowState", "UserDefinedFields", "VerificationState");
  private static final String DEFAULT_PRODUCT = "/default";
  private static final String CONTROLS = ":product/aws/securityhub";

  private ImportedFinding() {}

  /// The finding to keep, given a valid one that was sent and the one that is there, if any.
  static ObjectNode of(ObjectNode sent, Optional<StoredFinding> earlier, Instant now) {
    ObjectNode finding = sent.deepCopy();
    ProviderFields.settle(finding, earlier);
    for (String attribute : CUSTOMER_ATTRIBUTES) {
      if (earlier.isPresent()) {
        JsonText.copy(earlier.get().content(), finding, attribute);
      }
    }
    if (!finding.hasNonNull("RecordState")) {
      finding.put("RecordState", "ACTIVE");
    }
    if (!finding.hasNonNull("WorkflowState")) {
      finding.put("WorkflowState", "NEW");
    }
    if (!finding.path("Workflow").hasNonNull("Status")) {
      setWorkflow(finding, "NEW");
    }
    moveWorkflow(finding, earlier);
    describeProduct(finding);
    finding.put("ProcessedAt", Timestamps.write(now));
    return finding;
  }

  /// NOTIFIED and RESOLVED fall back to NEW when an archived finding becomes active or a passed
  /// control stops passing; a control's finding that passes becomes RESOLVED. SUPPRESSED stays:
  /// nothing confirms that a pass overrides it.
  private static void moveWorkflow(ObjectNode finding, Optional<StoredFinding> earlier) {
    String workflow = finding.path("Workflow").path("Status").asText();
    String compliance = finding.path("Compliance").path("Status").asText();
    if (earlier.isPresent()) {
      JsonNode before = earlier.get().content();
      boolean reactivated =
          before.path("RecordState").asText().equals("ARCHIVED")
              && finding.path("RecordState").asText().equals("ACTIVE");
      boolean passesNoLonger =
          before.path("Compliance").path("Status").asText().equals("PASSED")
              && List.of("FAILED", "WARNING", "NOT_AVAILABLE").contains(compliance);
      if ((reactivated || passesNoLonger) && List.of("NOTIFIED", "RESOLVED").contains(workflow)) {
        setWorkflow(finding, "NEW");
      }
    }
    boolean ofControl = finding.path("ProductArn").asText().endsWith(CONTROLS);
    if (ofControl && compliance.equals("PASSED") && !workflow.equals("SUPPRESSED")) {
      setWorkflow(finding, "RESOLVED");
    }
  }

  /// Adds what the service says of every product, and the names it gives the default product of an
  /// account.
  private static void describeProduct(ObjectNode finding) {
    String productArn = finding.path("ProductArn").asText();
    ObjectNode productFields =
        finding.path("ProductFields") instanceof ObjectNode fields ? fields : JsonText.object();
    productFields.put("aws/securityhub/FindingId", productArn + "/" + finding.path("Id").asText());
    if (productArn.endsWith(DEFAULT_PRODUCT)) {
      name(finding, productFields, "ProductName", "Default");
      name(finding, productFields, "CompanyName", "Personal");
    }
    finding.set("ProductFields", productFields);
    String region = AsffIdentifier.of(finding).region();
    if (!region.isEmpty()) {
      finding.put("Region", region);
    }
  }

  private static void name(
      ObjectNode finding, ObjectNode productFields, String attribute, String name) {
    if (!finding.hasNonNull(attribute)) {
      finding.put(attribute, name);
    }
    productFields.set("aws/securityhub/" + attribute, finding.path(attribute));
  }

  private static void setWorkflow(ObjectNode finding, String status) {
    finding.set("Workflow", JsonText.object().put("Status", status));
  }
}
