package io.quell.importers.source;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression of Python, as `re.search` takes it: it may match anywhere in a text.
///
/// Java's are nearly the same language. What differs is put into Java's words, and what has none
/// there is refused.
public final class PythonPattern {
  private static final String META = "\\^$.|?*+()[]{}";
  private static final Pattern REPETITION = Pattern.compile("\\{(\\d*)(,?)(\\d*)\\}");
  private static final Pattern FLAGS = Pattern.compile("\\(\\?([a-zA-Z]*)(-[a-zA-Z]+)?([:)])");
  private static final Pattern GROUP_NAME =
      Pattern.compile("\\(\\?P([<=])([A-Za-z_][A-Za-z0-9_]*)[>)]");
  private static final Pattern MATCHES_ALL = Pattern.compile("\\^?(?:(?:\\.\\*)+\\$?)?");
  private static final Pattern UNICODE = Pattern.compile("\\\\U([0-9a-fA-F]{8})");

  private final String text;

  private PythonPattern(String text) {
    this.text = text;
  }

  /// Reads an expression.
  ///
  /// @throws RefusedException where it is none, or one that Java has no words for
  public static PythonPattern of(String text) throws RefusedException {
    var pattern = new PythonPattern(text);
    pattern.java("^", "$");
    return pattern;
  }

