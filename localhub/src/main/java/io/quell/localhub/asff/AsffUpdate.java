package io.quell.localhub.asff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.FindingRefused;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.json.Timestamps;
import io.quell.localhub.json.Violations;
import io.quell.localhub.store.StoredFinding;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The values of one BatchUpdateFindings call, ready to be laid over a finding.
///
/// @param values the well-formed request
/// @param collections what happens to the collections that a finding has
/// @param now when the note, if there is one, is written
record AsffUpdate(ObjectNode values, CollectionUpdate collections, Instant now) {
  private static final List<String> REPLACED =
      List.of("Confidence", "Criticality", "VerificationState");
  private static final List<String> LISTS = List.of("Types", "RelatedFindings");

  /// The finding with the values laid over it. UpdatedAt stays, because it is the provider's (API
  /// reference, BatchUpdateFindings); ProcessedAt moves, as Security Hub processes the finding.
  ///
  /// @param processed when the update is made
  /// @throws FindingRefused where the finding format does not allow the values or the finding they
  ///     make
  StoredFinding of(StoredFinding finding, Instant processed) {
    refuse(UpdateFormat.ofValues(values));
    ObjectNode updated = finding.content().deepCopy();
    present("Note").ifPresent(note -> updated.set("Note", note(note)));
    present("Severity")
        .ifPresent(
            severity -> AsffSeverities.merge(severity, JsonText.objectAt(updated, "Severity")));
    present("Workflow")
        .filter(workflow -> workflow.hasNonNull("Status"))
        .ifPresent(
            workflow ->
                JsonText.objectAt(updated, "Workflow").set("Status", workflow.get("Status")));
    present("UserDefinedFields")
        .ifPresent(fields -> updated.set("UserDefinedFields", fields(updated, fields)));
    for (String attribute : REPLACED) {
      present(attribute).ifPresent(value -> updated.set(attribute, value));
    }
    for (String attribute : LISTS) {
      present(attribute)
          .ifPresent(list -> updated.set(attribute, list(updated.path(attribute), list)));
    }
    if (collections == CollectionUpdate.MERGES) {
      refuse(UpdateFormat.ofMerged(updated));
    }
    updated.put("ProcessedAt", Timestamps.write(processed));
    if (JsonText.size(updated) > StoredFinding.LARGEST) {
      throw FindingRefused.tooLarge();
    }
    return finding.updated(updated, named());
  }

  private ObjectNode note(JsonNode note) {
    return JsonText.object()
        .put("Text", note.path("Text").asText())
        .put("UpdatedBy", note.path("UpdatedBy").asText())
        .put("UpdatedAt", Timestamps.write(now));
  }

  private ObjectNode fields(ObjectNode finding, JsonNode fields) {
    ObjectNode result =
        switch (collections) {
          case REPLACES -> JsonText.object();
          case MERGES -> JsonText.objectAt(finding, "UserDefinedFields").deepCopy();
        };
    for (JsonPart.JsonMember member : new JsonPart("", fields).members()) {
      result.set(member.name(), member.value().node());
    }
    return result;
  }

  private ArrayNode list(JsonNode earlier, JsonNode sent) {
    ArrayNode result = JsonText.array();
    switch (collections) {
      case REPLACES -> sent.forEach(result::add);
      case MERGES -> {
        Set<JsonNode> seen = new HashSet<>();
        earlier.forEach(element -> addNew(element, seen, result));
        sent.forEach(element -> addNew(element, seen, result));
      }
    }
    return result;
  }

  private Set<String> named() {
    Set<String> named = new HashSet<>(ProviderFields.ATTRIBUTES);
    named.removeIf(attribute -> present(attribute).isEmpty());
    return named;
  }

  private Optional<JsonNode> present(String attribute) {
    return JsonText.present(values.path(attribute));
  }

  private static void refuse(Violations violations) {
    if (!violations.isEmpty()) {
      throw FindingRefused.invalidInput("Invalid Input. " + violations + ".");
    }
  }

  private static void addNew(JsonNode element, Set<JsonNode> seen, ArrayNode result) {
    if (seen.add(element)) {
      result.add(element);
    }
  }
}
