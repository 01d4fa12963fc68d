package io.quell.cli.backtest.effect;

/// What a rule does to a finding, or has done.
public enum RuleEffect {
  /// The finding is to be suppressed, and is not yet.
  SUPPRESSED("suppressed"),
  /// The severity is to be lower.
  LOWERED("lowered"),
  /// The severity is to be higher.
  RAISED("raised"),
  /// Another field is to change.
  OTHER_FIELD("other"),
  /// What an earlier update had set is to be what it was before: no rule in force wants it.
  GIVEN_BACK("given back"),
  /// The finding has what the rule wants already.
  IN_FORCE("in force"),
  /// The rule does not get what it wants: somebody else has set it, or it has no room.
  LEFT("left alone");

  private final String words;

  RuleEffect(String words) {
    this.words = words;
  }

  /// What people call it.
  public String words() {
    return words;
  }

  /// What machines call it: `givenBack`.
  public String key() {
    return switch (this) {
      case SUPPRESSED -> "suppressed";
      case LOWERED -> "lowered";
      case RAISED -> "raised";
      case OTHER_FIELD -> "otherField";
      case GIVEN_BACK -> "givenBack";
      case IN_FORCE -> "inForce";
      case LEFT -> "left";
    };
  }

  /// Whether the finding is other afterwards.
  public boolean isChange() {
    return switch (this) {
      case SUPPRESSED, LOWERED, RAISED, OTHER_FIELD, GIVEN_BACK -> true;
      case IN_FORCE, LEFT -> false;
    };
  }
}
