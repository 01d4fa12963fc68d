package io.quell.lambda.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import io.quell.hub.FindingUpdate;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.update.Update;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server answers its own client alone.
final class LoopbackServerTest {
  private static final FindingUpdate UPDATE =
      new FindingUpdate(
          new FindingIdentifier.Asff("a", "arn:aws:securityhub:eu-west-1::product/aws/guardduty"),
          Update.builder().note(new Note("Seen", "test")).build());

  private final AwsAnswers answers = new AwsAnswers(Map.of(), Map.of());

  private LoopbackServer start() throws Exception {
    return LoopbackServer.start(LoopbackCertificate.packaged(), answers);
  }

  /// What a client says to the server, and the first line that it answers.
  private static String answer(URI server, X509ExtendedTrustManager trust, String request)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trust}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", server.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readNBytes(30), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void isNotTrustedByTheFunctionsOwnClient() throws Exception {
    try (LoopbackServer server = start();
        SecurityHub hub = SecurityHub.local(server.address())) {
      Map<FindingIdentifier, UpdateResult> results =
          hub.apply(List.of(UPDATE), Deadline.in(Duration.ofSeconds(3), TimeSource.system()));

      assertThat(results.values())
          .singleElement()
          .isInstanceOfSatisfying(
              UpdateResult.Unprocessed.class,
              refused -> {
                assertThat(refused.code()).isEqualTo("CallLost");
                assertThat(refused.message()).contains("PKIX");
              });
      assertThat(answers.unasked(Set.of(AwsAnswers.UPDATE_ASFF))).hasSize(1);
    }
  }

  @Test
  void isTheOnlyOneMoreThatItsClientTrusts(@TempDir Path folder) throws Exception {
    Path other = folder.resolve("other.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "loopback",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "loopback",
                "-keystore",
                other.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(new ByteArrayInputStream(Files.readAllBytes(other)), "loopback".toCharArray());
    var impostor = new LoopbackCertificate(keys, (X509Certificate) keys.getCertificate("loopback"));
    X509ExtendedTrustManager trust = LoopbackCertificate.packaged().trust();

    LoopbackServer server = LoopbackServer.start(impostor, answers);
    assertThatThrownBy(() -> answer(server.address(), trust, "GET / HTTP/1.1\r\n\r\n"))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("PKIX");
    server.close();
  }

  @Test
  void hasACertificateThatOutlivesTheProject() throws Exception {
    assertThat(LoopbackCertificate.packaged().certificate().getNotAfter().toInstant())
        .isAfter(Instant.parse("2100-01-01T00:00:00Z"));
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    try (LoopbackServer server = start()) {
      assertThat(
              answer(
                  server.address(),
                  LoopbackCertificate.packaged().trust(),
                  "DELETE /findings HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .isEqualTo("HTTP/1.1 404 Not Found");
    }
  }

  @Test
  void tellsWhenItsClientSendsWhatItCannotRead() throws Exception {
    LoopbackServer server = start();
    answer(
        server.address(),
        LoopbackCertificate.packaged().trust(),
        "PATCH /findings HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");

    assertThatThrownBy(server::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a body of an unknown length");
  }

  @Test
  void endsConnectionsThatAreOpenWhenItIsClosed() throws Exception {
    LoopbackServer server = start();
    try (Socket open = new Socket("localhost", server.address().getPort())) {
      server.close();

      assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
          .noneMatch(name -> name.startsWith("loopback"));
      assertThat(isOver(open)).isTrue();
    }
  }

  /// The server may just be accepting a connection when it is closed.
  @Test
  void endsHoweverSoonItIsClosedAfterAConnection() throws Exception {
    for (int at = 0; at < 200; at++) {
      LoopbackServer server = start();
      try (Socket open = new Socket("localhost", server.address().getPort())) {
        for (int spin = 0; spin < at * 50; spin++) {
          Thread.onSpinWait();
        }
        server.close();
        assertThat(isOver(open)).isTrue();
      }
    }
  }

  private static boolean isOver(Socket socket) throws IOException {
    socket.setSoTimeout(5_000);
    try {
      socket.getInputStream().readAllBytes(); // TLS says that it closes
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }
}
