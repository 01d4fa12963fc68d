package io.quell.lint.solver.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the regular expressions of [java.util.regex.Pattern], held against a whole text.
///
/// What is regular is read exactly. Of the rest, such as a look-ahead or a possessive quantifier,
/// it takes what lets more texts through: an expression so read has all the texts that match, and
/// maybe others.
public final class RegularExpressions {
  private static final CharacterSet DIGITS = CharacterSet.between('0', '9');
  private static final CharacterSet WORD =
      DIGITS
          .or(CharacterSet.between('A', 'Z'))
          .or(CharacterSet.of('_'))
          .or(CharacterSet.between('a', 'z'));
  private static final CharacterSet SPACE = CharacterSet.anyOf(" \t\n\u000B\f\r");
  private static final CharacterSet LINE_ENDS = CharacterSet.anyOf("\n\r\u0085\u2028\u2029");
  private static final int KNOWN_FLAGS =
      Pattern.CASE_INSENSITIVE
          | Pattern.DOTALL
          | Pattern.MULTILINE
          | Pattern.UNICODE_CASE
          | Pattern.UNICODE_CHARACTER_CLASS;
  private static final int MOST_REPEATS = 1_000;

  /// Texts that match.
  ///
  /// @param language all texts that match, and others only where the reading is not exact
  /// @param isExact whether every text of the language matches
  public record Reading(Language language, boolean isExact) {}

  /// Something that this reader does not know, such as a class cut out of another.
  private static final class NotRead extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final String text;
  private int flags;
  private int at;
  private int depth;
  private boolean isExact = true;

  private RegularExpressions(String text, int flags) {
    this.text = text;
    this.flags = flags;
  }

  /// The texts that match as a whole, or empty where the pattern has parts that this reader does
  /// not know.
  ///
  /// A pattern does not tell flags that it was compiled with from those that it sets half-way, so
  /// it is read where both come to the same.
  public static Optional<Reading> read(Pattern pattern) {
    Optional<Reading> plain = read(pattern.pattern(), pattern.flags());
    return pattern.flags() == 0 || Pattern.compile(pattern.pattern()).flags() == 0
        ? plain
        : plain.filter(reading -> read(pattern.pattern(), 0).equals(Optional.of(reading)));
  }

