package io.quell.cli.stack;

import io.quell.cli.aws.Members;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.util.Map;
import java.util.Optional;

/// Texts that may be JSON.
final class Jsons {
  private Jsons() {}

  /// The object that a text is; empty where it is none.
  static Optional<Members> object(String text) {
    try {
      return Json.read(text) instanceof Map<?, ?> members
          ? Optional.of(new Members(members))
          : Optional.empty();
    } catch (UnreadableException notJson) {
      return Optional.empty();
    }
  }
}
