package io.quell.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON text of which it is known where its values begin and end. They are made when they are
/// asked for: of a finding that no rule is about few are.
///
/// What it takes it reads as Jackson does.
public final class JsonOutline {
  /// A text of so many digits fits a long.
  private static final int DIGITS_OF_LONG = 18;
  /// An object that is asked for more members than a finding without a rule is has all of them
  /// made, once.
  private static final int MOST_QUESTIONS = 100;

  private final byte[] text;
  /// What [JsonScanner] has noted.
  private final int[] places;

  private JsonOutline(byte[] text, int[] places) {
    this.text = text;
    this.places = places;
  }

  /// The object that a text is; empty where the text is none, and where it has something rare, so
  /// that a full parser has to read it.
  ///
  /// @param text the text in UTF-8, which nobody may change from here on
  public static Optional<Map<String, @Nullable Object>> object(byte[] text) {
    return object(text, text.length);
  }

  private static Optional<Map<String, @Nullable Object>> object(byte[] text, int length) {
    int[] places = JsonScanner.places(text, length);
    return places == null
        ? Optional.empty()
        : Optional.of(new JsonOutline(text, places).new Members(0));
  }

  /// The object that the text of a member is, without a string being made of it; empty where the
  /// member has no text, where the text is no object or has something rare, and where the outer
  /// object was read otherwise.
  ///
  /// @param outer an object that may have been read by this class
  public static Optional<Map<String, @Nullable Object>> objectIn(Map<?, ?> outer, String name) {
    return outer instanceof Members members ? members.objectIn(name) : Optional.empty();
  }

  /// The values at some places as bytes to compare: where two objects have the same bytes, they
  /// have the same values there. Objects with the same values may have others, where the one is
  /// read by this class and the other is not, or their texts differ.
  ///
  /// @param paths the names of the members, outermost first
  public static byte[] textAt(Map<String, Object> object, List<List<String>> paths) {
    var text = new DistinctText();
    for (List<String> path : paths) {
      if (object instanceof Members members) {
        members.write(path, text);
      } else {
        Object value = JsonTree.value(object, path);
        if (value != null) {
          text.add(value);
        }
      }
      text.add('\n'); // no value begins with it
    }
    return text.bytes();
  }

  /// An object that cannot be changed, with what is in this one.
  public static Map<String, Object> unmodifiable(Map<String, Object> object) {
    return object instanceof Members ? object : Collections.unmodifiableMap(object);
  }

  private @Nullable Object value(int place) {
    int start = places[place];
    if (start < 0) {
      return text[~start] == '{' ? new Members(place) : list(place);
    }
    int end = places[place + 1];
    return switch (text[start]) {
      case '"' -> string(start, end);
      case 't' -> true;
      case 'f' -> false;
      case 'n' -> null;
      default -> number(new String(text, start, end - start, StandardCharsets.ISO_8859_1));
    };
  }

