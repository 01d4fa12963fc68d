package io.quell.testing.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Lambda's Runtime API on loopback: hands invocations to a runtime interface client and takes its
/// answers.
public final class RuntimeApi implements AutoCloseable {
  /// What the function answered, or the error it reported.
  public record Reply(boolean isError, String body) {}

  private record Invocation(String id, String payload) {}

  private static final String PREFIX = "/2018-06-01/runtime/";
  /// How much time a function has for an invocation where nothing else is said.
  static final Duration TIME_OUT = Duration.ofSeconds(30);

  private final HttpServer server;
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<Reply>> replies = new ConcurrentHashMap<>();
  private final CompletableFuture<Reply> initializationError = new CompletableFuture<>();

  private final Duration timeOut;

  private RuntimeApi(HttpServer server, Duration timeOut) {
    this.server = server;
    this.timeOut = timeOut;
    server.createContext(PREFIX, this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /// Starts on a free port of loopback.
  public static RuntimeApi start() {
    return start(TIME_OUT);
  }

  /// Starts on a free port of loopback.
  ///
  /// @param timeOut how much time the function has for an invocation
  static RuntimeApi start(Duration timeOut) {
    try {
      return new RuntimeApi(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
          timeOut);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What `AWS_LAMBDA_RUNTIME_API` is to be.
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Invokes the function and waits for its reply.
  public Reply invoke(String payload) throws Exception {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    replies.put(id, reply);
    waiting.add(new Invocation(id, payload));
    return (Reply)
        CompletableFuture.anyOf(reply, initializationError)
            .get(timeOut.toSeconds(), TimeUnit.SECONDS);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
      if (path.equals("invocation/next")) {
        next(exchange);
      } else {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Reply reply = new Reply(path.endsWith("/error"), new String(body, StandardCharsets.UTF_8));
        if (path.equals("init/error")) {
          initializationError.complete(reply);
        } else {
          CompletableFuture<Reply> awaited = replies.remove(path.split("/", -1)[1]);
          if (awaited == null) {
            throw new IllegalStateException("nobody waits for " + path);
          }
          awaited.complete(reply);
        }
        exchange.sendResponseHeaders(202, -1);
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    try {
      Invocation invocation = waiting.take();
      // The client's native part crashes where the answer has no content type.
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", invocation.id());
      exchange
          .getResponseHeaders()
          .add(
              "Lambda-Runtime-Deadline-Ms",
              Long.toString(System.currentTimeMillis() + timeOut.toMillis()));
      exchange
          .getResponseHeaders()
          .add(
              "Lambda-Runtime-Invoked-Function-Arn",
              "arn:aws:lambda:us-east-1:111122223333:function:quell");
      byte[] payload = invocation.payload().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, payload.length);
      exchange.getResponseBody().write(payload);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
