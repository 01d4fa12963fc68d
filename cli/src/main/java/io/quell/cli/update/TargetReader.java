package io.quell.cli.update;

import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.terminal.Progress;
import io.quell.finding.FindingIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads which findings a file names: findings in any form that [InputReader] reads, or identifiers
/// as the two update operations take them, in their lists or bare. It holds none of them.
final class TargetReader {
  private static final Set<String> ASFF_IDENTIFIER = Set.of("Id", "ProductArn");

  /// Lists of identifiers inside another list: those of a whole file come one by one.
  private static final Set<String> LISTS = Set.of("FindingIdentifiers", "MetadataUids");

  /// Takes what is read, in the order of the file.
  interface TargetTaker {
    /// A finding is named.
    void target(RequestedFinding finding);

    /// Something cannot be read.
    ///
    /// @param where the file, and the place in it
    void unreadable(String where, String reason);

    /// An event has no findings.
    ///
    /// @param where the file, and the place in it
    void skipped(String where, String reason);
  }

  private final InputFile file;
  private final TargetTaker taker;

  private TargetReader(InputFile file, TargetTaker taker) {
    this.file = file;
    this.taker = taker;
  }

  /// Reads a file to its end.
  static void read(InputFile file, Progress progress, TargetTaker taker) {
    var reader = new TargetReader(file, taker);
    InputReader.read(file, progress, reader::item, reader::takesIdentifiers);
  }

  private void item(InputItem item) {
    item.skipped().ifPresent(reason -> taker.skipped(item.where(), reason));
    item.findings().forEach(finding -> taker.target(RequestedFinding.of(finding)));
    item.unreadable().forEach(reason -> taker.unreadable(item.where(), reason));
  }

  private boolean takesIdentifiers(String place, @Nullable Object json) {
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
    FindingIdentifier identifier;
    try {
      identifier =
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
          };
    } catch (IllegalArgumentException e) {
      taker.unreadable(where, String.valueOf(e.getMessage()));
      return;
    }
    taker.target(RequestedFinding.of(identifier));
  }

  private static String text(Map<?, ?> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("the finding identifier has no " + name);
  }
}
