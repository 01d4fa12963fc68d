package io.quell.infra.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the functions call Security Hub.
///
/// @param url another endpoint of Security Hub's API, or null for the Region's own
/// @param fips whether the AWS SDK takes the endpoints with FIPS 140 validated cryptography
public record EndpointOptions(@Nullable String url, boolean fips) {
  /// Names and addresses that lead to nowhere but the machine itself, its containers or a private
  /// network (RFC 6761 and RFC 1918; `.internal` is what Docker and podman call their host).
  private static final Pattern LOCAL =
      Pattern.compile(
          "localhost|\\[::1]|[A-Za-z0-9-]*[A-Za-z-][A-Za-z0-9-]*|.+\\.(localhost|internal)"
              + "|127(\\.\\d{1,3}){3}|10(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}"
              + "|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}");

  public EndpointOptions {
    DeploymentOption.ENDPOINT_URL.require(url == null || isHttp(url), url);
    if (fips && url != null) {
      throw new OptionException(
          DeploymentOption.FIPS,
          "Option %s is on, but %s names an endpoint already, and the AWS SDK takes only one of the"
                  .formatted(DeploymentOption.FIPS.key(), DeploymentOption.ENDPOINT_URL.key())
              + " two. Leave one out.");
    }
  }

  static EndpointOptions read(OptionValues values) {
    return new EndpointOptions(
        values.textOrNull(DeploymentOption.ENDPOINT_URL), values.isOn(DeploymentOption.FIPS));
  }

  private static boolean isHttp(String url) {
    return uri(url)
        .filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        .isPresent();
  }

  private static Optional<URI> uri(String url) {
    try {
      return Optional.of(new URI(url)).filter(uri -> uri.getHost() != null);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /// Whether the functions call a local hub: by `http`, which Security Hub does not speak, at a
  /// name or an address of this machine or its network. No real finding is changed there.
  public boolean isLocal() {
    return url != null
        && uri(url)
            .filter(uri -> "http".equals(uri.getScheme()) && LOCAL.matcher(uri.getHost()).matches())
            .isPresent();
  }
}
