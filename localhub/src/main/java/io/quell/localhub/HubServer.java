package io.quell.localhub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Has the hub's endpoint answer over HTTP on the loopback interface.
final class HubServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /// Makes the JDK's server send an answer's last bytes at once. Otherwise a large answer waits 40
  /// milliseconds for the client to acknowledge what came before. The server reads it once.
  private static final String SEND_AT_ONCE = "sun.net.httpserver.nodelay";

  static {
    if (System.getProperty(SEND_AT_ONCE) == null) {
      System.setProperty(SEND_AT_ONCE, "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HubServer(HttpServer server) {
    this.server = server;
  }

  /// Takes a port, and answers nothing yet.
  ///
  /// @param port 0 for one that is free
  /// @throws UncheckedIOException for a port that is in use
  static HubServer at(int port) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The local hub cannot listen on port "
              + port
              + " of "
              + LOOPBACK
              + ": "
              + e.getMessage()
              + ".",
          e);
    }
    return new HubServer(server);
  }

  void start(HubEndpoint endpoint) {
    server.createContext("/", exchange -> handle(exchange, endpoint));
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort());
  }

  /// Where there is no answer, closing the exchange cuts the connection.
  private static void handle(HttpExchange exchange, HubEndpoint endpoint) throws IOException {
    try (exchange) {
      Optional<HubAnswer> answer =
          endpoint.answer(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
              readBody(exchange.getRequestBody()));
      if (answer.isPresent()) {
        respond(exchange, answer.get());
      }
    }
  }

  /// Reads everything, so that a client gets its answer, but keeps no more than a body may have and
  /// one byte.
  private static byte[] readBody(InputStream stream) throws IOException {
    byte[] body = stream.readNBytes(HubEndpoint.LARGEST_BODY + 1);
    stream.transferTo(OutputStream.nullOutputStream());
    return body;
  }

  private static void respond(HttpExchange exchange, HubAnswer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
