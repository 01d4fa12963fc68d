package io.quell.lint.problem;

/// The kinds of problems, the worst first.
public enum Check {
  /// Rules that cannot even be read.
  BROKEN_RULE(
      "broken-rule",
      Level.ERROR,
      "has a card or criteria that cannot be read",
      "Fix what the message names: with such a rule in the book the function does not start."),

  /// Two rules of one id.
  ID_REUSED(
      "id-reused",
      Level.ERROR,
      "has the id of another rule",
      "Give each rule an id of its own; the function does not start with two rules of one id."),

  /// What a book says of rules that it has no more, or does not run, and what does not fit it.
  HISTORY_MISFIT(
      "history-misfit",
      Level.ERROR,
      "is named under removed, moved or suspended in a way that does not fit the book",
      "Correct the line that the message is about: the function does not start with it."),

  /// Rules that are gone without a word.
  RULE_GONE(
      "rule-gone",
      Level.ERROR,
      "is gone that the book of --against has, and nothing says what became of it: what it has set"
          + " would stay for ever",
      "Name it under 'removed', so that what it has set is given back, or under 'moved' with the id"
          + " that it has now. If it has become a rule class, lint the file with --with-classes."),

  /// Criteria that can never hold.
  NEVER_MATCHES(
      "never-matches",
      Level.ERROR,
      "has criteria that no finding can ever meet",
      "Fix the criteria, or take the rule out of the book."),

  /// Rules that an earlier terminal rule always hides.
  ALWAYS_HIDDEN(
      "always-hidden",
      Level.ERROR,
      "is never asked, since an earlier terminal rule matches wherever it does",
      "Put the rule before the terminal one, narrow the terminal one, or take the rule out of the"
          + " book."),

  /// Suppression of all that there is.
  SUPPRESSES_EVERYTHING(
      "suppresses-everything",
      Level.ERROR,
      "suppresses every finding of a format, or every one that is not CRITICAL",
      "Say which findings the rule is about: a control, an account, a resource."),

  /// Suppression of CRITICAL findings by accident.
  SUPPRESSES_CRITICAL(
      "suppresses-critical",
      Level.ERROR,
      "suppresses findings of severity CRITICAL, and its card does not allow that",
      "Leave them out, .unless(SEVERITY.is(CRITICAL)) or 'unless: {severity: CRITICAL}'; or say"
          + " that it is meant, suppressesCritical = true or 'suppresses-critical: true'."),

  /// Changes that a format does not have.
  FORMAT_LACKS_CHANGE(
      "format-lacks-change",
      Level.ERROR,
      "changes what findings in one of the formats it is about do not have",
      "Restrict the rule to the other format, .and(FORMAT.is(…)) or 'format: …', or leave the"
          + " change out."),

  /// Suppression of which it is not known whether it spares CRITICAL findings.
  MAY_SUPPRESS_CRITICAL(
      "may-suppress-critical",
      Level.WARNING,
      "suppresses findings, its card does not allow that for severity CRITICAL, and whether its"
          + " criteria can meet one of those was neither proved nor shown",
      "Leave them out, .unless(SEVERITY.is(CRITICAL)) or 'unless: {severity: CRITICAL}': that"
          + " settles it."),

  /// Two rules that want different things of one finding.
  CONFLICT(
      "conflict",
      Level.WARNING,
      "sets a field to another value than an earlier rule does on the same finding",
      "If the later rule is not meant to win, narrow one of the two so that they do not meet, or"
          + " make the earlier one terminal. If it is, accept the conflict at one of them."),

  /// Rules without which the book would do the same.
  REDUNDANT(
      "redundant",
      Level.WARNING,
      "does nothing: later rules set each of its fields anew wherever it matches, or an earlier"
          + " rule sets the same already",
      "Take the rule out of the book and name it under 'moved' with the id of the other; or narrow"
          + " the other, or put the rule behind it."),

  /// Alternatives and exceptions that can never hold.
  DEAD_ALTERNATIVE(
      "dead-alternative",
      Level.WARNING,
      "has an alternative in its criteria that can never hold beside the rest of them, or an"
          + " exception that never applies",
      "Correct the alternative, or take it out. If it is meant for other findings, it needs a rule"
          + " of its own."),

  /// Cards that are filled in for form alone.
  CARD_INCOMPLETE(
      "card-incomplete",
      Level.WARNING,
      "has a card that does not say why: a reason that is a stopgap, or too short to be one",
      "Write the reason for whoever finds it in the note on a finding: why the change is right."),

  /// Values that findings write in another way.
  MISSPELLED(
      "misspelled",
      Level.WARNING,
      "tests a field for a value that findings do not write so",
      "Write the value as findings have it; docs/values.md has the values that people look for."),

  /// A wildcard that is none.
  LITERAL_WILDCARD(
      "literal-wildcard",
      Level.WARNING,
      "compares a value with a text in which * or ? stands for itself",
      "Ask for a pattern where one is meant: {wildcard: …}, or fits(…) in Java."),

