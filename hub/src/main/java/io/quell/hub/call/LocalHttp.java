package io.quell.hub.call;

import java.net.URI;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/// HTTP to a service on this machine, which is never behind the environment's proxy.
public final class LocalHttp {
  private LocalHttp() {}

  /// A client for it, to be built.
  public static Apache5HttpClient.Builder client() {
    return Apache5HttpClient.builder()
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useEnvironmentVariableValues(false)
                .useSystemPropertyValues(false)
                .build());
  }

  /// A client for the service at an address. Where that is plain HTTP, the certificates that Java
  /// trusts are not read, which would take longer than all the calls of a short run: no server is
  /// trusted then, so that none is called over TLS.
  public static Apache5HttpClient.Builder client(URI endpoint) {
    return "http".equalsIgnoreCase(endpoint.getScheme())
        ? client().tlsTrustManagersProvider(() -> new TrustManager[0])
        : client();
  }

  /// A client for one that answers over TLS.
  ///
  /// @param trust trusts the service
  public static Apache5HttpClient.Builder client(X509ExtendedTrustManager trust) {
    return client().tlsTrustManagersProvider(() -> new TrustManager[] {trust});
  }
}
