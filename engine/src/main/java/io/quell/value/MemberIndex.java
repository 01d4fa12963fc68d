package io.quell.value;

/// Where the values of an object's members are, found by what a name is like: its length and its
/// last letters, by which most names of an object differ.
///
/// It is of an object in a text of which [JsonScanner] has noted the places. Once made it does not
/// change.
final class MemberIndex {
  static final int NOT_FOUND = -1;

  /// Spreads the bits of a number over its highest ones (Knuth, multiplicative hashing).
  private static final int GOLDEN = 0x9E3779B9;

  /// A member's likeness, the place of its value, and where the next member of its slot is.
  private static final int OF_A_MEMBER = 3;

  private final byte[] text;
  private final int[] places;

  /// First the slots, each with where its last member is, or 0; then the members.
  private final int[] table;

  private final int shift;

  private MemberIndex(byte[] text, int[] places, int[] table, int shift) {
    this.text = text;
    this.places = places;
    this.table = table;
    this.shift = shift;
  }

  /// The index of the object at a place.
  static MemberIndex of(byte[] text, int[] places, int place) {
    int members = 0;
    int end = places[place + 1];
    for (int at = first(place); at < end; at = next(places, at)) {
      members++;
    }
    int shift = Math.min(Integer.numberOfLeadingZeros(members), Integer.SIZE - 2);
    int size = 1 << (Integer.SIZE - shift);
    int[] table = new int[size + OF_A_MEMBER * members];
    int entry = size;
    for (int at = first(place); at < end; at = next(places, at)) {
      int likeness = likeness(text, places[at], places[at + 1]);
      int slot = (likeness * GOLDEN) >>> shift;
      table[entry] = likeness;
      table[entry + 1] = at + JsonScanner.OF_A_NAME;
      table[entry + 2] = table[slot];
      table[slot] = entry;
      entry += OF_A_MEMBER;
    }
    return new MemberIndex(text, places, table, shift);
  }

  /// The place of a member's value, or [#NOT_FOUND]. Of several members of a name the last one
  /// counts.
  int find(String name) {
    int likeness = likeness(name);
    for (int entry = table[(likeness * GOLDEN) >>> shift]; entry != 0; entry = table[entry + 2]) {
      int value = table[entry + 1];
      if (table[entry] == likeness
          && isName(
              text,
              name,
              places[value - JsonScanner.OF_A_NAME],
              places[value - JsonScanner.OF_A_NAME + 1])) {
        return value;
      }
    }
    return NOT_FOUND;
  }

  /// The same of an object without an index.
  static int find(byte[] text, int[] places, int place, String name) {
    int likeness = likeness(name);
    int found = NOT_FOUND;
    int end = places[place + 1];
    for (int at = first(place); at < end; at = next(places, at)) {
      if (likeness(text, places[at], places[at + 1]) == likeness
          && isName(text, name, places[at], places[at + 1])) {
        found = at + JsonScanner.OF_A_NAME;
      }
    }
    return found;
  }

  private static int first(int place) {
    return place + JsonScanner.OF_A_CONTAINER;
  }

  /// The place of the next member's name.
  private static int next(int[] places, int name) {
    return JsonScanner.next(places, name + JsonScanner.OF_A_NAME);
  }

  private static int likeness(String name) {
    int length = name.length();
    return length < 2
        ? length
        : length << Short.SIZE ^ name.charAt(length - 1) << Byte.SIZE ^ name.charAt(length - 2);
  }

  private static int likeness(byte[] text, int start, int end) {
    if (end < 0) {
      return likeness(JsonOutline.string(text, start, end));
    }
    int length = end - start - 2;
    return length < 2 ? length : length << Short.SIZE ^ text[end - 2] << Byte.SIZE ^ text[end - 3];
  }

  private static boolean isName(byte[] text, String wanted, int start, int end) {
    if (end < 0) {
      return wanted.equals(JsonOutline.string(text, start, end));
    }
    int length = end - start - 2;
    if (wanted.length() != length) {
      return false;
    }
    for (int at = length - 1; at >= 0; at--) { // names differ at their end more often
      if (wanted.charAt(at) != text[start + 1 + at]) {
        return false;
      }
    }
    return true;
  }
}
