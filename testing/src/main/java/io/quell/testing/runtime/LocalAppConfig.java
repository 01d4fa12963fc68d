package io.quell.testing.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// AppConfig's data service on loopback, for one configuration: it keeps sessions, takes each token
/// once, and refuses everything that it was not built for (AppConfigData 2021-11-11).
public final class LocalAppConfig implements AutoCloseable {
  /// The one configuration that there is.
  public static final String NAME = "quell/live/rules";

  private static final String REGION = "us-east-1";

  private record Version(String content, @Nullable String label) {}

  private record ErrorResponse(int status, String code, Map<String, ?> members) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  /// What each unused token's session has been given.
  private final Map<String, @Nullable Version> tokens = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private @Nullable Version deployed;
  private @Nullable ErrorResponse refusal;
  private @Nullable ErrorResponse whileNothingIsDeployed =
      new ErrorResponse(
          404,
          "ResourceNotFoundException",
          Map.of("Message", "No deployment", "ResourceType", "Deployment"));
  private CountDownLatch answering = new CountDownLatch(0);
  private int tokensGiven;

  private LocalAppConfig(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /// Starts on a free port of loopback.
  public static LocalAppConfig start() {
    try {
      return new LocalAppConfig(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its address.
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Deploys a version, which every session gets at its next poll.
  public synchronized void deploy(String content, @Nullable String label) {
    deployed = new Version(content, label);
  }

  /// Answers a session with an empty body while nothing is deployed, not with an error.
  public synchronized void answerEmptyWhileNothingIsDeployed() {
    whileNothingIsDeployed = null;
  }

  /// Refuses all calls from now on.
  public synchronized void refuse(int status, String code, Map<String, ?> members) {
    refusal = new ErrorResponse(status, code, members);
  }

  /// Takes calls again.
  public synchronized void recover() {
    refusal = null;
    answering.countDown();
  }

  /// Answers no call from now on.
  public synchronized void hang() {
    answering = new CountDownLatch(1);
  }

  /// No token that was given out is good any more, as after a day.
  public synchronized void expireTokens() {
    tokens.clear();
  }

  /// The calls so far, `POST /configurationsessions` or `GET /configuration`.
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answering().await();
      byte[] body = exchange.getRequestBody().readAllBytes();
      answer(exchange, body);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized CountDownLatch answering() {
    return answering;
  }

  private synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    calls.add(call);
    Optional<String> mistake = Signature.mistake(exchange, body, REGION, "appconfig");
    if (mistake.isPresent()) {
      refuse(
          exchange,
          new ErrorResponse(403, "InvalidSignatureException", Map.of("message", mistake.get())));
    } else if (refusal != null) {
      refuse(exchange, refusal);
    } else if (call.equals("POST /configurationsessions")) {
      startSession(exchange, body);
    } else if (call.equals("GET /configuration")) {
      latest(exchange);
    } else {
      refuse(exchange, new ErrorResponse(404, "UnknownOperationException", Map.of()));
    }
  }

  private void startSession(HttpExchange exchange, byte[] body) throws IOException {
    Object request;
    try {
      request = Json.read(body);
    } catch (UnreadableException e) {
      request = e;
    }
    if (!Map.of(
            "ApplicationIdentifier",
            "quell",
            "EnvironmentIdentifier",
            "live",
            "ConfigurationProfileIdentifier",
            "rules")
        .equals(request)) {
      refuse(
          exchange,
          new ErrorResponse(
              404,
              "ResourceNotFoundException",
              Map.of("Message", "There is no " + request, "ResourceType", "Application")));
      return;
    }
    send(
        exchange,
        201,
        Json.write(Map.of("InitialConfigurationToken", token(null)))
            .getBytes(StandardCharsets.UTF_8));
  }

  private void latest(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String token = query == null ? "" : query.substring(query.indexOf('=') + 1);
    String name = URLDecoder.decode(token, StandardCharsets.UTF_8);
    if (!tokens.containsKey(name)) {
      refuse(
          exchange,
          new ErrorResponse(
              400,
              "BadRequestException",
              Map.of(
                  "Message",
                  "The token is not good",
                  "Reason",
                  "InvalidParameters",
                  "Details",
                  Map.of(
                      "InvalidParameters",
                      Map.of("configuration_token", Map.of("Problem", "Expired"))))));
      return;
    }
    Version had = tokens.remove(name);
    Version now = deployed;
    if (now == null && whileNothingIsDeployed != null) {
      refuse(exchange, whileNothingIsDeployed);
      return;
    }
    exchange.getResponseHeaders().add("Next-Poll-Configuration-Token", token(now));
    exchange.getResponseHeaders().add("Next-Poll-Interval-In-Seconds", "30");
    if (now == null || now.equals(had)) {
      send(exchange, 200, new byte[0]);
      return;
    }
    if (now.label() != null) {
      exchange.getResponseHeaders().add("Version-Label", now.label());
    }
    exchange.getResponseHeaders().add("Content-Type", "application/x-yaml");
    send(exchange, 200, now.content().getBytes(StandardCharsets.UTF_8));
  }

  /// A token has letters that a query must escape.
  private String token(@Nullable Version given) {
    tokensGiven++;
    String token = "token+/%d=".formatted(tokensGiven);
    tokens.put(token, given);
    return token;
  }

  private static void refuse(HttpExchange exchange, ErrorResponse refusal) throws IOException {
    exchange
        .getResponseHeaders()
        .add("x-amzn-ErrorType", refusal.code() + ":http://internal.amazon.com/coral/");
    send(
        exchange, refusal.status(), Json.write(refusal.members()).getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /// What AppConfig asks a validator about a file.
  public static String question(String yaml) {
    return Json.write(
        Map.of(
            "applicationId",
            "abc1234",
            "configurationProfileId",
            "def5678",
            "configurationVersion",
            "7",
            "content",
            Base64.getEncoder().encodeToString(yaml.getBytes(StandardCharsets.UTF_8)),
            "uri",
            "hosted"));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
