package io.quell.hub;

import io.quell.finding.FindingIdentifier;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.util.List;

/// What to set on which finding.
public record FindingUpdate(FindingIdentifier identifier, Update update) {

  /// @throws IllegalArgumentException where nothing is set, or something that the finding's format
  ///     cannot express
  public FindingUpdate {
    if (update.isEmpty()) {
      throw new IllegalArgumentException("an update that sets nothing is not sent: " + identifier);
    }
    List<UpdateField> beyond = update.beyond(identifier.format());
    if (!beyond.isEmpty()) {
      throw new IllegalArgumentException(
          "the format %s has no %s: %s".formatted(identifier.format(), beyond, identifier));
    }
  }
}
