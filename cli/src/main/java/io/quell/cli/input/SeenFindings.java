package io.quell.cli.input;

import io.quell.finding.FindingIdentifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The findings that have come by already, each as 16 bytes of a checksum: an identifier takes
/// hundreds, and a million findings may be named. Two that differ have the same checksum once in
/// 2^64 pairs of them.
public final class SeenFindings {
  private static final int FIRST_SIZE = 1 << 10;

  private final MessageDigest digest;
  private long[] slots = new long[2 * FIRST_SIZE];
  private int number;

  /// None so far.
  public SeenFindings() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Adds a finding.
  ///
  /// @return whether it had not come by before
  public boolean add(FindingIdentifier identifier) {
    ByteBuffer checksum =
        ByteBuffer.wrap(digest.digest(whole(identifier).getBytes(StandardCharsets.UTF_8)));
    long first = checksum.getLong() | 1; // so that no pair is that of an empty slot
    boolean isNew = put(first, checksum.getLong());
    if (isNew && ++number * 4 > slots.length) {
      grow();
    }
    return isNew;
  }

  private static String whole(FindingIdentifier identifier) {
    return switch (identifier) {
      case FindingIdentifier.Asff(var id, var productArn) -> id + "\n" + productArn;
      case FindingIdentifier.MetadataUid(var uid) -> uid;
      case FindingIdentifier.OcsfParts(var account, var own, var product) ->
          String.join("\n", account, own, product);
    };
  }

  private boolean put(long first, long second) {
    int mask = slots.length / 2 - 1;
    int at = (int) (second & mask);
    while (slots[2 * at] != 0) {
      if (slots[2 * at] == first && slots[2 * at + 1] == second) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[2 * at] = first;
    slots[2 * at + 1] = second;
    return true;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[2 * before.length];
    for (int at = 0; at < before.length; at += 2) {
      if (before[at] != 0) {
        put(before[at], before[at + 1]);
      }
    }
  }
}
