package io.quell.cli.input;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.localhub.LocalHub;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts findings of either format into a local hub, and reads them back.
///
/// The hub tells OCSF findings by `metadata.uid`. One that lacks it, and is named by its three
/// parts, gets one made of them; read back, it is without again.
public final class Seeds {
  private static final String METADATA = "metadata";
  private static final String UID = "uid";

  private Seeds() {}

  /// Puts the finding into the hub as it is, in place of an earlier one.
  public static void put(LocalHub hub, Finding finding) {
    hub.seed(text(finding));
  }

  /// Has the hub take these findings, as if all of them were put there, when they are named: most
  /// findings of a run never are.
  public static void putWhenNamed(LocalHub hub, Map<FindingIdentifier, Finding> findings) {
    findings.forEach(
        (identifier, finding) -> {
          if (identifier instanceof FindingIdentifier.OcsfParts) {
            put(hub, finding); // the hub looks through all findings for the parts
          }
        });
    hub.seedWhenNamed(
        new LocalHub.Findings() {
          @Override
          public Optional<String> asff(String id, String productArn) {
            return of(new FindingIdentifier.Asff(id, productArn));
          }

          @Override
          public Optional<String> ocsf(String metadataUid) {
            return of(new FindingIdentifier.MetadataUid(metadataUid));
          }

          private Optional<String> of(FindingIdentifier identifier) {
            return Optional.ofNullable(findings.get(identifier)).map(Seeds::text);
          }
        });
  }

  private static String text(Finding finding) {
    return Json.write(
        switch (finding.identifier()) {
          case FindingIdentifier.Asff _, FindingIdentifier.MetadataUid _ -> finding.json();
          case FindingIdentifier.OcsfParts parts -> withUid(finding.json(), uid(parts));
        });
  }

  /// The finding as the hub has it now, or empty where it has none.
  public static Optional<Finding> read(LocalHub hub, FindingIdentifier identifier) {
    return switch (identifier) {
      case FindingIdentifier.Asff(var id, var productArn) ->
          hub.finding(id, productArn).map(Seeds::finding);
      case FindingIdentifier.MetadataUid(var uid) -> hub.ocsfFinding(uid).map(Seeds::finding);
      case FindingIdentifier.OcsfParts parts ->
          hub.ocsfFinding(uid(parts))
              .map(Seeds::finding)
              .map(read -> finding(Json.write(withUid(read.json(), null))));
    };
  }

  private static String uid(FindingIdentifier.OcsfParts parts) {
    return String.join(
        " ", parts.cloudAccountUid(), parts.metadataProductUid(), parts.findingInfoUid());
  }

  /// @param uid what the hub tells the finding by, or null for none
  private static Map<String, Object> withUid(Map<String, Object> json, @Nullable String uid) {
    Map<Object, Object> metadata =
        json.get(METADATA) instanceof Map<?, ?> members
            ? new LinkedHashMap<>(members)
            : new LinkedHashMap<>();
    if (uid == null) {
      metadata.remove(UID);
    } else {
      metadata.put(UID, uid);
    }
    Map<String, Object> copy = new LinkedHashMap<>(json);
    copy.put(METADATA, metadata);
    return copy;
  }

  private static Finding finding(String text) {
    try {
      return Finding.read(Json.read(text));
    } catch (UnreadableException e) {
      throw new IllegalStateException(
          "the hub was given this finding and cannot show it: " + e.getMessage(), e);
    }
  }
}
