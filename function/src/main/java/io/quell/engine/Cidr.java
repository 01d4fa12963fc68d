package io.quell.engine;

import java.net.InetAddress;
import java.util.Optional;

/// A network in CIDR notation. Names are never looked up: only literal addresses count.
record Cidr(InetAddress base, int prefixLength) {

  static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    return address(text.substring(0, slash)).flatMap(base -> {
      try {
        int length = Integer.parseInt(text.substring(slash + 1));
        return length >= 0 && length <= base.getAddress().length * Byte.SIZE
            ? Optional.of(new Cidr(base, length))
            : Optional.empty();
      } catch (NumberFormatException noLength) {
        return Optional.empty();
      }
    });
  }

  static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefixLength; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
