package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.HubCalls.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;

/// The two formats, for tests that hold for both: the same calls and the same findings in each.
public enum SampleFormat {
  /// Findings and operations of the API's first generation.
  ASFF("/findings", "/findings/batchupdate", "InvalidInputException", "/Id") {
    @Override
    public ObjectNode finding(String id) {
      return Findings.finding(id);
    }

    @Override
    public void arrive(LocalHub hub, String id) {
      HubCalls.importFindings(hub, finding(id));
    }

    @Override
    public Answer update(LocalHub hub, Consumer<ObjectNode> members, String... ids) {
      return HubCalls.update(hub, members, ids);
    }

    @Override
    public void suppress(ObjectNode request) {
      request.putObject("Workflow").put("Status", "SUPPRESSED");
    }

    @Override
    public void reopen(ObjectNode request) {
      request.putObject("Workflow").put("Status", "NEW");
    }

    @Override
    public JsonNode stored(LocalHub hub, String id) {
      return HubCalls.finding(hub, id);
    }

    @Override
    public int effectiveUpdates(LocalHub hub, String id) {
      return hub.effectiveUpdates(id, Findings.PRODUCT);
    }

    @Override
    public Stream<List<String>> pages(SecurityHubClient client, int size) {
      return client.getFindingsPaginator(request -> request.maxResults(size)).stream()
          .map(page -> page.findings().stream().map(AwsSecurityFinding::id).toList());
    }
  },
  /// Findings and operations of the API's second generation.
  OCSF("/findingsv2", "/findingsv2/batchupdatev2", "ValidationException", "/metadata/uid") {
    @Override
    public ObjectNode finding(String id) {
      return OcsfFindings.finding(id);
    }

    @Override
    public void arrive(LocalHub hub, String id) {
      hub.importOcsf(finding(id).toString());
    }

    @Override
    public Answer update(LocalHub hub, Consumer<ObjectNode> members, String... ids) {
      return OcsfFindings.update(hub, members, ids);
    }

    @Override
    public void suppress(ObjectNode request) {
      request.put("StatusId", 3);
    }

    @Override
    public void reopen(ObjectNode request) {
      request.put("StatusId", 1);
    }

    @Override
    public JsonNode stored(LocalHub hub, String id) {
      return OcsfFindings.stored(hub, id);
    }

    @Override
    public int effectiveUpdates(LocalHub hub, String id) {
      return hub.effectiveUpdates(id);
    }

    @Override
    public Stream<List<String>> pages(SecurityHubClient client, int size) {
      return client.getFindingsV2Paginator(request -> request.maxResults(size)).stream()
          .map(page -> page.findings().stream().map(SampleFormat::uid).toList());
    }
  };

  private final String readPath;
  private final String updatePath;
  private final String malformed;
  private final String id;

  SampleFormat(String readPath, String updatePath, String malformed, String id) {
    this.readPath = readPath;
    this.updatePath = updatePath;
    this.malformed = malformed;
    this.id = id;
  }

  /// The metadata.uid of a finding that the SDK has read.
  public static String uid(Document finding) {
    Document metadata = Objects.requireNonNull(finding.asMap().get("metadata"));
    return Objects.requireNonNull(metadata.asMap().get("uid")).asString();
  }

  /// A finding of a control that fails, as its provider sends it.
  public abstract ObjectNode finding(String id);

  /// Lets the finding come from its provider.
  public abstract void arrive(LocalHub hub, String id);

  /// A hub with the findings of these ids.
  public LocalHub hub(String... ids) {
    LocalHub hub = LocalHub.start();
    Arrays.stream(ids).forEach(each -> arrive(hub, each));
    return hub;
  }

  /// Updates the findings of these ids.
  public abstract Answer update(LocalHub hub, Consumer<ObjectNode> members, String... ids);

  /// Adds the member that suppresses to an update.
  public abstract void suppress(ObjectNode request);

  /// Adds the member that makes a finding new again to an update.
  public abstract void reopen(ObjectNode request);

  /// The finding as the hub has it.
  public abstract JsonNode stored(LocalHub hub, String id);

  /// How many updates have changed the finding.
  public abstract int effectiveUpdates(LocalHub hub, String id);

  /// The ids of all findings as the SDK reads them, page by page.
  public abstract Stream<List<String>> pages(SecurityHubClient client, int size);

  /// Sends the body of a call that reads findings; apostrophes stand for quotation marks.
  public Answer get(LocalHub hub, String body) {
    return HubCalls.send(hub, "POST", readPath, body.replace('\'', '"'));
  }

  /// Sends the body of an update; apostrophes stand for quotation marks.
  public Answer sendUpdate(LocalHub hub, String body) {
    return HubCalls.send(hub, "PATCH", updatePath, Texts.expand(body.replace('\'', '"')));
  }

  /// The ids of the findings in an answer.
  public List<String> ids(Answer answer) {
    return answer.body().path("Findings").valueStream().map(this::id).toList();
  }

  /// The id of a finding.
  public String id(JsonNode finding) {
    return finding.at(id).asText();
  }

  /// The exception for a call that the API does not allow.
  public String malformed() {
    return malformed;
  }
}
