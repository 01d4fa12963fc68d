package io.quell.rulefile.word;

/// The members of a rule, in the order they are best read.
public enum RuleMember implements Word {
  ID(
      true,
      "Unique id. Do not change it: Quell stores it on findings. Lower-case words joined by"
          + " hyphens."),
  TITLE(true, "What the rule says, in a short sentence."),
  REASON(true, "Why the change is right. It ends up in the note on the finding."),
  OWNER(true, "The team or person who answers for the rule."),
  TICKET(false, "Where the change was agreed, such as a ticket's number."),
  FROM(false, "The first day the rule is in force, UTC."),
  EXPIRES(false, "The last day the rule is in force, UTC."),
  TERMINAL(false, "Whether no later rule runs on a finding that this rule matches."),
  SUPPRESSES_CRITICAL(
      false,
      "Whether the rule is meant to suppress findings even where their severity is CRITICAL."),
  IMPORTED_FROM(
      false,
      "The tool that the rule was imported from; of two rules from one tool the order was decided"
          + " there."),
  ACCEPT(false, "What lint may find about the rule, since it is meant."),
  CHANGES(false, "What the rule may change; what it does change where this is missing."),
  WHEN(true, "The findings that the rule is about."),
  UNLESS(false, "Exceptions: none of these may hold."),
  THEN(true, "What the rule sets on them."),
  EXAMPLES(
      false,
      "Findings that the rule matches, and findings that it does not: 'quell test' tries them.");

  private final boolean isRequired;
  private final String meaning;

  RuleMember(boolean isRequired, String meaning) {
    this.isRequired = isRequired;
    this.meaning = meaning;
  }

  /// Whether every rule has it.
  public boolean isRequired() {
    return isRequired;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
