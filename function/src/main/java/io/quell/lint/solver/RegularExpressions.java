package io.quell.lint.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the regular expressions of [java.util.regex.Pattern], as far as they are regular and held against a whole text.
final class RegularExpressions {
  private static final Letters DIGITS = Letters.between('0', '9');
  private static final Letters WORD = DIGITS.or(Letters.between('A', 'Z')).or(Letters.of('_'))
      .or(Letters.between('a', 'z'));
  private static final Letters SPACE = Letters.anyOf(" \t\n\u000B\f\r");
  private static final Letters LINE_ENDS = Letters.anyOf("\n\r\u0085\u2028\u2029");
  private static final String CASE_FLAG = "(?i)";
  private static final int MOST_REPEATS = 1_000;

  /// Something that this reader does not know, such as a look-ahead.
  private static final class NotRead extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final String text;
  private final boolean inEitherCase;
  private int at;
  private int depth;

  private RegularExpressions(String text, boolean inEitherCase) {
    this.text = text;
    this.inEitherCase = inEitherCase;
  }

  /// The texts that match as a whole, or empty where the pattern has parts that this reader does not know.
  static Optional<Language> read(Pattern pattern) {
    return (pattern.flags() & ~Pattern.CASE_INSENSITIVE) == 0
        ? read(pattern.pattern(), (pattern.flags() & Pattern.CASE_INSENSITIVE) != 0)
        : Optional.empty();
  }

  static Optional<Language> read(String pattern, boolean inEitherCase) {
    boolean flagged = pattern.startsWith(CASE_FLAG);
    try {
      var reader = new RegularExpressions(flagged ? pattern.substring(CASE_FLAG.length()) : pattern,
          inEitherCase || flagged);
      Language language = reader.choice();
      return reader.at == reader.text.length() ? Optional.of(language) : Optional.empty();
    } catch (NotRead unknown) {
      return Optional.empty();
    }
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
    if (depth == 0) {
      skips("^"); // the whole text is matched, so these two say nothing
    }
    while (!atEnd() && peek() != '|' && peek() != ')') {
      if (depth == 0 && peek() == '$' && (at + 1 == text.length() || text.charAt(at + 1) == '|')) {
        at++;
        break;
      }
      parts.add(repeated(atom()));
    }
    return parts.size() == 1 ? parts.getFirst() : new Language.Sequence(parts);
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
    skips("?"); // a reluctant one matches the same texts
    require(atEnd() || (peek() != '+' && peek() != '*' && peek() != '?' && peek() != '{'));
    return new Language.Repeated(part, least, most);
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
        yield new Language.OneOf(LINE_ENDS.not());
      }
      case '\\' -> {
        at++;
        yield skips("Q") ? quoted() : letters(escaped());
      }
      case '^', '$', '*', '+', '?', '{' -> throw new NotRead();
      default -> {
        int character = text.codePointAt(at);
        at += Character.charCount(character);
        yield letters(Letters.of(character));
      }
    };
  }

  private Language letters(Letters letters) {
    return new Language.OneOf(inEitherCase ? letters.inEitherCaseOfAscii() : letters);
  }

  private Language group() throws NotRead {
    at++;
    if (skips("?")) {
      if (skips("<")) {
        require(!atEnd() && Character.isLetter(peek())); // a name; otherwise it looks behind
        int end = text.indexOf('>', at);
        require(end > at);
        at = end + 1;
      } else {
        require(skips(":"));
      }
    }
    depth++;
    Language inner = choice();
    depth--;
    require(skips(")"));
    return inner;
  }

  private Language quoted() {
    int end = text.indexOf("\\E", at);
    String literal = end < 0 ? text.substring(at) : text.substring(at, end);
    at = end < 0 ? text.length() : end + 2;
    return new Language.Sequence(
        literal.codePoints().mapToObj(character -> letters(Letters.of(character))).toList());
  }

  private Letters escaped() throws NotRead {
    require(!atEnd());
    char kind = text.charAt(at++);
    return switch (kind) {
      case 'd' -> DIGITS;
      case 'D' -> DIGITS.not();
      case 'w' -> WORD;
      case 'W' -> WORD.not();
      case 's' -> SPACE;
      case 'S' -> SPACE.not();
      case 't' -> Letters.of('\t');
      case 'n' -> Letters.of('\n');
      case 'r' -> Letters.of('\r');
      case 'f' -> Letters.of('\f');
      default -> {
        require(kind < 0x80 && !Character.isLetterOrDigit(kind));
        yield Letters.of(kind);
      }
    };
  }

  private Letters set() throws NotRead {
    at++;
    boolean negated = skips("^");
    Letters letters = Letters.NONE;
    boolean first = true;
    while (first || peek() != ']') {
      require(!atEnd() && peek() != '[' && !text.startsWith("&&", at) && (!first || peek() != ']'));
      first = false;
      int from = text.codePointAt(at);
      at += Character.charCount(from);
      Letters item = from == '\\' ? escaped() : Letters.of(from);
      require(!atEnd());
      if (peek() == '-' && at + 1 < text.length() && text.charAt(at + 1) != ']') {
        at++;
        require(peek() != '[');
        int to = text.codePointAt(at);
        at += Character.charCount(to);
        Letters end = to == '\\' ? escaped() : Letters.of(to);
        item = between(item, end);
      }
      letters = letters.or(item);
      require(!atEnd());
    }
    at++;
    Letters cased = inEitherCase ? letters.inEitherCaseOfAscii() : letters;
    return negated ? cased.not() : cased;
  }

  private static Letters between(Letters first, Letters last) throws NotRead {
    require(first.only().isPresent() && last.only().isPresent()
        && first.only().getAsInt() <= last.only().getAsInt());
    return Letters.between(first.only().getAsInt(), last.only().getAsInt());
  }

  private static void require(boolean isKnown) throws NotRead {
    if (!isKnown) {
      throw new NotRead();
    }
  }
}
