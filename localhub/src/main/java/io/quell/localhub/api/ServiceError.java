package io.quell.localhub.api;

import io.quell.localhub.api.HubOperation.Api;

/// Why the service refuses a whole call. The two generations of the API have names and statuses of
/// their own.
public enum ServiceError {
  /// The call is malformed: 400 `InvalidInputException`, in V2 `ValidationException`.
  INVALID(400, "InvalidInputException", 400, "ValidationException"),
  /// The caller may not: 401 `InvalidAccessException`, in V2 403 `AccessDeniedException`.
  DENIED(401, "InvalidAccessException", 403, "AccessDeniedException"),
  /// Somebody else changes the same: in V2 409 `ConflictException`. The V1 operations here have no
  /// such answer; for them it is one finding's `ConcurrentUpdateError`.
  CONFLICT(0, "", 409, "ConflictException"),
  /// Too many calls: 429 `LimitExceededException`, in V2 `ThrottlingException`.
  THROTTLED(429, "LimitExceededException", 429, "ThrottlingException"),
  /// The service failed: 500 `InternalException`, in V2 `InternalServerException`.
  INTERNAL(500, "InternalException", 500, "InternalServerException");

  /// An HTTP status and the exception that the SDKs make of it.
  public record ErrorResponse(int status, String code) {}

  private final int v1Status;
  private final String v1Code;
  private final int v2Status;
  private final String v2Code;

  ServiceError(int v1Status, String v1Code, int v2Status, String v2Code) {
    this.v1Status = v1Status;
    this.v1Code = v1Code;
    this.v2Status = v2Status;
    this.v2Code = v2Code;
  }

  /// Says whether this operation can be refused so.
  public boolean knownTo(HubOperation operation) {
    return !of(operation).code().isEmpty();
  }

  /// How this operation says it.
  public ErrorResponse of(HubOperation operation) {
    return operation.api() == Api.V1
        ? new ErrorResponse(v1Status, v1Code)
        : new ErrorResponse(v2Status, v2Code);
  }
}
