package io.quell.lint.solver.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// A set of characters (code points), as ranges in rising order.
final class CharacterSet {
  private static final String PLEASANT =
      "examplbcdfghijknoqrstuvwyz0123456789-EXAMPLBCDFGHIJKNOQRSTUVWYZ";

  static final CharacterSet NONE = new CharacterSet(new int[0]);
  static final CharacterSet ALL = between(0, Character.MAX_CODE_POINT);

  /// The first and the last character of each range.
  private final int[] bounds;

  private CharacterSet(int[] bounds) {
    this.bounds = bounds;
  }

  static CharacterSet of(int character) {
    return between(character, character);
  }

  static CharacterSet between(int first, int last) {
    return new CharacterSet(new int[] {first, last});
  }

  static CharacterSet anyOf(String characters) {
    return characters.codePoints().mapToObj(CharacterSet::of).reduce(NONE, CharacterSet::or);
  }

  /// The characters that are wanted.
  static CharacterSet where(IntPredicate isWanted) {
    List<Integer> ends = new ArrayList<>();
    for (int character = 0; character <= Character.MAX_CODE_POINT + 1; character++) {
      boolean isIn = character <= Character.MAX_CODE_POINT && isWanted.test(character);
      if (isIn == (ends.size() % 2 == 0)) {
        ends.add(isIn ? character : character - 1);
      }
    }
    return new CharacterSet(ends.stream().mapToInt(Integer::intValue).toArray());
  }

  /// The only character, or empty where there are several or none.
  OptionalInt only() {
    return bounds.length == 2 && bounds[0] == bounds[1]
        ? OptionalInt.of(bounds[0])
        : OptionalInt.empty();
  }

  /// Whether a character is in both.
  boolean meets(CharacterSet other) {
    return or(other).size() < size() + other.size();
  }

  private int size() {
    int size = 0;
    for (int at = 0; at < bounds.length; at += 2) {
      size += bounds[at + 1] - bounds[at] + 1;
    }
    return size;
  }

  boolean contains(int character) {
    int at = Arrays.binarySearch(bounds, character);
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  CharacterSet or(CharacterSet other) {
    int[] joined = new int[bounds.length + other.bounds.length];
    int length = 0;
    int mine = 0;
    int its = 0;
    while (mine < bounds.length || its < other.bounds.length) {
      boolean takesMine =
          its == other.bounds.length || (mine < bounds.length && bounds[mine] <= other.bounds[its]);
      int first = takesMine ? bounds[mine] : other.bounds[its];
      int last = takesMine ? bounds[mine + 1] : other.bounds[its + 1];
      mine += takesMine ? 2 : 0;
      its += takesMine ? 0 : 2;
      if (length > 0 && first <= joined[length - 1] + 1) {
        joined[length - 1] = Math.max(joined[length - 1], last);
      } else {
        joined[length++] = first;
        joined[length++] = last;
      }
    }
    return new CharacterSet(Arrays.copyOf(joined, length));
  }

  CharacterSet not() {
    int[] rest = new int[bounds.length + 2];
    int length = 0;
    int from = 0;
    for (int at = 0; at < bounds.length; at += 2) {
      if (bounds[at] > from) {
        rest[length++] = from;
        rest[length++] = bounds[at] - 1;
      }
      from = bounds[at + 1] + 1;
    }
    if (from <= Character.MAX_CODE_POINT) {
      rest[length++] = from;
      rest[length++] = Character.MAX_CODE_POINT;
    }
    return new CharacterSet(Arrays.copyOf(rest, length));
  }

  /// The same with the other case of each letter of ASCII.
  CharacterSet inEitherCaseOfAscii() {
    CharacterSet both = this;
    for (char small = 'a'; small <= 'z'; small++) {
      char capital = (char) (small - 'a' + 'A');
      if (contains(small) != contains(capital)) {
        both = both.or(of(small)).or(of(capital));
      }
    }
    return both;
  }

  /// Characters so chosen that each other character is in the same of these sets as one of them;
  /// those that people like to read come first.
  static int[] representatives(CharacterSet[] sets) {
    Map<BitSet, Integer> found = new LinkedHashMap<>();
    PLEASANT
        .codePoints()
        .forEach(character -> found.putIfAbsent(signature(sets, character), character));
    for (int character = ' '; character < 0x7f; character++) {
      found.putIfAbsent(signature(sets, character), character);
    }
    found.putIfAbsent(signature(sets, 0), 0);
    for (CharacterSet set : sets) {
      for (int at = 0; at < set.bounds.length; at++) {
        int character = at % 2 == 0 ? set.bounds[at] : set.bounds[at] + 1;
        if (character <= Character.MAX_CODE_POINT) {
          found.putIfAbsent(signature(sets, character), character);
        }
      }
    }
    return found.values().stream().mapToInt(Integer::intValue).toArray();
  }

  private static BitSet signature(CharacterSet[] sets, int character) {
    var signature = new BitSet(sets.length);
    for (int at = 0; at < sets.length; at++) {
      signature.set(at, sets[at].contains(character));
    }
    return signature;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharacterSet letters && Arrays.equals(letters.bounds, bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return Arrays.toString(bounds);
  }
}