  /// The text as a part of a regular expression that stands for itself.
  public static String quoted(String text) {
    var quoted = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              if (META.indexOf(character) >= 0) {
                quoted.append('\\');
              }
              quoted.appendCodePoint(character);
            });
    return quoted.toString();
  }

  /// Whether it matches every text.
  public boolean matchesAll() {
    return MATCHES_ALL.matcher(text).matches();
  }

  /// The expression as a part of a regular expression of Java, with these in the places of its
  /// anchors.
  public String java(String start, String end) throws RefusedException {
    String java = new Translation(text, start, end).translated();
    try {
      Pattern.compile(java);
    } catch (PatternSyntaxException e) {
      throw new RefusedException(
          "'%s' is no regular expression: %s".formatted(text, e.getDescription()));
    }
    return java;
  }

  /// The expression as it may stand in a longer one, without a group where it needs none.
  public Optional<Shape> shape() {
    return Shape.of(text);
  }

  /// The values in which `re.search` finds it, in the simplest words.
  public Criteria foundIn(Field field) throws RefusedException {
    Optional<Shape> shape = shape();
    return new Criteria.Test(
        field, shape.isPresent() ? shape.get().condition() : anywhere(java("^", "$")));
  }

  /// What contains a match of the expression.
  public static Condition anywhere(String java) {
    return new Condition.RegularExpression("(?s:.*)" + java + "(?s:.*)");
  }

  @Override
  public String toString() {
    return text;
  }

  /// An expression of plain text, and of `.*` between.
  ///
  /// @param start whether it is tied to the beginning
  /// @param end whether it is tied to the end
  /// @param wildcard the text, with `*` for any characters
  public record Shape(boolean start, boolean end, String wildcard) {
    static Optional<Shape> of(String text) {
      boolean start = text.startsWith("^");
      boolean end = text.endsWith("$") && !text.endsWith("\\$");
      String inner =
          text.substring(
              start ? 1 : 0, text.length() - (end && text.length() > (start ? 1 : 0) ? 1 : 0));
      var wildcard = new StringBuilder();
      for (int at = 0; at < inner.length(); at++) {
        char character = inner.charAt(at);
        boolean isLast = at + 1 == inner.length();
        if (character == '.' && !isLast && inner.charAt(at + 1) == '*') {
          at++;
          if (at + 1 < inner.length() && "*+?{".indexOf(inner.charAt(at + 1)) >= 0) {
            return Optional.empty();
          }
          wildcard.append('*');
          continue;
        }
        if (character == '\\' && !isLast && !Character.isLetterOrDigit(inner.charAt(at + 1))) {
          character = inner.charAt(++at);
        } else if (META.indexOf(character) >= 0) {
          return Optional.empty();
        }
        if (character == '*'
            || (at + 1 < inner.length() && "*+?{".indexOf(inner.charAt(at + 1)) >= 0)) {
          return Optional.empty();
        }
        wildcard.append(character);
      }
      return wildcard.toString().replace("*", "").isEmpty()
          ? Optional.empty()
          : Optional.of(new Shape(start, end, wildcard.toString()));
    }

    /// Whether it is plain text throughout.
    public boolean isPlain() {
      return wildcard.indexOf('*') < 0;
    }

    /// The same behind a text that every value begins with.
    public Shape after(String beginning) {
      return new Shape(true, end, beginning + (start ? "" : "*") + wildcard);
    }

    /// What a value must be to have it.
    public Condition condition() {
      if (!isPlain()) {
        return new Condition.Wildcard(
            ((start ? "" : "*") + wildcard + (end ? "" : "*")).replaceAll("\\*+", "*"));
      }
      if (start && end) {
        return new Condition.Equal(wildcard);
      }
      if (start) {
        return new Condition.Prefix(wildcard);
      }
      return end ? new Condition.Suffix(wildcard) : new Condition.Containing(wildcard);
    }
  }

  /// One way through an expression.
  private static final class Translation {
    private final String text;
    private final String start;
    private final String end;
    private final StringBuilder java = new StringBuilder();
    private final Map<String, String> groups = new HashMap<>();
    private boolean usesUnicodeClasses;
    private int at;

    Translation(String text, String start, String end) {
      this.text = text;
      this.start = start;
      this.end = end;
    }

    String translated() throws RefusedException {
      while (at < text.length()) {
        char character = text.charAt(at);
        switch (character) {
          case '\\' -> escape(false);
          case '[' -> characterClass();
          case '(' -> group();
          case '^' -> replaced(start);
          case '$' -> replaced(end);
          case '{' -> repetition();
          case '}', ']' -> replaced("\\" + character);
          default -> replaced(String.valueOf(character));
        }
      }
      // In a group, for flags of the whole expression are lost where it is written down.
      return (usesUnicodeClasses ? "(?U:" : "(?:") + java + ")";
    }

    private void replaced(String by) {
      java.append(by);
      at++;
    }

    private void escape(boolean inClass) throws RefusedException {
      if (at + 1 == text.length()) {
        throw refused("ends in a single backslash");
      }
      char escaped = text.charAt(at + 1);
      switch (escaped) {
        case 'd', 'D', 's', 'S', 'w', 'W' -> {
          usesUnicodeClasses = true;
          copy(2);
        }
        case 'b' -> {
          usesUnicodeClasses |= !inClass;
          take(2, inClass ? "\\x08" : "\\b");
        }
        case 'B' -> outsideClass(inClass, "\\B");
        case 'A' -> outsideClass(inClass, start);
        case 'Z' -> outsideClass(inClass, end.equals("$") ? "\\z" : end);
        case 'n', 't', 'r', 'f', 'a' -> copy(2);
        case 'v' -> take(2, "\\x0B");
        case 'x' -> copy(4);
        case 'u' -> copy(6);
        case 'U' -> {
          Matcher matcher = UNICODE.matcher(text).region(at, text.length());
          if (!matcher.lookingAt()) {
            throw refused("has \\U without eight hexadecimal digits");
          }
          take(10, "\\x{" + matcher.group(1) + "}");
        }
        case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
          if (inClass || (at + 2 < text.length() && Character.isDigit(text.charAt(at + 2)))) {
            throw refused(
                "has the escape \\%s, of which it is not plain what it means".formatted(escaped));
          }
          copy(2);
        }
        default -> {
          if (Character.isLetterOrDigit(escaped) && escaped < 0x80) {
            throw refused("has the escape \\%s, which cannot be expressed".formatted(escaped));
          }
          copy(2);
        }
      }
    }

    private void outsideClass(boolean inClass, String by) throws RefusedException {
      if (inClass) {
        throw refused("has an anchor in a character class");
      }
      take(2, by);
    }

    private void copy(int length) throws RefusedException {
      if (at + length > text.length()) {
        throw refused("breaks off after a backslash");
      }
      take(length, text.substring(at, at + length));
    }

    private void take(int length, String by) {
      java.append(by);
      at += length;
    }

    /// In Java a bracket in a class opens another class, and `&&` cuts two classes.
    private void characterClass() throws RefusedException {
      replaced("[");
      if (at < text.length() && text.charAt(at) == '^') {
        replaced("^");
      }
      boolean isFirst = true;
      while (at < text.length() && (isFirst || text.charAt(at) != ']')) {
        char character = text.charAt(at);
        switch (character) {
          case '\\' -> escape(true);
          case '[', ']', '&', '^' -> replaced("\\" + character);
          default -> replaced(String.valueOf(character));
        }
        isFirst = false;
      }
      if (at == text.length()) {
        throw refused("has a character class without an end");
      }
      replaced("]");
    }

    private void group() throws RefusedException {
      if (!text.startsWith("(?", at)) {
        replaced("(");
        return;
      }
      for (String plain : new String[] {"(?:", "(?=", "(?!", "(?>"}) {
        if (text.startsWith(plain, at)) {
          copy(3);
          return;
        }
      }
      if (text.startsWith("(?<", at)) {
        if (!start.equals("^")) {
          throw refused("looks back, which cannot be expressed for a part of a value");
        }
        copy(4);
        return;
      }
      if (text.startsWith("(?#", at)) {
        int closing = text.indexOf(')', at);
        if (closing < 0) {
          throw refused("has a comment without an end");
        }
        at = closing + 1;
        return;
      }
      Matcher named = GROUP_NAME.matcher(text).region(at, text.length());
      if (named.lookingAt()) {
        String name = groups.computeIfAbsent(named.group(2), _ -> "group" + (groups.size() + 1));
        take(
            named.end() - at,
            named.group(1).equals("<") ? "(?<" + name + ">" : "\\k<" + name + ">");
        return;
      }
      flags();
    }

    private void flags() throws RefusedException {
      Matcher flags = FLAGS.matcher(text).region(at, text.length());
      if (!flags.lookingAt()) {
        throw refused("has a group that cannot be expressed at character %d".formatted(at + 1));
      }
      String on = flags.group(1).replace("u", "");
      String off = flags.group(2) == null ? "" : flags.group(2);
      if (!on.matches("[is]*") || !off.matches("(-[is]+)?")) {
        throw refused("has flags that cannot be expressed: " + flags.group());
      }
      if (flags.group(3).equals(")") && at > 0) {
        throw refused("has flags that are not at its beginning");
      }
      String both = on.replace("i", "iu") + off.replace("i", "iu");
      take(
          flags.end() - at,
          both.isEmpty() && flags.group(3).equals(")") ? "" : "(?" + both + flags.group(3));
    }

    /// What only looks like a repetition stands for itself in Python, and in Java is an error.
    private void repetition() throws RefusedException {
      Matcher repetition = REPETITION.matcher(text).region(at, text.length());
      if (!repetition.lookingAt()
          || (repetition.group(1).isEmpty() && repetition.group(3).isEmpty())) {
        if (repetition.lookingAt() && !repetition.group(2).isEmpty()) {
          throw refused("has the repetition {,}");
        }
        replaced("\\{");
        return;
      }
      String least = repetition.group(1).isEmpty() ? "0" : repetition.group(1);
      take(repetition.end() - at, "{" + least + repetition.group(2) + repetition.group(3) + "}");
    }

    private RefusedException refused(String why) {
      return new RefusedException("the regular expression '%s' %s".formatted(text, why));
    }
  }
}
