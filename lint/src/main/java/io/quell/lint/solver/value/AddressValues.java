package io.quell.lint.solver.value;

import io.quell.criteria.Condition;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Addresses that are as wanted.
///
/// Networks are ranges of addresses, so it is enough to try their ends and what stands beside them.
final class AddressValues {
  private AddressValues() {}

  static Candidates of(ValueConstraint constraint, Instant now) {
    List<String> values =
        constraint
            .conditions()
            .flatMap(AddressValues::points)
            .distinct()
            .filter(value -> constraint.isMetBy(value, now))
            .toList();
    return new Candidates(values, constraint.isOnlyAbout(Condition.Network.class::isInstance));
  }

  private static Stream<String> points(Condition condition) {
    if (!(condition instanceof Condition.Network(var network))) {
      return Stream.empty();
    }
    int slash = network.indexOf('/');
    byte[] base = InetAddress.ofLiteral(network.substring(0, slash)).getAddress();
    int freeBits = base.length * Byte.SIZE - Integer.parseInt(network.substring(slash + 1));
    BigInteger size = BigInteger.ONE.shiftLeft(freeBits);
    BigInteger first = new BigInteger(1, base).shiftRight(freeBits).shiftLeft(freeBits);
    BigInteger last = first.add(size).subtract(BigInteger.ONE);
    List<String> points = new ArrayList<>();
    for (BigInteger point :
        List.of(
            first.add(BigInteger.ONE).min(last),
            first,
            last,
            last.add(BigInteger.ONE),
            first.subtract(BigInteger.ONE))) {
      if (point.signum() >= 0 && point.bitLength() <= base.length * Byte.SIZE) {
        points.add(text(point, base.length));
      }
    }
    return points.stream();
  }

  private static String text(BigInteger number, int length) {
    byte[] digits = number.toByteArray();
    byte[] address = new byte[length];
    byte[] significant =
        digits.length > length
            ? Arrays.copyOfRange(digits, digits.length - length, digits.length)
            : digits;
    System.arraycopy(significant, 0, address, length - significant.length, significant.length);
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes, not " + length, e);
    }
  }
}
