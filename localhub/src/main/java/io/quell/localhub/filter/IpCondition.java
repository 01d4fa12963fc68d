package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.Violations;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Address filters on one attribute: the address has to lie in one of the networks.
final class IpCondition {
  private IpCondition() {}

  /// The addresses that share the first `prefix` bits with this one.
  private record IpNetwork(InetAddress address, int prefix) implements Predicate<InetAddress> {
    @Override
    public boolean test(InetAddress other) {
      int bits = address.getAddress().length * Byte.SIZE;
      return other.getAddress().length == address.getAddress().length
          && number(address).xor(number(other)).shiftRight(bits - prefix).signum() == 0;
    }

    private static BigInteger number(InetAddress address) {
      return new BigInteger(1, address.getAddress());
    }
  }

  /// Reads filters such as `{"Cidr": "10.0.0.0/8"}`; an address alone is the network of this one
  /// address.
  static Predicate<JsonNode> read(
      FindingAttribute attribute, List<JsonPart> filters, Violations violations) {
    List<IpNetwork> networks = new ArrayList<>();
    for (JsonPart filter : filters) {
      JsonPart cidr = filter.at("Cidr");
      violations.exactly(filter, "Cidr");
      if (violations.text(cidr)) {
        network(cidr.node().asText())
            .ifPresentOrElse(
                networks::add, () -> violations.add(cidr, "should match format \"cidr\""));
      }
    }
    return new ValueCondition<>(
        finding -> attribute.texts(finding).stream().flatMap(text -> address(text).stream()),
        networks);
  }

  private static Optional<IpNetwork> network(String cidr) {
    int slash = cidr.indexOf('/');
    Optional<InetAddress> address = address(slash < 0 ? cidr : cidr.substring(0, slash));
    return address.flatMap(
        present -> {
          int bits = present.getAddress().length * Byte.SIZE;
          if (slash < 0) {
            return Optional.of(new IpNetwork(present, bits));
          }
          String prefix = cidr.substring(slash + 1);
          return prefix.matches("[0-9]{1,3}") && Integer.parseInt(prefix) <= bits
              ? Optional.of(new IpNetwork(present, Integer.parseInt(prefix)))
              : Optional.empty();
        });
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