  static Optional<Reading> read(String pattern, int flags) {
    try {
      require((flags & ~KNOWN_FLAGS) == 0);
      var reader = new RegularExpressions(pattern, flags);
      Language language = reader.choice();
      return reader.atEnd() ? Optional.of(new Reading(language, reader.isExact)) : Optional.empty();
    } catch (NotRead unknown) {
      return Optional.empty();
    }
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// What lets through at least the texts that the expression lets through here.
  private Language atMost(Language language) {
    isExact = false;
    return language;
  }

  private boolean atEnd() {
    return at == text.length();
  }

  private char peek() {
    return text.charAt(at);
  }

  private boolean skips(String wanted) {
    if (!text.startsWith(wanted, at)) {
      return false;
    }
    at += wanted.length();
    return true;
  }

  private Language choice() throws NotRead {
    List<Language> parts = new ArrayList<>();
    do {
      parts.add(sequence());
    } while (skips("|"));
    return parts.size() == 1 ? parts.getFirst() : new Language.Choice(parts);
  }

  private Language sequence() throws NotRead {
    List<Language> parts = new ArrayList<>();
    while (!atEnd() && peek() != '|' && peek() != ')') {
      if (peek() == '^' && depth == 0 && parts.isEmpty() && !has(Pattern.MULTILINE)) {
        at++; // the whole text is matched, so this and the next say nothing
      } else if (peek() == '$'
          && depth == 0
          && !has(Pattern.MULTILINE)
          && (at + 1 == text.length() || text.charAt(at + 1) == '|')) {
        at++;
      } else if (!setsFlags()) {
        parts.add(repeated(atom()));
      }
    }
    return parts.size() == 1 ? parts.getFirst() : new Language.Concatenation(parts);
  }

  /// Whether flags for the rest of the group stood here: `(?i)`.
  private boolean setsFlags() throws NotRead {
    if (!text.startsWith("(?", at)) {
      return false;
    }
    int end = at + 2;
    while (end < text.length()
        && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    if (end == at + 2 || end == text.length() || text.charAt(end) != ')') {
      return false;
    }
    at += 2;
    readFlags();
    at++;
    return true;
  }

  /// Reads flags up to what ends them: `is-m`.
  private void readFlags() throws NotRead {
    boolean on = true;
    while (!atEnd() && peek() != ')' && peek() != ':') {
      int flag =
          switch (text.charAt(at++)) {
            case 'i' -> Pattern.CASE_INSENSITIVE;
            case 's' -> Pattern.DOTALL;
            case 'm' -> Pattern.MULTILINE;
            case 'u' -> Pattern.UNICODE_CASE;
            case 'U' -> Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE;
            case '-' -> {
              require(on);
              on = false;
              yield 0;
            }
            default -> throw new NotRead();
          };
      require(
          on
              || flag
                  != (Pattern.UNICODE_CHARACTER_CLASS
                      | Pattern.UNICODE_CASE)); // it may leave a flag behind
      flags = on ? flags | flag : flags & ~flag;
    }
    require(!atEnd());
  }

  private Language repeated(Language part) throws NotRead {
    if (atEnd()) {
      return part;
    }
    int least;
    int most;
    switch (peek()) {
      case '*' -> {
        at++;
        least = 0;
        most = Language.Repeated.WITHOUT_END;
      }
      case '+' -> {
        at++;
        least = 1;
        most = Language.Repeated.WITHOUT_END;
      }
      case '?' -> {
        at++;
        least = 0;
        most = 1;
      }
      case '{' -> {
        at++;
        least = number();
        most = least;
        if (skips(",")) {
          most = !atEnd() && peek() == '}' ? Language.Repeated.WITHOUT_END : number();
        }
        require(skips("}"));
      }
      default -> {
        return part;
      }
    }
    boolean isPossessive =
        !skips("?") && skips("+"); // a reluctant one matches the same texts, a possessive one fewer
    require(atEnd() || (peek() != '+' && peek() != '*' && peek() != '?' && peek() != '{'));
    var repeated = new Language.Repeated(part, least, most);
    return isPossessive ? atMost(repeated) : repeated;
  }

  private int number() throws NotRead {
    int from = at;
    while (!atEnd() && peek() >= '0' && peek() <= '9') {
      at++;
    }
    require(at > from && at - from <= 4);
    int number = Integer.parseInt(text.substring(from, at));
    require(number <= MOST_REPEATS);
    return number;
  }

  private Language atom() throws NotRead {
    return switch (peek()) {
      case '(' -> group();
      case '[' -> new Language.OneOf(set());
      case '.' -> {
        at++;
        yield new Language.OneOf(has(Pattern.DOTALL) ? CharacterSet.ALL : LINE_ENDS.not());
      }
      case '^', '$' -> {
        at++;
        yield atMost(Language.EMPTY);
      }
      case '\\' -> {
        at++;
        yield afterBackslash();
      }
      case '*', '+', '?', '{' -> throw new NotRead();
      default -> {
        int character = text.codePointAt(at);
        at += Character.charCount(character);
        yield letters(CharacterSet.of(character));
      }
    };
  }

  private Language afterBackslash() throws NotRead {
    require(!atEnd());
    return switch (peek()) {
      case 'Q' -> {
        at++;
        yield quoted();
      }
      case 'b', 'B', 'A', 'z', 'Z', 'G' -> {
        at++;
        require(atEnd() || peek() != '{'); // a boundary of another kind
        yield atMost(Language.EMPTY);
      }
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        while (!atEnd() && peek() >= '0' && peek() <= '9') {
          at++;
        }
        yield atMost(Language.ANY);
      }
      case 'k' -> {
        skipName();
        yield atMost(Language.ANY);
      }
      default -> {
        CharacterSet letters = escaped();
        yield letters.only().isPresent()
            ? letters(letters)
            : new Language.OneOf(letters); // a class has its cases
      }
    };
  }

  private Language letters(CharacterSet letters) {
    return new Language.OneOf(inCase(letters));
  }

  /// The letters that are the same as one of these where case does not matter.
  private CharacterSet inCase(CharacterSet letters) {
    if (!has(Pattern.CASE_INSENSITIVE)) {
      return letters;
    }
    return has(Pattern.UNICODE_CASE)
        ? PatternLetters.inEitherCase(letters)
        : letters.inEitherCaseOfAscii();
  }

  private Language group() throws NotRead {
    at++;
    int flagsOutside = flags;
    boolean isLook = false;
    if (skips("?=") || skips("?!") || skips("?<=") || skips("?<!")) {
      isLook = true;
    } else if (skips("?>")) {
      isExact = false;
    } else if (text.startsWith("?<", at)) {
      at++;
      skipName();
    } else if (skips("?")) {
      readFlags();
      require(skips(":"));
    }
    depth++;
    Language inner = choice();
    depth--;
    flags = flagsOutside;
    require(skips(")"));
    return isLook ? atMost(Language.EMPTY) : inner;
  }

  /// Skips the name after the character in view: `<name>`.
  private void skipName() throws NotRead {
    int begin = text.charAt(at) == 'k' ? at + 1 : at;
    int end = text.indexOf('>', begin);
    require(text.startsWith("<", begin) && end > begin + 1);
    at = end + 1;
  }

  private Language quoted() {
    int end = text.indexOf("\\E", at);
    String literal = end < 0 ? text.substring(at) : text.substring(at, end);
    at = end < 0 ? text.length() : end + 2;
    return new Language.Concatenation(
        literal.codePoints().mapToObj(character -> letters(CharacterSet.of(character))).toList());
  }

  private CharacterSet escaped() throws NotRead {
    require(!atEnd());
    char kind = text.charAt(at++);
    boolean isAscii = !has(Pattern.UNICODE_CHARACTER_CLASS);
    return switch (kind) {
      case 'd' -> isAscii ? DIGITS : PatternLetters.of("\\d", flags);
      case 'D' -> isAscii ? DIGITS.not() : PatternLetters.of("\\D", flags);
      case 'w' -> isAscii ? WORD : PatternLetters.of("\\w", flags);
      case 'W' -> isAscii ? WORD.not() : PatternLetters.of("\\W", flags);
      case 's' -> isAscii ? SPACE : PatternLetters.of("\\s", flags);
      case 'S' -> isAscii ? SPACE.not() : PatternLetters.of("\\S", flags);
      case 'h', 'H', 'v', 'V' -> PatternLetters.of("\\" + kind, flags);
      case 'p', 'P' -> {
        int from = at - 2;
        int end = !atEnd() && peek() == '{' ? text.indexOf('}', at) : at;
        require(end >= at && end < text.length());
        at = end + 1;
        yield PatternLetters.of(text.substring(from, at), flags);
      }
      case 'x' -> {
        boolean inBraces = skips("{");
        CharacterSet letters = hexadecimal(inBraces ? text.indexOf('}', at) : at + 2);
        require(!inBraces || skips("}"));
        yield letters;
      }
      case 'u' -> hexadecimal(at + 4);
      case 't' -> CharacterSet.of('\t');
      case 'n' -> CharacterSet.of('\n');
      case 'r' -> CharacterSet.of('\r');
      case 'f' -> CharacterSet.of('\f');
      case 'a' -> CharacterSet.of('\u0007');
      case 'e' -> CharacterSet.of('\u001B');
      default -> {
        require(kind < 0x80 && !Character.isLetterOrDigit(kind));
        yield CharacterSet.of(kind);
      }
    };
  }

  /// The character whose number stands from here to an end. Half a character is not read: it may
  /// belong to the next.
  private CharacterSet hexadecimal(int end) throws NotRead {
    require(end > at && end <= text.length() && end - at <= 6);
    String digits = text.substring(at, end);
    require(digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0 && digit < 0x80));
    int character = Integer.parseInt(digits, 16);
    require(
        character <= Character.MAX_CODE_POINT
            && !(character <= Character.MAX_VALUE && Character.isSurrogate((char) character)));
    at = end;
    return CharacterSet.of(character);
  }

