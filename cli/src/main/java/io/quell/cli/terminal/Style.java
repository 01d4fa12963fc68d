package io.quell.cli.terminal;

/// How text looks on a terminal with colours.
public enum Style {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36");

  private static final String ESCAPE = "\u001b[";

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /// The text in this style, or as it is where colours are off.
  public String on(String text, boolean colours) {
    return colours && this != PLAIN && !text.isEmpty()
        ? ESCAPE + code + "m" + text + ESCAPE + "0m"
        : text;
  }
}
