package io.quell.rulefile.word;

/// The members of what a rule accepts of lint's findings.
public enum AcceptMember implements Word {
  CHECK(true, "The id of lint's check, such as conflict."),
  WITH(false, "The id of the other rule, where the problem is one of two rules."),
  REASON(true, "Why it is right as it is.");

  private final boolean isRequired;
  private final String meaning;

  AcceptMember(boolean isRequired, String meaning) {
    this.isRequired = isRequired;
    this.meaning = meaning;
  }

  /// Whether it is always there.
  public boolean isRequired() {
    return isRequired;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
