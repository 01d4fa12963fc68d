package io.quell.value;

/// Characters that a text from elsewhere may bring along.
public final class Characters {
  private Characters() {}

  /// Whether a character is seen as what it is: a control character is not, nor one that breaks
  /// lines or turns the direction of what follows, nor one half of a pair.
  public static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
