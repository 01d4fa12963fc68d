package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.Caller;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.ServiceException;
import io.quell.localhub.fault.Faults;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.lag.Agenda;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Speaks Amazon's restJson1 protocol: finds the operation, reads the body, and writes an answer or
/// an error.
final class HubEndpoint {
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

  /// Answers a call, or gives no answer where the call is to be cut.
  ///
  /// @param authorization the header of that name
  /// @param body no more of it than [#LARGEST_BODY] and one byte is looked at
  Optional<HubAnswer> answer(
      String method, String path, Optional<String> authorization, byte[] body) {
    List<RequestHandler> here =
        operations.stream().filter(operation -> operation.operation().path().equals(path)).toList();
    Optional<RequestHandler> operation =
        here.stream()
            .filter(candidate -> candidate.operation().method().equals(method))
            .findFirst();
    if (operation.isPresent()) {
      return call(operation.get(), authorization, body);
    }
    String text =
        here.isEmpty()
            ? "The local hub has no operation at " + path + "."
            : path + " takes " + here.getFirst().operation().method() + ", not " + method + ".";
    return Optional.of(refusal(404, UNKNOWN_OPERATION, text));
  }

  private Optional<HubAnswer> call(
      RequestHandler operation, Optional<String> authorization, byte[] body) {
    HubOperation which = operation.operation();
    calls.merge(which, 1, Integer::sum);
    if (!faults.delay(which) || faults.cutsBefore(which)) {
      return Optional.empty();
    }
    ObjectNode response;
    try {
      quotas.check(which);
      faults.refuse(which);
      agenda.catchUp();
      response =
          operation.answer(parse(body), authorization.map(Caller::read).orElse(Caller.UNKNOWN));
    } catch (ServiceException refused) {
      return Optional.of(refusal(which, refused));
    } catch (RuntimeException fault) {
      report(which, fault);
      return Optional.of(
          refusal(
              which,
              new ServiceException(ServiceError.INTERNAL, "The local hub failed: " + fault)));
    }
    return faults.cutsAfter(which)
        ? Optional.empty()
        : Optional.of(answer(200, Map.of(), response));
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

  private static HubAnswer refusal(HubOperation operation, ServiceException refused) {
    ServiceError.ErrorResponse answer = refused.error().of(operation);
    return refusal(answer.status(), answer.code(), refused.text());
  }

  private static HubAnswer refusal(int status, String code, String text) {
    return answer(
        status,
        Map.of("x-amzn-ErrorType", code),
        JsonText.object().put("Message", text).put("Code", code));
  }

  private static HubAnswer answer(int status, Map<String, String> headers, ObjectNode response) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/json");
    all.put("x-amzn-RequestId", UUID.randomUUID().toString());
    return new HubAnswer(status, Map.copyOf(all), JsonText.write(response));
  }

  // A fault of the hub must be seen where the hub runs, not only in a client's error.
  @SuppressWarnings({"CatchAndPrintStackTrace", "SystemOut"})
  private static void report(HubOperation operation, RuntimeException fault) {
    System.err.println("localhub: " + operation.apiName() + " failed: " + fault);
    fault.printStackTrace();
  }
}
