package io.quell.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Goes through a JSON text once, to its end, and notes where its values begin and end.
///
/// It knows plain JSON only, and gives up on all that a full parser might take otherwise: what is
/// no JSON or no object, and what is rare, such as an escaped letter that is not ASCII.
final class JsonScanner {
  /// These are far below what Jackson takes, and far above what findings have.
  private static final int LONGEST_TEXT = 16_000_000;

  private static final int DEEPEST = 100;
  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_EXPONENT = 3;

  /// The numbers that an object or a list has before those of what is in it.
  static final int OF_A_CONTAINER = 3;

  /// The numbers that a name has before those of its value.
  static final int OF_A_NAME = 2;

  private static final int GIVEN_UP = -1;
  /// So many bytes of a text there are for one place, or more.
  private static final int BYTES_FOR_A_PLACE = 6;

  /// A payload with messages is long and has few places, for the messages are texts in it.
  private static final int MOST_PLACES_AT_FIRST = 4_096;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long COUNT_OF_BYTES = 0x0001020304050607L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;

  private final byte[] text;
  private final int length;
  private int[] places;
  private int size;
  private int depth;
  private boolean isAscii = true;

  private JsonScanner(byte[] text, int length) {
    this.text = text;
    this.length = length;
    this.places = new int[Math.min(64 + length / BYTES_FOR_A_PLACE, MOST_PLACES_AT_FIRST)];
  }

  /// The places of all values, in the order of the text; null where this gives up.
  ///
  /// A value has two numbers: where it begins, and where it ends. An object or a list has its
  /// beginning negated bit by bit, then the index behind the numbers of what is in it, and then
  /// where it ends; what is in it follows. In an object two numbers stand before each value: where
  /// its name begins and ends. The end of a string or a name is negated bit by bit where the
  /// letters between the quotation marks are not the value as it is.
  ///
  /// @param length how many bytes of the array are the text
  static int @Nullable [] places(byte[] text, int length) {
    var scanner = new JsonScanner(text, length);
    return length <= LONGEST_TEXT && scanner.isObject() ? scanner.places : null;
  }

  /// The place behind a value.
  ///
  /// @param places those of a text
  /// @param place that of the value
  static int next(int[] places, int place) {
    return places[place] < 0 ? places[place + 1] : place + 2;
  }

  private boolean isObject() {
    int start = skipBlanks(0);
    if (start == length || text[start] != '{') {
      return false;
    }
    int end = value(start);
    return end != GIVEN_UP && skipBlanks(end) == length && (isAscii || isUtf8());
  }

