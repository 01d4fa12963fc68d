package io.quell.rulefile.word;

import io.quell.criteria.Durations;

/// How values are written in the file, as the schema says it: a regular expression that JavaScript
/// and Java read alike. What a form refuses, reading the file refuses too; reading may refuse more,
/// such as the thirtieth of February.
public enum WrittenForm {
  /// An id of a rule: words joined by hyphens.
  ID("[a-z0-9]+(-[a-z0-9]+)*"),
  /// A day.
  DAY("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
  /// A time with its offset.
  TIME(
      "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]"
          + "(:[0-5][0-9](\\.[0-9]{0,9})?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2}(:?[0-9]{2})?)?)"),
  /// A number of days, hours, minutes or seconds.
  DURATION(Durations.TEXT.pattern()),
  /// A network in CIDR notation.
  NETWORK(
      "[0-9]+(\\.[0-9]+){3}/0{0,2}([0-9]|[12][0-9]|3[0-2])"
          + "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/0{0,2}([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])"),
  /// The names of members joined by dots; a backslash takes the meaning from what follows it.
  PATH("((\\\\[\\s\\S]|[^.\\\\])+\\.)*((\\\\[\\s\\S]|[^.\\\\])+\\\\?|\\\\)"),
  /// A number.
  NUMBER("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?"),
  /// A text with a visible character. Of what JavaScript takes for a space Java does not take all.
  NOT_BLANK("[\\s\\S]*(\\S|[\\u00a0\\u2007\\u202f\\ufeff])[\\s\\S]*");

  private final String form;

  WrittenForm(String form) {
    this.form = form;
  }

  /// The regular expression, for the whole value.
  public String pattern() {
    return "^(" + form + ")$";
  }
}
