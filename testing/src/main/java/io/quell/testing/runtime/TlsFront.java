package io.quell.testing.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;

/// Lets a server on loopback that speaks plain HTTP be called over TLS, as AWS is.
public final class TlsFront implements AutoCloseable {
  private final SSLServerSocket server;
  private final URI plain;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private TlsFront(SSLServerSocket server, URI plain) {
    this.server = server;
    this.plain = plain;
    threads.execute(this::accept);
  }

  /// Starts on a free port.
  ///
  /// @param plain the server's address
  /// @param keys a PKCS12 file with a certificate for `localhost` and its key
  /// @param password what opens it
  public static TlsFront of(URI plain, Path keys, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(keys)) {
      store.load(file, password.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return new TlsFront(
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 0, InetAddress.getLoopbackAddress()),
        plain);
  }

  /// Its address.
  public URI endpoint() {
    return URI.create("https://localhost:" + server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket behind = new Socket(plain.getHost(), plain.getPort());
        threads.execute(() -> copy(client, behind));
        threads.execute(() -> copy(behind, client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /// Copies until one side ends, and ends the other.
  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (SocketException | SSLException ended) {
      // the other direction has closed both
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
