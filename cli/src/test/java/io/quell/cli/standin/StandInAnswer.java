package io.quell.cli.standin;

import io.quell.finding.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a stand-in answers.
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record StandInAnswer(int status, Map<String, String> headers, byte[] body) {
  static StandInAnswer json(Map<String, ?> members) {
    return json(200, members);
  }

  static StandInAnswer json(int status, Map<String, ?> members) {
    return new StandInAnswer(
        status,
        Map.of("Content-Type", "application/json"),
        Json.write(members).getBytes(StandardCharsets.UTF_8));
  }

  static StandInAnswer nothing(int status) {
    return new StandInAnswer(status, Map.of(), new byte[0]);
  }

  static StandInAnswer xml(int status, String document) {
    return new StandInAnswer(
        status, Map.of("Content-Type", "text/xml"), document.getBytes(StandardCharsets.UTF_8));
  }

  /// The error of a service that speaks REST JSON: its name is in a header.
  static StandInAnswer restError(int status, String code, Map<String, ?> members) {
    return new StandInAnswer(
        status,
        Map.of("Content-Type", "application/json", "x-amzn-ErrorType", code + ":http://internal/"),
        Json.write(members).getBytes(StandardCharsets.UTF_8));
  }

  static StandInAnswer restError(int status, String code, String message) {
    return restError(status, code, Map.of("Message", message));
  }

  /// The error of a service that speaks AWS JSON: its name is in the body, with its namespace.
  static StandInAnswer rpcError(String code, String message) {
    return json(400, Map.of("__type", "com.amazonaws.any#" + code, "message", message));
  }
}
