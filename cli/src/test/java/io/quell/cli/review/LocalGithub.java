package io.quell.cli.review;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a review asks of GitHub: the open pull requests of a branch, and the comments on one. It
/// refuses every other call, and one without the token (GitHub REST API, version 2022-11-28).
final class LocalGithub implements AutoCloseable {
  static final String TOKEN = "a-token";
  static final String AUTHOR = "github-actions[bot]";
  private static final String REPOSITORY = "/repos/acme/rules";
  private static final int PAGE = 100;
  /// The longest body of a comment, in characters.
  private static final int LONGEST = 65_536;

  /// A comment on the pull request.
  record Comment(String author, String body) {
    private Map<String, Object> json(int id) {
      return Map.of("id", id, "user", Map.of("login", author), "body", body);
    }
  }

  private final HttpServer server;
  private final List<Comment> comments = new ArrayList<>();
  private final String head;
  private final String sha;
  private boolean isRefusing;

  private LocalGithub(HttpServer server, String head, String sha) {
    this.server = server;
    this.head = head;
    this.sha = sha;
    server.createContext("/", this::handle);
    server.start();
  }

  /// Starts with pull request 7 alone.
  ///
  /// @param head its branch, `OWNER:BRANCH`
  /// @param sha its last commit
  static LocalGithub start(String head, String sha) throws IOException {
    return new LocalGithub(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
        head,
        sha);
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The comments, in their order.
  synchronized List<Comment> comments() {
    return List.copyOf(comments);
  }

  synchronized void add(Comment comment) {
    comments.add(comment);
  }

  /// Refuses all calls from now on.
  synchronized void refuse() {
    isRefusing = true;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, Map.of("message", "Bad credentials"));
      } else if (isRefusing) {
        answer(exchange, 403, Map.of("message", "Resource not accessible by integration"));
      } else if (call.equals("GET " + REPOSITORY + "/pulls")) {
        answer(exchange, 200, pulls(query(exchange)));
      } else if (call.equals("GET " + REPOSITORY + "/issues/7/comments")) {
        answer(exchange, 200, page(Integer.parseInt(query(exchange).get("page"))));
      } else if (call.equals("POST " + REPOSITORY + "/issues/7/comments") && isShort(body)) {
        comments.add(new Comment(AUTHOR, text(body)));
        answer(exchange, 201, comments.getLast().json(comments.size() - 1));
      } else if (call.startsWith("PATCH " + REPOSITORY + "/issues/comments/") && isShort(body)) {
        int id = Integer.parseInt(call.substring(call.lastIndexOf('/') + 1));
        comments.set(id, new Comment(comments.get(id).author(), text(body)));
        answer(exchange, 200, comments.get(id).json(id));
      } else {
        answer(exchange, 422, Map.of("message", "not for " + call));
      }
    }
  }

  private List<Map<String, Object>> pulls(Map<String, String> query) {
    return "open".equals(query.get("state")) && head.equals(query.get("head"))
        ? List.of(Map.of("number", 7, "head", Map.of("sha", sha)))
        : List.of();
  }

  private List<Map<String, Object>> page(int page) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (int at = (page - 1) * PAGE; at < Math.min(page * PAGE, comments.size()); at++) {
      found.add(comments.get(at).json(at));
    }
    return found;
  }

  private static boolean isShort(String body) {
    return text(body).length() <= LONGEST;
  }

  private static String text(String body) {
    try {
      return Json.read(body) instanceof Map<?, ?> members
          ? String.valueOf(members.get("body"))
          : "";
    } catch (UnreadableException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String part : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void answer(HttpExchange exchange, int status, Object content) throws IOException {
    byte[] body = Json.write(content).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