  /// A part that other values have too.
  PART_OF_LONGER(
      "part-of-longer",
      Level.WARNING,
      "tests for a part of a value that longer values have too, as Config.10 has Config.1",
      "Test the whole value where one is meant."),

  /// Raw paths, and types, of the other format.
  OTHER_FORMAT(
      "other-format",
      Level.WARNING,
      "tests what findings in one of the formats it is about do not have in this form",
      "Use a field that both formats have, test both forms, or restrict the rule to one format."),

  /// Rules past their last day.
  EXPIRED(
      "expired",
      Level.WARNING,
      "is past its last day",
      "Agree on a new last day, or take the rule out of the book and name it under 'removed', so"
          + " that what it has set is still given back."),

  /// Rules that match no finding of a corpus.
  MATCHES_NOTHING(
      "matches-nothing",
      Level.WARNING,
      "matches no finding of the corpus",
      "Let Quell explain why it does not match a finding that it should match; if such findings no"
          + " longer come, take the rule out of the book."),

  /// Rules that are too broad.
  MATCHES_MUCH(
      "matches-much",
      Level.WARNING,
      "matches more of the corpus than a rule should",
      "Narrow the criteria, or raise the share that a rule may match."),

  /// Acceptances that nothing needs.
  NEEDLESS_ACCEPT(
      "needless-accept",
      Level.WARNING,
      "accepts what lint does not find about it",
      "Take the entry out of 'accept', or correct it."),

  /// Rules whose last day is near.
  EXPIRES_SOON(
      "expires-soon",
      Level.NOTE,
      "will soon be past its last day",
      "Agree on a new last day, or let it end."),

  /// Two rules that want different things of one finding, though not of one resource.
  CONFLICT_ACROSS_RESOURCES(
      "conflict-across-resources",
      Level.NOTE,
      "sets a field to another value than an earlier rule does on the same finding, where the"
          + " finding has several resources",
      "Most findings have one resource. If the rule is about all resources of a finding, say so:"
          + " onEveryResource(…) or 'every-resource: …'."),

  /// Changes that nothing gives back.
  ONE_WAY(
      "one-way",
      Level.NOTE,
      "sets what stays on findings when it ends, where their providers give no value of their own",
      "Nothing, if that is meant: rules do not see such a value, and no call takes it away."),

  /// Suppressions that nobody will look at again.
  OPEN_ENDED(
      "open-ended",
      Level.NOTE,
      "suppresses findings without a last day, or without the place where that was agreed",
      "Give the card a last day ('expires') and a ticket, so that somebody looks at it again."),

  /// Suppressions that whoever tags resources decides on.
  RESTS_ON_TAGS(
      "rests-on-tags",
      Level.NOTE,
      "suppresses findings by a tag of the resource, so that whoever may tag resources decides"
          + " which findings it hides",
      "Nothing, if all of them may decide that. Otherwise test the account or the resource's id"
          + " instead, or let nobody else set the tag (IAM's condition key 'aws:TagKeys')."),

  /// Rules of a file without examples.
  NO_EXAMPLE(
      "no-example",
      Level.NOTE,
      "has no example of a finding that it matches, or does not match",
      "Give the rule 'examples' of both; 'quell test' tries them whenever the rule changes."),

  /// What lint does not know.
  NOT_DECIDED(
      "not-decided",
      Level.NOTE,
      "could not be checked to the end: whether its criteria can hold was neither proved nor shown",
      "Simplify the criteria, or test the rule with findings of your own.");

  private final String id;
  private final Level level;
  private final String finds;
  private final String advice;

  Check(String id, Level level, String finds, String advice) {
    this.id = id;
    this.level = level;
    this.finds = finds;
    this.advice = advice;
  }

  /// The name of the check for ever, such as `never-matches`.
  public String id() {
    return id;
  }

  /// How bad its problems are.
  public Level level() {
    return level;
  }

  /// Whether its problems are of a rule and others.
  public boolean isOfSeveralRules() {
    return switch (this) {
      case ID_REUSED, ALWAYS_HIDDEN, CONFLICT, CONFLICT_ACROSS_RESOURCES, REDUNDANT -> true;
      default -> false;
    };
  }

  /// Whether its problems are taken over with imported rules, which then decide as their source
  /// does.
  public boolean isTakenOver() {
    return switch (this) {
      case CONFLICT, REDUNDANT, DEAD_ALTERNATIVE -> true;
      default -> false;
    };
  }

  /// Whether it looks at a corpus of findings.
  public boolean needsCorpus() {
    return this == MATCHES_NOTHING || this == MATCHES_MUCH;
  }

  /// What it finds, as the rest of a sentence that begins with "A rule".
  public String finds() {
    return finds;
  }

  /// What to do about it, as a sentence.
  public String advice() {
    return advice;
  }
}
