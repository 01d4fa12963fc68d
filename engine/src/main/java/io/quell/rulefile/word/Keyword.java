package io.quell.rulefile.word;

/// The conditions that are a mapping of one member, by its name.
public enum Keyword implements Word {
  PREFIX("how the value starts"),
  SUFFIX("how the value ends"),
  CONTAINS("what the value contains"),
  WILDCARD("a pattern for the whole value, in which * stands for any number of characters"),
  REGEX("a regular expression for the whole value, as in java.util.regex.Pattern"),
  EQUALS_IGNORE_CASE("the value in any case"),
  CIDR("the network in which the address is: 10.0.0.0/8, 2001:db8::/32"),
  ANYTHING_BUT("there is a value, and none that passes any of these"),
  NUMERIC("a range of numbers: [\">=\", 40, \"<\", 70]"),
  EXISTS("whether there is a value"),
  OLDER_THAN("a time further back than this"),
  NEWER_THAN("a time less far back than this"),
  NOT_BEFORE("the first time that passes, 2026-11-01T08:00:00Z"),
  NOT_AFTER("the last time that passes"),
  LIST("the items of this list");

  private final String meaning;

  Keyword(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
