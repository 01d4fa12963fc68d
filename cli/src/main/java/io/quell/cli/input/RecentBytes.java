package io.quell.cli.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Passes bytes on to a parser, and keeps those from some place on, so that a part of the text can
/// be had as it stands there.
final class RecentBytes extends FilterInputStream {
  private byte[] kept = new byte[64 * 1024];
  /// The bytes from here to the end are kept, the others forgotten.
  private int from;
  private int end;
  /// Where in the text the first byte of `kept` stands.
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
      makeRoom(read);
      System.arraycopy(bytes, offset, kept, end, read);
      end += read;
    }
    return read;
  }

  /// Only here are bytes moved, so that to forget some costs nothing.
  private void makeRoom(int more) {
    if (end + more <= kept.length) {
      return;
    }
    int size = end - from;
    byte[] room = size + more > kept.length / 2 ? new byte[2 * (size + more)] : kept;
    System.arraycopy(kept, from, room, 0, size);
    kept = room;
    start += from;
    from = 0;
    end = size;
  }

  /// Forgets all bytes before this place of the text, which has been read and not forgotten.
  void keepFrom(long place) {
    from = at(place);
  }

  /// Forgets all that has been read.
  void keepNothing() {
    from = end;
  }

  /// A copy of the bytes from the place that was last given to [#keepFrom] to this one, which has
  /// been read.
  byte[] keptUntil(long place) {
    return Arrays.copyOfRange(kept, from, at(place));
  }

  private int at(long place) {
    long at = place - start;
    if (at < from || at > end) {
      throw new IllegalStateException(
          "place %d is not among the bytes from %d to %d"
              .formatted(place, start + from, start + end));
    }
    return (int) at;
  }
}
