package io.quell.importers;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A text that a regular expression matches, made by walking through the expression once: the first
/// alternative, each repetition as seldom as it may be. What looks around is passed over, so the
/// text is only a proposal.
final class PatternExample {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_:/."
          + " =|@,;!#%&'\"<>~+*?()[]{}^$\\éß";

  private final String pattern;
  private int at;

  private PatternExample(String pattern) {
    this.pattern = pattern;
  }

  /// A text that matches, or empty where none is found in this simple way.
  static Optional<String> of(Pattern pattern) {
    try {
      String text = new PatternExample(pattern.pattern()).alternatives();
      return Optional.of(text).filter(proposal -> pattern.matcher(proposal).matches());
    } catch (StringIndexOutOfBoundsException
        | PatternSyntaxException
        | NumberFormatException notSimple) {
      return Optional.empty();
    }
  }

  private String alternatives() {
    String first = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() {
    var text = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      String atom = atom();
      text.append(atom.repeat(repetitions()));
    }
    return text.toString();
  }

  private String atom() {
    char character = pattern.charAt(at++);
    return switch (character) {
      case '(' -> group();
      case '[' -> characterClass();
      case '.' -> "x";
      case '^', '$' -> "";
      case '\\' -> escape();
      default -> String.valueOf(character);
    };
  }

  private String group() {
    boolean looksAround = false;
    if (pattern.startsWith("?", at)) {
      looksAround =
          pattern.startsWith("?=", at)
              || pattern.startsWith("?!", at)
              || pattern.startsWith("?<=", at)
              || pattern.startsWith("?<!", at);
      at++;
      if (pattern.startsWith("<", at) && !looksAround) {
        at = pattern.indexOf('>', at) + 1;
      } else {
        while (":=!>)".indexOf(pattern.charAt(at)) < 0) {
          at++;
        }
        if (pattern.charAt(at) == ')') {
          at++;
          return "";
        }
        at++;
      }
    }
    String inner = alternatives();
    if (pattern.charAt(at) != ')') {
      throw new StringIndexOutOfBoundsException(at);
    }
    at++;
    return looksAround ? "" : inner;
  }

  private String characterClass() {
    int start = at - 1;
    boolean isFirst = true;
    if (pattern.charAt(at) == '^') {
      at++;
    }
    while (pattern.charAt(at) != ']' || isFirst) {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
      isFirst = false;
    }
    at++;
    return oneOf(Pattern.compile(pattern.substring(start, at)));
  }

  private String escape() {
    int start = at - 1;
    char escaped = pattern.charAt(at++);
    return switch (escaped) {
      case 'b', 'B', 'A', 'z', 'Z' -> "";
      case 'd', 'D', 's', 'S', 'w', 'W' -> oneOf(Pattern.compile(pattern.substring(start, at)));
      case 'p', 'P' -> {
        at = pattern.indexOf('}', at) + 1;
        yield oneOf(Pattern.compile(pattern.substring(start, at)));
      }
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'f' -> "\f";
      case 'x' -> {
        boolean isBraced = pattern.charAt(at) == '{';
        String digits =
            isBraced
                ? pattern.substring(at + 1, pattern.indexOf('}', at))
                : pattern.substring(at, at + 2);
        at += digits.length() + (isBraced ? 2 : 0);
        yield Character.toString(Integer.parseInt(digits, 16));
      }
      case 'u' -> {
        String digits = pattern.substring(at, at + 4);
        at += 4;
        yield Character.toString(Integer.parseInt(digits, 16));
      }
      default -> {
        if (Character.isLetterOrDigit(escaped)) {
          throw new StringIndexOutOfBoundsException(at);
        }
        yield String.valueOf(escaped);
      }
    };
  }

  private static String oneOf(Pattern single) {
    return LETTERS
        .codePoints()
        .mapToObj(Character::toString)
        .filter(letter -> single.matcher(letter).matches())
        .findFirst()
        .orElseThrow(() -> new StringIndexOutOfBoundsException(single.pattern()));
  }

  private int repetitions() {
    if (at == pattern.length()) {
      return 1;
    }
    int least =
        switch (pattern.charAt(at)) {
          case '*', '?' -> 0;
          case '{' -> {
            int end = pattern.indexOf('}', at);
            String bound = pattern.substring(at + 1, end).split(",", -1)[0];
            at = end;
            yield Integer.parseInt(bound);
          }
          case '+' -> 1;
          default -> -1;
        };
    if (least < 0) {
      return 1;
    }
    at++;
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      at++;
    }
    return least;
  }
}
