package io.quell.localhub;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The findings that tests begin with.
public final class Findings {
  public static final String ACCOUNT = "123456789012";
  public static final String PRODUCT = "arn:aws:securityhub:eu-central-1::product/aws/securityhub";
  public static final String DEFAULT_PRODUCT =
      "arn:aws:securityhub:eu-central-1:" + ACCOUNT + ":product/" + ACCOUNT + "/default";
  public static final String FIRST = "2026-01-01T00:00:00.000Z";
  public static final String LATER = "2026-01-02T00:00:00.000Z";

  private Findings() {}

  /// A valid finding of a control that fails, as a provider sends it.
  public static ObjectNode finding(String id) {
    ObjectNode finding =
        (ObjectNode)
            HubCalls.json(
                """
                {
                  "SchemaVersion": "2018-10-08",
                  "ProductArn": "%s",
                  "GeneratorId": "security-control/SQS.1",
                  "AwsAccountId": "%s",
                  "Types": ["Software and Configuration Checks/Industry and Regulatory Standards"],
                  "CreatedAt": "%s",
                  "UpdatedAt": "%s",
                  "Severity": {"Label": "MEDIUM", "Original": "MEDIUM"},
                  "Title": "Queues should be encrypted at rest",
                  "Description": "This control checks whether a queue is encrypted at rest.",
                  "Resources": [{"Type": "AwsSqsQueue", "Id": "arn:aws:sqs:eu-central-1:123456789012:orders"}],
                  "Compliance": {"Status": "FAILED", "SecurityControlId": "SQS.1"}
                }
                """
                    .formatted(PRODUCT, ACCOUNT, FIRST, FIRST));
    return finding.put("Id", id);
  }

  /// The same finding as its provider sends it a day later.
  public static ObjectNode later(String id) {
    return finding(id).put("UpdatedAt", LATER);
  }

  /// A hub with the findings of these ids.
  public static LocalHub hub(String... ids) {
    LocalHub hub = LocalHub.start();
    for (String id : ids) {
      HubCalls.importFindings(hub, finding(id));
    }
    return hub;
  }
}
