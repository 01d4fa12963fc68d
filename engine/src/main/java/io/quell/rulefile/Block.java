package io.quell.rulefile;

/// The members of criteria that hold criteria themselves.
enum Block implements Word {
  ALL_OF("All of these hold."),
  ANY_OF("At least one of these holds."),
  NOT("None of these holds."),
  ONE_RESOURCE("One resource meets all of these."),
  EVERY_RESOURCE("Every resource meets all of these.");

  private final String meaning;

  Block(String meaning) {
    this.meaning = meaning;
  }

  /// What it asks, for the schema.
  String meaning() {
    return meaning;
  }
}
