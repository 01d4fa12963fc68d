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
import java.util.concurrent.CountDownLatch;
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

  /// Lambda allows that much for the start of a function with a snapshot (Lambda Developer Guide,
  /// SnapStart).
  private static final Duration TIME_TO_INITIALIZE = Duration.ofSeconds(130);

  private final HttpServer server;
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<Reply>> replies = new ConcurrentHashMap<>();
  private final CompletableFuture<Reply> initializationError = new CompletableFuture<>();

  private final CompletableFuture<Reply> snapshot = new CompletableFuture<>();
  private final CountDownLatch restored = new CountDownLatch(1);

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
  public static RuntimeApi start(Duration timeOut) {
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

  /// Waits until the function is ready for its snapshot.
  ///
  /// @throws IllegalStateException where it has reported an error instead
  public void awaitSnapshot() throws Exception {
    Reply first =
        (Reply)
            CompletableFuture.anyOf(snapshot, initializationError)
                .get(TIME_TO_INITIALIZE.toSeconds(), TimeUnit.SECONDS);
    if (first.isError()) {
      throw new IllegalStateException("the function does not start: " + first.body());
    }
  }

  /// Restores the function from its snapshot: it goes on in the same process.
  public void restore() {
    restored.countDown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
      if (path.equals("invocation/next")) {
        next(exchange);
      } else if (path.equals("restore/next")) {
        snapshot.complete(new Reply(false, ""));
        restored.await();
        exchange.sendResponseHeaders(200, -1);
      } else {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Reply reply = new Reply(path.endsWith("/error"), new String(body, StandardCharsets.UTF_8));
        if (path.equals("init/error") || path.equals("restore/error")) {
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
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
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
              "Lambda-Runtime-Trace-Id",
              "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
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
