package io.quell.rulefile.word;

/// The members of the file, in the order they are best read.
public enum FileMember implements Word {
  VERSION("Which form the file has; 1 where it does not say."),
  EXAMPLES(
      "Whether the rules are examples, which nobody has chosen for this organization: they may be"
          + " tried, and no deployment enforces them."),
  LISTS("Lists of values or conditions, by name, which rules use as {list: name}."),
  RULES("The rules in the order they run; the later wins."),
  REMOVED("The ids of rules that have left the book: what they had set is given back."),
  MOVED("The present ids of rules by their former ones."),
  SUSPENDED(
      "The ids of rules that do not run for now, rule classes included: what they had set is given"
          + " back.");

  private final String meaning;

  FileMember(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
