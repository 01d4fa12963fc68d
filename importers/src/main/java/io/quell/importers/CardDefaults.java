package io.quell.importers;

import io.quell.rule.Card;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What cards say where the source does not.
///
/// @param owner who answers for the rules, at most [Card#LONGEST_NAME] characters; or null for what
///     the source says
/// @param expires the last day the rules are in force, or null for no end
public record CardDefaults(@Nullable String owner, @Nullable LocalDate expires) {
  public CardDefaults {
    if (owner != null && (owner.isBlank() || owner.length() > Card.LONGEST_NAME)) {
      throw new IllegalArgumentException(
          "an owner has 1 to %d characters, not '%s'".formatted(Card.LONGEST_NAME, owner));
    }
  }

  /// The owner: the one that is given, else the last part of who created the rule, where that is
  /// short enough.
  public Optional<String> ownerOr(Optional<String> creator) {
    return Optional.ofNullable(owner)
        .or(
            () ->
                creator
                    .map(text -> text.substring(text.lastIndexOf('/') + 1))
                    .filter(text -> !text.isBlank() && text.length() <= Card.LONGEST_NAME));
  }
}
