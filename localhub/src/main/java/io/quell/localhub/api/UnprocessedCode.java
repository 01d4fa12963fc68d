package io.quell.localhub.api;

import java.util.Arrays;
import java.util.Optional;

/// Why an update call leaves out one of its findings, as the API reference lists it for either
/// update operation.
public enum UnprocessedCode {
  /// V1: another request updated the finding at the same time.
  CONCURRENT_UPDATE_ERROR(
      "ConcurrentUpdateError",
      HubOperation.BATCH_UPDATE_FINDINGS,
      "Concurrent finding updates detected"),
  /// V1: the request names the finding more than once.
  DUPLICATED_FINDING_IDENTIFIER(
      "DuplicatedFindingIdentifier",
      HubOperation.BATCH_UPDATE_FINDINGS,
      "Finding Identifier is duplicated"),
  /// V1: there is no such finding.
  FINDING_NOT_FOUND("FindingNotFound", HubOperation.BATCH_UPDATE_FINDINGS, "Finding Not Found"),
  /// V1: the finding is larger than 240 KB.
  FINDING_SIZE_EXCEEDED(
      "FindingSizeExceeded", HubOperation.BATCH_UPDATE_FINDINGS, "Finding size exceeded 240 KB"),
  /// V1: the service failed.
  INTERNAL_FAILURE(
      "InternalFailure", HubOperation.BATCH_UPDATE_FINDINGS, "Internal service failure"),
  /// V1: the finding format does not allow a value.
  INVALID_INPUT("InvalidInput", HubOperation.BATCH_UPDATE_FINDINGS, "Invalid Input"),
  /// V2: another request updated the finding at the same time.
  CONFLICT(
      "ConflictException",
      HubOperation.BATCH_UPDATE_FINDINGS_V2,
      "The finding was updated by another request."),
  /// V2: the service failed.
  INTERNAL_SERVER(
      "InternalServerException", HubOperation.BATCH_UPDATE_FINDINGS_V2, "The service failed."),
  /// V2: there is no such finding.
  RESOURCE_NOT_FOUND(
      "ResourceNotFoundException",
      HubOperation.BATCH_UPDATE_FINDINGS_V2,
      "The finding was not found."),
  /// V2: the finding cannot take the update.
  VALIDATION(
      "ValidationException",
      HubOperation.BATCH_UPDATE_FINDINGS_V2,
      "The finding cannot take the update.");

  private final String code;
  private final HubOperation operation;
  private final String message;

  UnprocessedCode(String code, HubOperation operation, String message) {
    this.code = code;
    this.operation = operation;
    this.message = message;
  }

  /// The code on the wire, such as `ConcurrentUpdateError`.
  public String code() {
    return code;
  }

  /// The operation that has this code.
  public HubOperation operation() {
    return operation;
  }

  /// The code of this name on the wire, if there is one; no two have the same name.
  public static Optional<UnprocessedCode> named(String code) {
    return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
  }

  /// What the code says in words.
  String message() {
    return message;
  }
}
