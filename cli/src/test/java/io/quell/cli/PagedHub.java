package io.quell.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A hub that answers GetFindings with the pages that it is given, whatever is on them, and refuses
/// the ones after; it has no findings in OCSF. A local hub takes no finding that is none, and has
/// all its pages.
public final class PagedHub implements AutoCloseable {
  private final HttpServer server;
  private final List<String> pages;
  private final boolean isBroken;

  private PagedHub(HttpServer server, List<String> pages, boolean isBroken) {
    this.server = server;
    this.pages = pages;
    this.isBroken = isBroken;
  }

  /// A hub on a free port.
  ///
  /// @param isBroken whether the last page says that there is another one, which is refused
  /// @param pages the findings of each page, with commas between them
  public static PagedHub start(boolean isBroken, String... pages) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var hub = new PagedHub(server, List.of(pages), isBroken);
    server.createContext("/", hub::answer);
    server.start();
    return hub;
  }

  /// Its address.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestURI().getPath().equals("/findingsv2")) {
      answer(exchange, 200, "{\"Findings\": []}");
      return;
    }
    int page = page(request);
    if (page == pages.size()) {
      exchange.getResponseHeaders().add("x-amzn-ErrorType", "AccessDeniedException");
      answer(exchange, 403, "{\"Message\": \"not any more\"}");
      return;
    }
    boolean isLast = page == pages.size() - 1 && !isBroken;
    answer(
        exchange,
        200,
        "{\"Findings\": [%s]%s}"
            .formatted(
                pages.get(page), isLast ? "" : ", \"NextToken\": \"%d\"".formatted(page + 1)));
  }

  private static int page(byte[] request) {
    try {
      Object token =
          Json.read(request) instanceof Map<?, ?> members ? members.get("NextToken") : null;
      return token == null ? 0 : Integer.parseInt(token.toString());
    } catch (UnreadableException e) {
      throw new AssertionError(new String(request, StandardCharsets.UTF_8), e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
