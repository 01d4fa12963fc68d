package io.quell.cli.command;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/// What tells a service on this machine from one of AWS: it is asked without credentials where the
/// environment has none.
public final class LocalService {
  /// Any of these says that the process has credentials of its own.
  private static final Set<String> CREDENTIALS =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_PROFILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");

  private LocalService() {}

  /// Whether an environment names credentials.
  public static boolean hasCredentials(Map<String, String> environment) {
    return CREDENTIALS.stream().anyMatch(environment::containsKey);
  }

  /// Whether an address is on this machine; one without a host is not.
  public static boolean isAt(URI address) {
    String host = String.valueOf(address.getHost());
    try {
      return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
