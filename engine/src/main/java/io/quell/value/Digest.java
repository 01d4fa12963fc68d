package io.quell.value;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Short digests of texts, to tell one from another where nobody means harm.
public final class Digest {
  /// How many characters a digest has.
  public static final int LENGTH = 6;

  private static final int BASE = 36;
  private static final long MODULUS = 2_176_782_336L; // 36 to the sixth: its characters say no more

  private Digest() {}

  /// The digest of a text: lower-case letters and digits.
  public static String of(String text) {
    var sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    String digits = Long.toString(sum.getValue() % MODULUS, BASE);
    return "0".repeat(LENGTH - digits.length()) + digits;
  }
}
