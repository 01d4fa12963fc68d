package io.quell.cli.update;

import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.terminal.Progress;
import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The findings that a person wants to change, each once, in the order they were named.
final class RequestedFindings {
  private static final Set<String> ASFF_IDENTIFIER = Set.of("Id", "ProductArn");
  private static final Set<String> LISTS = Set.of("FindingIdentifiers", "MetadataUids");

  private final Map<FindingIdentifier, RequestedFinding> targets = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  /// Adds a finding of which only the identifier is known.
  void add(FindingIdentifier identifier) {
    targets.putIfAbsent(identifier, RequestedFinding.of(identifier));
  }

  /// Adds a finding; read more than once, it counts as it was read last.
  void add(Finding finding) {
    targets.put(finding.identifier(), RequestedFinding.of(finding));
  }

  /// Adds what is in a file: findings in any form that [InputReader] reads, or identifiers as the
  /// two update operations take them, in their lists or bare.
  void add(InputFile file) {
    InputReader.read(
        file, Progress.none(), this::item, (place, json) -> takesIdentifiers(file, place, json));
  }

  private void item(InputItem item) {
    item.skipped().ifPresent(reason -> skipped.add(item.says(reason)));
    item.findings().forEach(this::add);
    item.unreadable().forEach(reason -> unreadable.add(item.says(reason)));
  }

  private boolean takesIdentifiers(InputFile file, String place, @Nullable Object json) {
    if (json instanceof Map<?, ?> members && LISTS.stream().anyMatch(members::containsKey)) {
      for (String name : LISTS) {
        if (members.get(name) instanceof List<?> elements) {
          for (int at = 0; at < elements.size(); at++) {
            identifier("%s, %s[%d]".formatted(file.name(), name, at), elements.get(at));
          }
        }
      }
      return true;
    }
    boolean isIdentifier =
        json instanceof String
            || (json instanceof Map<?, ?> members
                && (members.keySet().equals(ASFF_IDENTIFIER)
                    || members.containsKey("FindingInfoUid")));
    if (isIdentifier) {
      identifier(place.isEmpty() ? file.name() : "%s, %s".formatted(file.name(), place), json);
    }
    return isIdentifier;
  }

  private void identifier(String where, @Nullable Object json) {
    try {
      add(
          switch (json) {
            case String uid -> new FindingIdentifier.MetadataUid(uid);
            case Map<?, ?> members when members.containsKey("FindingInfoUid") ->
                new FindingIdentifier.OcsfParts(
                    text(members, "CloudAccountUid"),
                    text(members, "FindingInfoUid"),
                    text(members, "MetadataProductUid"));
            case Map<?, ?> members ->
                new FindingIdentifier.Asff(text(members, "Id"), text(members, "ProductArn"));
            case null, default -> throw new IllegalArgumentException("no finding identifier");
          });
    } catch (IllegalArgumentException e) {
      unreadable.add("%s: %s".formatted(where, e.getMessage()));
    }
  }

  private static String text(Map<?, ?> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("the finding identifier has no " + name);
  }

  /// The findings in ASFF of which only the identifier is known.
  List<FindingIdentifier.Asff> unread() {
    return targets.values().stream()
        .filter(target -> !target.isKnown())
        .flatMap(
            target ->
                target.identifier() instanceof FindingIdentifier.Asff asff
                    ? Stream.of(asff)
                    : Stream.empty())
        .toList();
  }

  /// Leaves out the findings that the hub did not show: without what they have already, nothing can
  /// be sent for them.
  void leaveOutUnread() {
    for (FindingIdentifier.Asff identifier : unread()) {
      targets.remove(identifier);
      unreadable.add(
          "finding %s: the hub does not show it, so that its other user-defined fields and related"
                  .formatted(identifier)
              + " findings are not known; nothing is sent for it");
    }
  }

  /// The identifiers of all findings.
  List<FindingIdentifier> identifiers() {
    return List.copyOf(targets.keySet());
  }

  /// The findings.
  Collection<RequestedFinding> all() {
    return targets.values();
  }

  /// One of the findings.
  RequestedFinding get(FindingIdentifier identifier) {
    return Optional.ofNullable(targets.get(identifier)).orElseThrow();
  }

  /// A sentence for each thing that could not be read.
  List<String> unreadable() {
    return unreadable;
  }

  /// A sentence for each event without findings.
  List<String> skipped() {
    return skipped;
  }
}
