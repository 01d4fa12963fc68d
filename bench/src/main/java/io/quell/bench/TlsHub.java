package io.quell.bench;

import io.quell.lambda.snapshot.AwsAnswers;
import io.quell.lambda.snapshot.LoopbackCertificate;
import io.quell.lambda.snapshot.LoopbackServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A stand-in of Security Hub on loopback that takes every update over TLS.
public final class TlsHub implements AutoCloseable {
  private static final String PASSWORD = "loopback";

  private final AwsAnswers answers = new AwsAnswers(Map.of(), Map.of());
  private final Path keys;
  private final LoopbackServer server;

  private TlsHub() throws IOException, GeneralSecurityException {
    keys = Files.createTempFile("loopback", ".p12");
    try (InputStream file =
        Objects.requireNonNull(LoopbackCertificate.class.getResourceAsStream("loopback.p12"))) {
      Files.copy(file, keys, StandardCopyOption.REPLACE_EXISTING);
    }
    server = LoopbackServer.start(LoopbackCertificate.packaged(), answers);
  }

  /// Starts one.
  public static TlsHub start() throws IOException, GeneralSecurityException {
    return new TlsHub();
  }

  /// Where it is.
  public URI address() {
    return server.address();
  }

  /// The options by which Java trusts it.
  public String trustOptions() {
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(keys, PASSWORD);
  }

  /// Makes sure that updates have come.
  ///
  /// @throws IllegalStateException where none has come
  public void requireUpdates() {
    if (!answers.unasked(Set.of(AwsAnswers.UPDATE_ASFF)).isEmpty()) {
      throw new IllegalStateException("no update was sent");
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.delete(keys);
  }
}
