package io.quell.infra;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A local hub that keeps the requests that came and the events that it raised.
final class RecordingHub implements AutoCloseable {
  // What the client may not set by hand.
  private static final Set<String> HOP_HEADERS =
      Set.of("host", "connection", "content-length", "expect", "upgrade");

  private final LocalHub hub = LocalHub.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final List<JsonNode> updates = new CopyOnWriteArrayList<>();
  private final List<JsonNode> reads = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  RecordingHub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::forward);
    server.start();
    hub.onEvent(events::add);
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      (isUpdate(exchange) ? updates : reads)
          .add(Project.json(new String(body, StandardCharsets.UTF_8)));
      HttpRequest.Builder request =
          HttpRequest.newBuilder(hub.endpoint().resolve(exchange.getRequestURI()))
              .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (!HOP_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      response
          .headers()
          .firstValue("x-amzn-errortype")
          .ifPresent(type -> exchange.getResponseHeaders().add("x-amzn-errortype", type));
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Puts the findings of an event into the hub.
  void seed(JsonNode event) {
    event.get("detail").get("findings").forEach(finding -> hub.seed(finding.toString()));
  }

  /// The first finding of an event, as it is in the hub now.
  JsonNode now(JsonNode event) {
    JsonNode finding = event.get("detail").get("findings").get(0);
    return Project.json(
        hub.finding(finding.get("Id").asText(), finding.get("ProductArn").asText()).orElseThrow());
  }

  /// Both operations that update are PATCH, and no other one is.
  private static boolean isUpdate(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("PATCH");
  }

  /// The bodies of the updates so far.
  List<JsonNode> updates() {
    return updates;
  }

  /// The bodies of all other requests so far.
  List<JsonNode> reads() {
    return reads;
  }

  /// The next event that the hub raises.
  JsonNode event() throws InterruptedException {
    String event = events.poll(10, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("the hub raised no event");
    }
    return Project.json(event);
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    hub.close();
  }
}