  private CharacterSet set() throws NotRead {
    at++;
    boolean negated = skips("^");
    CharacterSet letters = CharacterSet.NONE;
    boolean first = true;
    while (first || peek() != ']') {
      require(!atEnd() && peek() != '[' && !text.startsWith("&&", at) && (!first || peek() != ']'));
      first = false;
      int from = text.codePointAt(at);
      at += Character.charCount(from);
      CharacterSet item = from == '\\' ? escaped() : CharacterSet.of(from);
      require(!atEnd());
      if (peek() == '-' && at + 1 < text.length() && text.charAt(at + 1) != ']') {
        at++;
        require(peek() != '[');
        int to = text.codePointAt(at);
        at += Character.charCount(to);
        CharacterSet end = to == '\\' ? escaped() : CharacterSet.of(to);
        item = between(item, end);
      }
      letters = letters.or(item);
      require(!atEnd());
    }
    at++;
    if (has(Pattern.CASE_INSENSITIVE) && has(Pattern.UNICODE_CASE)) {
      isExact =
          false; // which letters of a range are the same without regard to case is not said exactly
      return negated ? letters.not() : inCase(letters);
    }
    return negated ? inCase(letters).not() : inCase(letters);
  }

  private static CharacterSet between(CharacterSet first, CharacterSet last) throws NotRead {
    require(
        first.only().isPresent()
            && last.only().isPresent()
            && first.only().getAsInt() <= last.only().getAsInt());
    return CharacterSet.between(first.only().getAsInt(), last.only().getAsInt());
  }

  private static void require(boolean isKnown) throws NotRead {
    if (!isKnown) {
      throw new NotRead();
    }
  }
}
