package io.quell.rulefile.word;

/// The members of a rule's examples.
public enum ExampleMember implements Word {
  MATCHES("Findings that the rule matches: fields, or the path of a file with one finding."),
  PASSES("Findings that the rule does not match, and that stay as they are.");

  private final String meaning;

  ExampleMember(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
