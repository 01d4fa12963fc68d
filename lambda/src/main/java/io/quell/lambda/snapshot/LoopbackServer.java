package io.quell.lambda.snapshot;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;

/// An HTTPS server on loopback, as small as its one client allows: HTTP/1.1, a body of a known
/// length, one request after the other on a connection.
///
/// Once it is closed, none of its connections and threads is left.
public final class LoopbackServer implements AutoCloseable {
  /// What a request asks for.
  ///
  /// @param target the method and the path, such as `PATCH /findings/batchupdate`
  /// @param query what comes after the path; empty where there is nothing
  /// @param body its body
  public record LoopbackRequest(String target, String query, String body) {}

  /// What is answered, with the status 200.
  ///
  /// @param headers more headers than those about the body
  /// @param body JSON
  public record Answer(Map<String, String> headers, String body) {}

  /// Knows the answers.
  public interface Answers {
    /// The answer to a request; empty where there is none.
    Optional<Answer> to(LoopbackRequest request);
  }

  private static final int LONGEST_HEADER = 65_536;
  private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(5);

  private final SSLServerSocket server;
  private final Answers answers;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;

  private LoopbackServer(SSLServerSocket server, Answers answers) {
    this.server = server;
    this.answers = answers;
    acceptor = start("loopback-server", this::accept);
  }

  /// Starts on a free port.
  public static LoopbackServer start(LoopbackCertificate certificate, Answers answers)
      throws IOException, GeneralSecurityException {
    SSLServerSocket socket =
        (SSLServerSocket)
            certificate
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 0, InetAddress.getLoopbackAddress());
    return new LoopbackServer(socket, answers);
  }

  /// Its address.
  public URI address() {
    return URI.create("https://localhost:" + server.getLocalPort());
  }

  private Thread start(String name, Runnable work) {
    Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(work);
    threads.add(thread);
    thread.start();
    return thread;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        if (server.isClosed()) { // whoever closes it may not have seen this connection
          connection.close();
        }
        start("loopback-connection", () -> serve(connection));
      } catch (SocketException e) {
        if (!server.isClosed()) {
          failures.add(e);
          return;
        }
      } catch (IOException e) {
        failures.add(e);
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = new BufferedOutputStream(connection.getOutputStream())) {
      // Else each small piece of the handshake waits for the client's delayed acknowledgement.
      connection.setTcpNoDelay(true);
      Optional<LoopbackRequest> request = read(in);
      while (request.isPresent()) {
        write(out, answers.to(request.get()), request.get());
        request = read(in);
      }
    } catch (SocketException | SSLException e) {
      if (!server.isClosed()) {
        failures.add(e);
      }
    } catch (IOException | RuntimeException e) {
      failures.add(e);
    } finally {
      connections.remove(connection);
    }
  }

  /// The next request of a connection; empty where the client has closed it, which it may do by a
  /// reset.
  private static Optional<LoopbackRequest> read(InputStream in) throws IOException {
    if (isOver(in)) {
      return Optional.empty();
    }
    String first = line(in);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    if (headers.containsKey("Transfer-Encoding") || headers.containsKey("Expect")) {
      throw new IOException("a body of an unknown length, or that waits: " + headers.keySet());
    }
    String[] words = first.split(" ", -1);
    String[] path = words[1].split("\\?", 2);
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
    return Optional.of(
        new LoopbackRequest(
            words[0] + " " + path[0],
            path.length > 1 ? path[1] : "",
            new String(body, StandardCharsets.UTF_8)));
  }

  private static boolean isOver(InputStream in) throws IOException {
    try {
      in.mark(1);
      int first = in.read();
      in.reset();
      return first < 0;
    } catch (SocketException | SSLException closed) {
      return true;
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the client has closed the connection inside a header");
      }
      if (line.size() > LONGEST_HEADER) {
        throw new IOException("a header is longer than " + LONGEST_HEADER);
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private static void write(OutputStream out, Optional<Answer> answer, LoopbackRequest request)
      throws IOException {
    byte[] body =
        answer
            .map(Answer::body)
            .orElseGet(() -> "{\"message\":\"no answer to %s\"}".formatted(request.target()))
            .getBytes(StandardCharsets.UTF_8);
    var header = new StringBuilder();
    header.append("HTTP/1.1 ").append(answer.isPresent() ? "200 OK" : "404 Not Found");
    header
        .append("\r\nDate: ")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
        .append("\r\nContent-Type: application/json\r\nContent-Length: ")
        .append(body.length)
        .append("\r\nConnection: keep-alive\r\n");
    answer
        .map(Answer::headers)
        .orElseGet(Map::of)
        .forEach((name, value) -> header.append(name).append(": ").append(value).append("\r\n"));
    out.write(header.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  /// Closes it and waits until all of its threads have ended.
  ///
  /// @throws IOException where it has met something that it does not know, or does not end
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
    try {
      long until = System.nanoTime() + TIME_TO_CLOSE.toNanos();
      await(acceptor, until); // from here on there are no more threads
      for (Thread thread : threads) {
        await(thread, until);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server on loopback ends", e);
    }
    Exception failure = failures.poll();
    if (failure != null) {
      throw new IOException("the server on loopback has failed: " + failure, failure);
    }
  }

  private static void await(Thread thread, long until) throws IOException, InterruptedException {
    if (!thread.join(Duration.ofNanos(Math.max(0, until - System.nanoTime())))) {
      throw new IOException("the server on loopback does not end: " + thread.getName());
    }
  }
}
