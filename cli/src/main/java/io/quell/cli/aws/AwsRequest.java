package io.quell.cli.aws;

import io.quell.finding.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One call of a service, before it is signed.
///
/// @param service whose operation it is
/// @param operation the operation's name in the service's model, which is also the IAM action
/// @param method the HTTP method
/// @param path the path, encoded
/// @param query the values in the query, by name
/// @param headers the headers that the operation has of its own
/// @param body the body, possibly empty
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
public record AwsRequest(
    AwsService service,
    String operation,
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body) {
  private static final byte[] NOTHING = {};

  public AwsRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /// A call of SQS (AWS JSON 1.0).
  public static AwsRequest sqs(String operation, Map<String, ?> members) {
    return rpc(AwsService.SQS, "AmazonSQS", operation, "application/x-amz-json-1.0", members);
  }

  /// A call of EventBridge (AWS JSON 1.1).
  public static AwsRequest eventBridge(String operation, Map<String, ?> members) {
    return rpc(
        AwsService.EVENTBRIDGE, "AWSEvents", operation, "application/x-amz-json-1.1", members);
  }

  private static AwsRequest rpc(
      AwsService service, String target, String operation, String type, Map<String, ?> members) {
    return new AwsRequest(
        service,
        operation,
        "POST",
        "/",
        Map.of(),
        Map.of("Content-Type", type, "X-Amz-Target", target + "." + operation),
        Json.write(members).getBytes(StandardCharsets.UTF_8));
  }

  /// A call of CloudFormation (AWS Query, version 2010-05-15).
  public static AwsRequest cloudFormation(String operation, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Action", operation);
    all.put("Version", "2010-05-15");
    all.putAll(parameters);
    return new AwsRequest(
        AwsService.CLOUDFORMATION,
        operation,
        "POST",
        "/",
        Map.of(),
        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        all.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"))
            .getBytes(StandardCharsets.UTF_8));
  }

  /// A call of a service that has resources at paths (REST JSON), without a body.
  ///
  /// @param path the parts of the path, which are encoded here
  public static AwsRequest rest(
      AwsService service, String operation, String method, String... path) {
    return new AwsRequest(
        service,
        operation,
        method,
        List.of(path).stream().map(AwsRequest::encoded).collect(Collectors.joining("/", "/", "")),
        Map.of(),
        Map.of(),
        NOTHING);
  }

  /// The same call with one more value in its query.
  public AwsRequest query(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(query);
    List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
    values.add(value);
    more.put(name, values);
    return new AwsRequest(service, operation, method, path, more, headers, body);
  }

  /// The same call with one more header.
  public AwsRequest header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new AwsRequest(service, operation, method, path, query, more, body);
  }

  /// The same call with a body of JSON.
  public AwsRequest json(Map<String, ?> members) {
    return body(Json.write(members).getBytes(StandardCharsets.UTF_8))
        .header("Content-Type", "application/json");
  }

  /// The same call with this body.
  public AwsRequest body(byte[] content) {
    return new AwsRequest(service, operation, method, path, query, headers, content);
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
