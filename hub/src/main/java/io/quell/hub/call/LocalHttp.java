package io.quell.hub.call;

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

  /// A client for one that answers over TLS.
  ///
  /// @param trust trusts the service
  public static Apache5HttpClient.Builder client(X509ExtendedTrustManager trust) {
    return client().tlsTrustManagersProvider(() -> new TrustManager[] {trust});
  }
}
