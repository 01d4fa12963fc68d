package io.quell.cli.options;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.LocalService;
import io.quell.hub.SecurityHub;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The address of a hub other than AWS's own.
public record HubConnection(URI address) {
  private static final int LONGEST_WAIT_MILLIS = 3_000;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /// A client for the hub. One on this machine is asked without credentials where the environment
  /// has none.
  ///
  /// @throws FailedException where nothing listens on this machine
  public SecurityHub connect(Map<String, String> environment) {
    if (!isLoopback()) {
      return SecurityHub.at(address);
    }
    requireListener();
    boolean hasCredentials = LocalService.hasCredentials(environment);
    boolean hasRegion =
        environment.containsKey("AWS_REGION") || environment.containsKey("AWS_PROFILE");
    return hasCredentials && hasRegion ? SecurityHub.at(address) : SecurityHub.local(address);
  }

  /// Whether the hub is on this machine.
  public boolean isLoopback() {
    return LocalService.isAt(address);
  }

  /// The SDK would try each call several times before it says so, once for each batch.
  private void requireListener() {
    int port =
        address.getPort() >= 0
            ? address.getPort()
            : address.getScheme().equals("https") ? HTTPS : HTTP;
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), LONGEST_WAIT_MILLIS);
    } catch (IOException e) {
      throw new FailedException(
          "nothing answers at %s (%s): start a hub there with 'quell hub --port %d'"
              .formatted(address, e.getMessage(), port));
    }
  }

  /// Reads the option's value.
  public static final class AddressConverter implements ITypeConverter<HubConnection> {
    @Override
    public HubConnection convert(String text) {
      try {
        var address = new URI(text);
        if (address.getHost() != null
            && Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
          return new HubConnection(address);
        }
      } catch (URISyntaxException notAnAddress) {
        // it is refused below, as any other text
      }
      throw new TypeConversionException(
          "'%s' is no http or https address such as http://127.0.0.1:8090".formatted(text));
    }
  }
}