  private boolean isUtf8() {
    byte[] read =
        new String(text, 0, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(read, 0, read.length, text, 0, length);
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < length && text[at] <= ' ' && isBlank(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
  }

  private void add(int first, int second) {
    if (size + OF_A_CONTAINER > places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[size] = first;
    places[size + 1] = second;
    size += 2;
  }

  /// @return where the value ends that begins here
  private int value(int at) {
    if (at == length) {
      return GIVEN_UP;
    }
    return switch (text[at]) {
      case '"' -> scalar(at, stringEnd(at));
      case '{', '[' -> container(at);
      case 't' -> scalar(at, wordEnd(at, "true"));
      case 'f' -> scalar(at, wordEnd(at, "false"));
      case 'n' -> scalar(at, wordEnd(at, "null"));
      default -> scalar(at, numberEnd(at));
    };
  }

  private int scalar(int at, int end) {
    if (end == GIVEN_UP) {
      return GIVEN_UP;
    }
    add(at, end);
    return Math.max(end, ~end);
  }

  private int container(int start) {
    boolean hasNames = text[start] == '{';
    int bracket = hasNames ? '}' : ']';
    int own = size;
    add(~start, 0);
    size++;
    int at = skipBlanks(start + 1);
    if (++depth > DEEPEST || at == length) {
      return GIVEN_UP;
    }
    while (text[at] != bracket) {
      if (size > own + OF_A_CONTAINER) { // not before the first
        if (text[at] != ',') {
          return GIVEN_UP;
        }
        at = skipBlanks(at + 1);
      }
      int end = value(hasNames ? nameEnd(at) : at);
      at = end == GIVEN_UP ? length : skipBlanks(end);
      if (at == length) {
        return GIVEN_UP;
      }
    }
    depth--;
    places[own + 1] = size;
    places[own + 2] = at + 1;
    return at + 1;
  }

  /// @return where the value of the member begins; the end of the text where there is none
  private int nameEnd(int start) {
    if (start == length || text[start] != '"') {
      return length;
    }
    int end = stringEnd(start);
    int behind = Math.max(end, ~end);
    if (end == GIVEN_UP || behind - start > LONGEST_NAME) {
      return length;
    }
    add(start, end);
    int colon = skipBlanks(behind);
    return colon == length || text[colon] != ':' ? length : skipBlanks(colon + 1);
  }

  /// @return behind the second quotation mark, negated bit by bit where there is an escape or a
  ///     letter that is not ASCII
  private int stringEnd(int start) {
    boolean isPlain = true;
    int at = start + 1;
    while ((at = plainEnd(at)) < length) {
      byte letter = text[at];
      if (letter == '"') {
        return isPlain ? at + 1 : ~(at + 1);
      }
      isPlain = false;
      if (letter == '\\') {
        at = escapeEnd(at + 1);
        if (at == GIVEN_UP) {
          return GIVEN_UP;
        }
      } else if (letter < 0) {
        isAscii = false;
        at++;
      } else {
        return GIVEN_UP;
      }
    }
    return GIVEN_UP;
  }

  /// The next quotation mark, backslash, control character or letter that is not ASCII, looked for
  /// in eight bytes at a time. The highest bit of a byte is set where it is one of them: a byte
  /// that is 0 after the exclusive or, one below a blank, or one that has the bit already. A byte
  /// behind such a one may have its bit set wrongly, for it lends; the first is right.
  private int plainEnd(int start) {
    int at = start;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      long eight = eight(text, at);
      long quotes = eight ^ ('"' * EACH);
      long backslashes = eight ^ ('\\' * EACH);
      long found =
          (((quotes - EACH) & ~quotes)
                  | ((backslashes - EACH) & ~backslashes)
                  | (eight - ' ' * EACH)
                  | eight)
              & HIGHEST_BITS;
      if (found != 0) {
        return at + lowestByte(found);
      }
    }
    while (at < length && text[at] >= ' ' && text[at] != '"' && text[at] != '\\') {
      at++;
    }
    return at;
  }

  /// Eight bytes of a text as one number, the first of them its lowest.
  static long eight(byte[] text, int at) {
    return (long) EIGHT.get(text, at);
  }

  /// Writes eight bytes.
  static void setEight(byte[] text, int at, long eight) {
    EIGHT.set(text, at, eight);
  }

  /// How many of eight bytes stand before the first backslash; all eight where there is none.
  static int plainBeforeBackslash(long eight) {
    long backslashes = eight ^ ('\\' * EACH);
    long found = (backslashes - EACH) & ~backslashes & HIGHEST_BITS;
    return found == 0 ? Long.BYTES : lowestByte(found);
  }

  /// Which of the bytes is the lowest whose highest bit is set; the bits below those are not. The
  /// product has in its highest byte the factor's byte of that number: the compiler C1 makes much
  /// more of counting zeros.
  private static int lowestByte(long highestBits) {
    return (int) ((((highestBits & -highestBits) >>> 7) * COUNT_OF_BYTES) >>> 56);
  }

  private int escapeEnd(int at) {
    if (at == length) {
      return GIVEN_UP;
    }
    return switch (text[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> isEscapedAscii(at + 1) ? at + 5 : GIVEN_UP;
      default -> GIVEN_UP;
    };
  }

  private boolean isEscapedAscii(int at) {
    return at + 4 <= length
        && text[at] == '0'
        && text[at + 1] == '0'
        && text[at + 2] >= '0'
        && text[at + 2] <= '7'
        && Character.digit(text[at + 3], 16) >= 0;
  }

  private int wordEnd(int start, String word) {
    int end = start + word.length();
    if (end > length) {
      return GIVEN_UP;
    }
    for (int at = start; at < end; at++) {
      if (text[at] != word.charAt(at - start)) {
        return GIVEN_UP;
      }
    }
    return end;
  }

  private int numberEnd(int start) {
    int whole = text[start] == '-' ? start + 1 : start;
    int at = digitsEnd(whole);
    if (at == whole || (at > whole + 1 && text[whole] == '0')) {
      return GIVEN_UP;
    }
    if (at < length && text[at] == '.') {
      int fraction = at + 1;
      at = digitsEnd(fraction);
      if (at == fraction) {
        return GIVEN_UP;
      }
    }
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
      boolean isSigned = at + 1 < length && (text[at + 1] == '-' || text[at + 1] == '+');
      int exponent = at + (isSigned ? 2 : 1);
      at = digitsEnd(exponent);
      if (at == exponent || at - exponent > LONGEST_EXPONENT) {
        return GIVEN_UP;
      }
    }
    return at - start > LONGEST_NUMBER ? GIVEN_UP : at;
  }

  private int digitsEnd(int from) {
    int at = from;
    while (at < length && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }
}
