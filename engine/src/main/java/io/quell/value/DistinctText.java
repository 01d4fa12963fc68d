package io.quell.value;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of JSON as bytes that are quickly made and compared: different values have different
/// bytes. Nobody reads them.
final class DistinctText {
  /// What decides on an update of most findings has less.
  private static final int USUAL_SIZE = 1024;

  /// Comes before the two bytes of a letter that is not ASCII.
  private static final int NOT_ASCII = 0x80;

  private static final int OF_A_LETTER = 3;
  private static final byte LAST = -1;

  private byte[] bytes = new byte[USUAL_SIZE];
  private int size;

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  void add(char one) {
    room(1);
    bytes[size++] = (byte) one;
  }

  /// Adds a part of a text.
  void add(byte[] text, int start, int end) {
    room(end - start);
    System.arraycopy(text, start, bytes, size, end - start);
    size += end - start;
  }

  /// Adds a value that was read into maps, lists and strings.
  void add(@Nullable Object value) {
    switch (value) {
      case Map<?, ?> members -> {
        add('{');
        for (Map.Entry<?, ?> member : members.entrySet()) {
          add('"', String.valueOf(member.getKey()));
          add(member.getValue());
        }
        add('}');
      }
      case List<?> elements -> {
        add('[');
        for (Object element : elements) {
          add(element);
        }
        add(']');
      }
      case String text -> add('"', text);
      case null, default -> add('=', String.valueOf(value));
    }
  }

  /// With a last letter behind it, which no text has, so that it is known where it ends. Every
  /// letter counts, half a pair of surrogates too, for which UTF-8 has no bytes.
  private void add(char kind, String text) {
    room(2 + OF_A_LETTER * text.length());
    bytes[size++] = (byte) kind;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter < NOT_ASCII) {
        bytes[size++] = (byte) letter;
      } else {
        bytes[size++] = (byte) NOT_ASCII;
        bytes[size++] = (byte) (letter >>> Byte.SIZE);
        bytes[size++] = (byte) letter;
      }
    }
    bytes[size++] = LAST;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
