package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.quell.localhub.api.Caller;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.fault.Faults;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.lag.Agenda;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Speaks Amazon's restJson1 protocol: finds the operation, reads the body, and writes an answer or
/// an error.
final class HubEndpoint implements HttpHandler {
  /// The largest body that a call may have, in bytes: 6 MB (user guide, "BatchImportFindings",
  /// limit of a batch).
  static final int LARGEST_BODY = 6 * 1024 * 1024;

  private static final String UNKNOWN_OPERATION = "UnknownOperationException";

  private final List<RequestHandler> operations;
  private final Quotas quotas;
  private final Faults faults;
  private final Agenda agenda;
  private final ConcurrentMap<HubOperation, Integer> calls = new ConcurrentHashMap<>();

  HubEndpoint(List<RequestHandler> operations, Quotas quotas, Faults faults, Agenda agenda) {
    this.operations = List.copyOf(operations);
    this.quotas = quotas;
    this.faults = faults;
    this.agenda = agenda;
  }

  /// How many calls of the operation were received, those that were refused included.
  int calls(HubOperation operation) {
    return calls.getOrDefault(operation, 0);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = readBody(exchange.getRequestBody());
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getPath();
      List<RequestHandler> here =
          operations.stream()
              .filter(operation -> operation.operation().path().equals(path))
              .toList();
      Optional<RequestHandler> operation =
          here.stream()
              .filter(candidate -> candidate.operation().method().equals(method))
              .findFirst();
      if (operation.isPresent()) {
        call(exchange, operation.get(), body);
      } else {
        String text =
            here.isEmpty()
                ? "The local hub has no operation at " + path + "."
                : path + " takes " + here.getFirst().operation().method() + ", not " + method + ".";
        respond(exchange, 404, UNKNOWN_OPERATION, text);
      }
    }
  }

  /// Answers a call, or leaves it without an answer: then closing the exchange cuts the connection.
  private void call(HttpExchange exchange, RequestHandler operation, byte[] body)
      throws IOException {
    HubOperation which = operation.operation();
    calls.merge(which, 1, Integer::sum);
    if (!faults.delay(which) || faults.cutsBefore(which)) {
      return;
    }
    ObjectNode response;
    try {
      quotas.check(which);
      faults.refuse(which);
      agenda.catchUp();
      response = operation.answer(parse(body), caller(exchange));
    } catch (ServiceException refused) {
      respond(exchange, which, refused);
      return;
    } catch (RuntimeException fault) {
      report(exchange, fault);
      respond(
          exchange,
          which,
          new ServiceException(ServiceError.INTERNAL, "The local hub failed: " + fault));
      return;
    }
    if (!faults.cutsAfter(which)) {
      respond(exchange, 200, response);
    }
  }

  private static Caller caller(HttpExchange exchange) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return authorization == null ? Caller.UNKNOWN : Caller.read(authorization);
  }

  /// Reads everything, so that a client gets its answer, but keeps no more than a body may have and
  /// one byte.
  private static byte[] readBody(InputStream stream) throws IOException {
    byte[] body = stream.readNBytes(LARGEST_BODY + 1);
    stream.transferTo(OutputStream.nullOutputStream());
    return body;
  }

  private static ObjectNode parse(byte[] body) {
    if (body.length > LARGEST_BODY) {
      throw ServiceException.invalidInput("The request body is larger than 6 MB.");
    }
    if (body.length == 0) {
      return JsonText.object();
    }
    JsonNode value;
    try {
      value = JsonText.read(body);
    } catch (IOException e) {
      throw ServiceException.invalidInput("The request body is not JSON: " + JsonText.reason(e));
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw ServiceException.invalidInput("The request body is JSON, but not an object.");
  }

  private static void respond(
      HttpExchange exchange, HubOperation operation, ServiceException refused) throws IOException {
    ServiceError.ErrorResponse answer = refused.error().of(operation);
    respond(exchange, answer.status(), answer.code(), refused.text());
  }

  private static void respond(HttpExchange exchange, int status, String code, String text)
      throws IOException {
    exchange.getResponseHeaders().set("x-amzn-ErrorType", code);
    respond(exchange, status, JsonText.object().put("Message", text).put("Code", code));
  }

  private static void respond(HttpExchange exchange, int status, ObjectNode response)
      throws IOException {
    byte[] bytes = JsonText.write(response).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  // A fault of the hub must be seen where the hub runs, not only in a client's error.
  @SuppressWarnings({"CatchAndPrintStackTrace", "SystemOut"})
  private static void report(HttpExchange exchange, RuntimeException fault) {
    System.err.println(
        "localhub: "
            + exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " failed: "
            + fault);
    fault.printStackTrace();
  }
}
