package io.quell.cli.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Passes bytes on to a parser, and keeps those from some place on, so that a part of the text can
/// be had as it stands there.
final class RecentBytes extends FilterInputStream {
  private byte[] kept = new byte[64 * 1024];
  /// How many bytes are kept.
  private int size;
  /// Where in the text the first of them stands.
  private long start;

  /// @param input what is passed on, from its beginning
  RecentBytes(InputStream input) {
    super(input);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read > 0) {
      if (size + read > kept.length) {
        kept = Arrays.copyOf(kept, Math.max(2 * kept.length, size + read));
      }
      System.arraycopy(bytes, offset, kept, size, read);
      size += read;
    }
    return read;
  }

  /// Forgets all bytes before this place of the text, which has been read and not forgotten.
  void keepFrom(long place) {
    int gone = at(place);
    System.arraycopy(kept, gone, kept, 0, size - gone);
    size -= gone;
    start = place;
  }

  /// Forgets all that has been read. From here on no place is known.
  void keepNothing() {
    size = 0;
  }

  /// A copy of the bytes from the place that was last given to [#keepFrom] to this one, which has
  /// been read.
  byte[] keptUntil(long place) {
    return Arrays.copyOf(kept, at(place));
  }

  private int at(long place) {
    long at = place - start;
    if (at < 0 || at > size) {
      throw new IllegalStateException(
          "place %d is not among the %d bytes from %d on".formatted(place, size, start));
    }
    return (int) at;
  }
}
