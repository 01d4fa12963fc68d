package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.json.JsonText;
import java.util.function.Consumer;

/// The OCSF findings that tests begin with.
public final class OcsfFindings {
  public static final String PRODUCT =
      "arn:aws:securityhub:eu-central-1::productv2/aws/securityhub";

  private OcsfFindings() {}

  /// A finding of a control that fails, with this metadata.uid, as its provider sends it.
  public static ObjectNode finding(String uid) {
    ObjectNode finding =
        (ObjectNode)
            HubCalls.json(
                """
                {
                  "activity_id": 1,
                  "activity_name": "Create",
                  "class_name": "Compliance Finding",
                  "class_uid": 2003,
                  "cloud": {"provider": "AWS", "region": "eu-central-1", "account": {"uid": "%s", "name": "orders"}},
                  "compliance": {
                    "control": "SQS.1",
                    "status": "Fail",
                    "status_id": 3,
                    "standards": ["nist-800-53"],
                    "assessments": [{"category": "encryption", "name": "at rest", "meets_criteria": false}],
                    "control_parameters": [{"name": "days", "values": ["90"]}]
                  },
                  "finding_info": {
                    "title": "Queues should be encrypted at rest",
                    "desc": "This control checks whether a queue is encrypted at rest.",
                    "types": ["Posture Management"],
                    "uid": "info-%s",
                    "created_time": 1767225600000,
                    "created_time_dt": "2026-01-01T00:00:00.000Z",
                    "modified_time": 1767225600000,
                    "modified_time_dt": "2026-01-01T00:00:00.000Z"
                  },
                  "metadata": {
                    "uid": "%s",
                    "version": "1.6.0",
                    "product": {"name": "Security Hub", "vendor_name": "AWS", "uid": "%s"}
                  },
                  "resources": [{
                    "type": "AWS::SQS::Queue",
                    "uid": "https://sqs.eu-central-1.amazonaws.com/123456789012/orders",
                    "region": "eu-central-1",
                    "owner": {"account": {"uid": "123456789012"}},
                    "tags": [{"name": "team", "value": "orders"}, {"name": "stage", "value": "test"}]
                  }],
                  "severity_id": 3,
                  "severity": "Medium",
                  "status_id": 1,
                  "status": "New",
                  "time": 1767225600000,
                  "time_dt": "2026-01-01T00:00:00.000Z"
                }
                """
                    .formatted(Findings.ACCOUNT, uid, uid, PRODUCT));
    return finding;
  }

  /// A hub with the findings of these uids.
  public static LocalHub hub(String... uids) {
    LocalHub hub = LocalHub.start();
    for (String uid : uids) {
      hub.importOcsf(finding(uid).toString());
    }
    return hub;
  }

  public static JsonNode stored(LocalHub hub, String uid) {
    return HubCalls.json(hub.ocsfFinding(uid).orElseThrow());
  }

  public static Answer update(LocalHub hub, Consumer<ObjectNode> members, String... uids) {
    ObjectNode request = JsonText.object();
    for (String uid : uids) {
      request.withArray("MetadataUids").add(uid);
    }
    members.accept(request);
    return HubCalls.send(hub, "PATCH", "/findingsv2/batchupdatev2", JsonText.write(request));
  }
}
