package io.quell.localhub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.Caller;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Timestamps;
import java.time.Instant;

/// Says whose hub it is: the account's and the Region's that the local hub has where a finding says
/// none.
///
/// @param started when the hub was started
record DescribeHub(Instant started) implements RequestHandler {
  @Override
  public HubOperation operation() {
    return HubOperation.DESCRIBE_HUB;
  }

  @Override
  public ObjectNode answer(ObjectNode request, Caller caller) {
    return JsonText.object()
        .put(
            "HubArn",
            "arn:aws:securityhub:%s:%s:hub/default"
                .formatted(FindingEvent.HOME_REGION, FindingEvent.NO_ACCOUNT))
        .put("SubscribedAt", Timestamps.write(started))
        .put("AutoEnableControls", true)
        .put("ControlFindingGenerator", "SECURITY_CONTROL");
  }
}
