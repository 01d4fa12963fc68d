package io.quell.lambda.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/// The certificate of [LoopbackServer], for `localhost`, and the trust in it.
///
/// It comes from a PKCS12 file in the package, because the JDK has no public way to make a
/// certificate. The file is in the repository and is not made by the build, for the same sources
/// have to give the same package. Its key is no secret: the only one that takes the certificate is
/// a client that calls its own process and is closed before the function takes its first event.
/// This made it:
///
/// ```sh
/// keytool -genkeypair -alias loopback -keyalg RSA -keysize 2048 -sigalg SHA256withRSA \
///   -validity 36500 -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1 \
///   -storetype PKCS12 -storepass loopback -keystore loopback.p12
/// ```
///
/// RSA, as the certificates of AWS's endpoints have it, so that the same classes are used.
///
/// @param keys the certificate and its key
/// @param certificate the certificate
public record LoopbackCertificate(KeyStore keys, X509Certificate certificate) {
  private static final String FILE = "loopback.p12";
  private static final String ALIAS = "loopback";
  private static final char[] PASSWORD = ALIAS.toCharArray();

  /// Reads the packaged one.
  ///
  /// @throws IOException where the file is missing or broken
  public static LoopbackCertificate packaged() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file =
        Objects.requireNonNull(LoopbackCertificate.class.getResourceAsStream(FILE), FILE)) {
      keys.load(file, PASSWORD);
    }
    return new LoopbackCertificate(keys, (X509Certificate) keys.getCertificate(ALIAS));
  }

  /// What a server needs to show it.
  SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /// Trusts whom the JDK trusts, and this one certificate. The JDK's own check comes first, so that
  /// it is made ready too.
  public X509ExtendedTrustManager trust() throws GeneralSecurityException {
    TrustManagerFactory usual =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    usual.init((KeyStore) null);
    return Arrays.stream(usual.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .map(manager -> new OneMore(manager, certificate))
        .orElseThrow(() -> new GeneralSecurityException("the JDK has no trust manager for X.509"));
  }

  private static final class OneMore extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager usual;
    private final X509Certificate oneMore;

    private OneMore(X509ExtendedTrustManager usual, X509Certificate oneMore) {
      this.usual = usual;
      this.oneMore = oneMore;
    }

    private interface Check {
      void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check usualCheck) throws CertificateException {
      try {
        usualCheck.run();
      } catch (CertificateException e) {
        if (chain.length != 1 || !chain[0].equals(oneMore)) {
          throw e;
        }
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      check(chain, () -> usual.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      check(chain, () -> usual.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      check(chain, () -> usual.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      usual.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      usual.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      usual.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return usual.getAcceptedIssuers();
    }
  }
}
