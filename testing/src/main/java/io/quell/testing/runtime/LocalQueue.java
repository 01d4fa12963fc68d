package io.quell.testing.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A FIFO queue of Amazon SQS on loopback that takes messages, one group of them, and refuses every
/// other call (SQS, SendMessage, AWS JSON protocol).
public final class LocalQueue implements AutoCloseable {
  /// A message that is in the queue, or is worked on.
  ///
  /// @param receives how often it has been taken with this time
  public record Message(String body, int receives) {
    /// The event that Lambda makes of it.
    public String event() {
      return Json.write(
          Map.of(
              "Records",
              List.of(
                  Map.of(
                      "messageId",
                      UUID.randomUUID().toString(),
                      "eventSource",
                      "aws:sqs",
                      "body",
                      body,
                      "attributes",
                      Map.of("ApproximateReceiveCount", Integer.toString(receives))))));
    }
  }

  private final HttpServer server;
  private final Deque<Message> messages = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();

  private LocalQueue(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.start();
  }

  /// Starts on a free port of loopback.
  public static LocalQueue start() {
    try {
      return new LocalQueue(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its URL, as SQS names a queue.
  public String url() {
    return "http://127.0.0.1:%d/111122223333/reconciliation.fifo"
        .formatted(server.getAddress().getPort());
  }

  /// Puts a message in, behind the others.
  public synchronized void send(String body) {
    messages.addLast(new Message(body, 0));
    sent.add(body);
  }

  /// Takes the first message; empty where there is none.
  public synchronized Optional<Message> take() {
    return Optional.ofNullable(messages.pollFirst())
        .map(message -> new Message(message.body(), message.receives() + 1));
  }

  /// Gives a message back, to the front, for nothing overtakes it in its group.
  public synchronized void giveBack(Message message) {
    messages.addFirst(message);
  }

  /// The bodies of all messages so far.
  public synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<?, ?> request = request(body);
      boolean isTaken =
          "AmazonSQS.SendMessage".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
              && url().equals(request.get("QueueUrl"))
              && request.get("MessageGroupId") instanceof String
              && request.get("MessageBody") instanceof String;
      if (isTaken) {
        String text = String.valueOf(request.get("MessageBody"));
        send(text);
        answer(
            exchange,
            200,
            Map.of("MessageId", UUID.randomUUID().toString(), "MD5OfMessageBody", digest(text)));
      } else {
        answer(
            exchange,
            400,
            Map.of(
                "__type",
                "com.amazonaws.sqs#UnsupportedOperation",
                "message",
                "the local queue takes messages of a group alone: " + body));
      }
    }
  }

  private static Map<?, ?> request(String body) {
    try {
      return Json.read(body) instanceof Map<?, ?> members ? members : Map.of();
    } catch (UnreadableException e) {
      return Map.of();
    }
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, Map<String, ?> members)
      throws IOException {
    byte[] body = Json.write(members).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
