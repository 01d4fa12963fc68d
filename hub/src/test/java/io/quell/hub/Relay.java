package io.quell.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quell.localhub.LocalHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Stands before a local hub, notes what it is asked, and answers in its place what the hub cannot
/// be told to answer.
final class Relay implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final LocalHub hub;
  private final List<JsonNode> calls = new CopyOnWriteArrayList<>();
  private volatile Function<JsonNode, Optional<Reply>> instead = _ -> Optional.empty();
  private volatile UnaryOperator<String> rewriting = UnaryOperator.identity();

  /// An answer as it goes over the wire.
  record Reply(int status, String body) {
    /// A refusal of the call.
    static Reply refusal(int status, String code) {
      return new Reply(
          status, "{\"Code\":\"%s\",\"Message\":\"The call is refused.\"}".formatted(code));
    }
  }

  Relay(LocalHub hub) {
    this.hub = hub;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The bodies of all calls so far.
  List<JsonNode> calls() {
    return calls;
  }

  /// Answers with what this makes of a call's body; the hub answers the other calls.
  void answerInstead(Function<JsonNode, Optional<Reply>> answering) {
    instead = answering;
  }

  /// Changes the hub's answers.
  void rewrite(UnaryOperator<String> change) {
    rewriting = change;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode call = json(body);
      calls.add(call);
      Optional<Reply> prepared = instead.apply(call);
      Reply reply = prepared.isPresent() ? prepared.get() : forwarded(exchange, body);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      boolean isPage = reply.body().startsWith("<");
      exchange.getResponseHeaders().set("Content-Type", isPage ? "text/html" : "application/json");
      if (reply.status() != 200 && !isPage) {
        exchange
            .getResponseHeaders()
            .set("x-amzn-ErrorType", json(reply.body()).path("Code").asText());
      }
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Reply forwarded(HttpExchange exchange, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(hub.endpoint().resolve(exchange.getRequestURI().getPath()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), rewriting.apply(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
