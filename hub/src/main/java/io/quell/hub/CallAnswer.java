package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.hub.call.ErrorPolicy;
import io.quell.hub.call.Failure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a call has answered, finding by finding.
///
/// Nothing in it needs to be as the API describes it: entries may name no finding, name one twice
/// or one that nobody has asked for, or lack their code. What cannot be used is counted, and hurts
/// no other finding of the call.
final class CallAnswer {
  private final Set<FindingIdentifier> processed = new HashSet<>();
  private final Map<FindingIdentifier, Failure> refused = new HashMap<>();
  private int nameless;
  private @Nullable Failure firstNameless;

  /// An entry for a finding that was processed.
  ///
  /// @param names what the entry calls it: in no way, in one, or in several
  void processed(List<FindingIdentifier> names) {
    processed.addAll(names);
    nameless += names.isEmpty() ? 1 : 0;
  }

  /// An entry for a finding that was not processed. Of several about one finding that one counts
  /// which is worth another try.
  ///
  /// @param names what the entry calls it
  void unprocessed(List<FindingIdentifier> names, @Nullable String code, @Nullable String message) {
    Failure failure = Failure.ofFinding(code, message);
    names.forEach(
        name ->
            refused.merge(
                name, failure, (one, other) -> one.reaction().isWorthRetrying() ? one : other));
    if (names.isEmpty()) {
      nameless++;
      firstNameless = firstNameless == null ? failure : firstNameless;
    }
  }

  /// Why the finding was not processed; empty where it was. One that is named both as processed
  /// and as unprocessed was not.
  Optional<Failure> failure(FindingIdentifier finding) {
    Failure failure = refused.get(finding);
    return failure != null || processed.contains(finding)
        ? Optional.ofNullable(failure)
        : Optional.of(Failure.silent(ErrorPolicy.NOT_ANSWERED, silence()));
  }

  private String silence() {
    String silence = "the answer names the finding neither as processed nor as unprocessed";
    if (nameless == 0) {
      return silence;
    }
    return silence
        + "; entries of it that name no finding: %d%s"
            .formatted(
                nameless,
                firstNameless == null
                    ? ""
                    : ", the first with %s (%s)"
                        .formatted(firstNameless.message(), firstNameless.code()));
  }
}