  private List<@Nullable Object> list(int place) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int at = place + JsonScanner.OF_A_CONTAINER;
        at < places[place + 1];
        at = JsonScanner.next(places, at)) {
      elements.add(value(at));
    }
    return elements;
  }

  private static Number number(String digits) {
    if (digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
      return new BigDecimal(digits);
    }
    if (digits.length() > DIGITS_OF_LONG) {
      var number = new BigInteger(digits);
      return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
    long number = Long.parseLong(digits);
    return number == (int) number ? (Number) (int) number : (Number) number;
  }

  private String string(int start, int end) {
    return string(text, start, end);
  }

  /// The string between two places as [JsonScanner] notes them.
  static String string(byte[] text, int start, int end) {
    return end < 0
        ? unescaped(text, start + 1, ~end - 1)
        : new String(text, start + 1, end - start - 2, StandardCharsets.ISO_8859_1);
  }

  private static String unescaped(byte[] text, int start, int end) {
    byte[] letters = new byte[end - start];
    return new String(letters, 0, unescape(text, start, end, letters), StandardCharsets.UTF_8);
  }

  /// Writes what a part of the text stands for to the beginning of an array that is as long as it.
  /// Eight bytes are copied at a time, whatever they are, and those behind a backslash again: the
  /// letters never lie behind their place in the text.
  ///
  /// @return how many bytes that takes
  private static int unescape(byte[] text, int start, int end, byte[] letters) {
    int count = 0;
    int at = start;
    while (at + Long.BYTES <= end) {
      long eight = JsonScanner.eight(text, at);
      JsonScanner.setEight(letters, count, eight);
      int plain = JsonScanner.plainBeforeBackslash(eight);
      at += plain;
      count += plain;
      if (plain < Long.BYTES && text[at + 1] == '"') { // what JSON in a text is full of
        letters[count++] = '"';
        at += 2;
      } else if (plain < Long.BYTES) {
        letters[count++] = escaped(text, at + 1);
        at = escapeEnd(text, at + 1);
      }
    }
    while (at < end) {
      boolean isEscape = text[at] == '\\';
      letters[count++] = isEscape ? escaped(text, at + 1) : text[at];
      at = isEscape ? escapeEnd(text, at + 1) : at + 1;
    }
    return count;
  }

  private static int escapeEnd(byte[] text, int at) {
    return at + (text[at] == 'u' ? 5 : 1);
  }

  private static byte escaped(byte[] text, int at) {
    return switch (text[at]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' ->
          (byte) (16 * Character.digit(text[at + 3], 16) + Character.digit(text[at + 4], 16));
      default -> text[at];
    };
  }

  /// The members of an object, which cannot be changed.
  private final class Members extends AbstractMap<String, @Nullable Object> {
    private final int place;
    private int questions;
    /// Another thread sees all of it or nothing, for its fields are final.
    private @Nullable MemberIndex index;

    private @Nullable Map<String, @Nullable Object> all;

    Members(int place) {
      this.place = place;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
      if (all != null || questions >= MOST_QUESTIONS) {
        return all().get(name);
      }
      int found = find(name);
      return found == MemberIndex.NOT_FOUND ? null : value(found);
    }

    private Optional<Map<String, @Nullable Object>> objectIn(String name) {
      int found = find(name);
      if (found == MemberIndex.NOT_FOUND || places[found] < 0 || text[places[found]] != '"') {
        return Optional.empty();
      }
      int start = places[found] + 1;
      int end = places[found + 1];
      if (end >= 0) {
        return object(Arrays.copyOfRange(text, start, end - 1));
      }
      byte[] letters = new byte[~end - 1 - start];
      return object(letters, unescape(text, start, ~end - 1, letters));
    }

    /// Writes the text of a value as it stands, and nothing where there is no value.
    private void write(List<String> path, DistinctText to) {
      int found = find(path.getFirst());
      if (found == MemberIndex.NOT_FOUND) {
        return;
      }
      boolean isContainer = places[found] < 0;
      int start = isContainer ? ~places[found] : places[found];
      if (path.size() > 1) {
        if (isContainer && text[start] == '{') {
          new Members(found).write(path.subList(1, path.size()), to);
        }
        return;
      }
      int end = isContainer ? places[found + 2] : places[found + 1];
      to.add(text, start, Math.max(end, ~end));
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return all == null ? find(name) != MemberIndex.NOT_FOUND : all.containsKey(name);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
      return all().entrySet();
    }

    private Map<String, @Nullable Object> all() {
      Map<String, @Nullable Object> made = all;
      if (made == null) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int at = place + JsonScanner.OF_A_CONTAINER;
            at < places[place + 1];
            at = JsonScanner.next(places, at + JsonScanner.OF_A_NAME)) {
          members.put(string(places[at], places[at + 1]), value(at + JsonScanner.OF_A_NAME));
        }
        made = Collections.unmodifiableMap(members);
        all = made;
      }
      return made;
    }

    /// The place of a member's value. Of several members of a name the last one counts.
    ///
    /// An index is made for the second question: most objects in a finding are asked for one
    /// member.
    private int find(@Nullable Object name) {
      if (!(name instanceof String wanted)) {
        return MemberIndex.NOT_FOUND;
      }
      questions++;
      MemberIndex made = index;
      if (made == null) {
        if (questions == 1) {
          return MemberIndex.find(text, places, place, wanted);
        }
        made = MemberIndex.of(text, places, place);
        index = made;
      }
      return made.find(wanted);
    }
  }
}
