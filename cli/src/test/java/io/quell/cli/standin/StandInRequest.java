package io.quell.cli.standin;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request as a stand-in has received it.
///
/// @param path the decoded parts of the path
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record StandInRequest(
    String method,
    List<String> path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body) {

  static StandInRequest of(
      String method,
      String rawPath,
      @Nullable String rawQuery,
      Map<String, List<String>> headers,
      byte[] body) {
    List<String> path = new ArrayList<>();
    for (String part : rawPath.split("/", -1)) {
      if (!part.isEmpty()) {
        path.add(decoded(part));
      }
    }
    Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> known.put(name, values.getFirst()));
    return new StandInRequest(method, path, pairs(rawQuery == null ? "" : rawQuery), known, body);
  }

  private static Map<String, List<String>> pairs(String text) {
    Map<String, List<String>> pairs = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        pairs
            .computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
            .add(parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getFirst);
  }

  Map<?, ?> json() {
    try {
      return Json.read(body) instanceof Map<?, ?> members ? members : Map.of();
    } catch (UnreadableException e) {
      throw new AssertionError(new String(body, StandardCharsets.UTF_8), e);
    }
  }

  Map<String, List<String>> form() {
    return pairs(new String(body, StandardCharsets.UTF_8));
  }

  String text(String member) {
    return String.valueOf(json().get(member));
  }

  int number(String member) {
    return Integer.parseInt(text(member));
  }
}
