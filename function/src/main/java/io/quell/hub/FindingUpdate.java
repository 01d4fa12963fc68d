package io.quell.hub;

import io.quell.engine.Update;
import io.quell.finding.FindingIdentifier;

/// What to set on which finding.
public record FindingUpdate(FindingIdentifier identifier, Update update) {
  public FindingUpdate {
    if (update.isEmpty()) {
      throw new IllegalArgumentException("an update that sets nothing is not sent: " + identifier);
    }
  }
}
