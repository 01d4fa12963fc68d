package io.quell.localhub;

/// A refusal of a whole call, as AWS names it.
///
/// The codes and statuses are those of the Security Hub service model; the texts are written to be understood, in the
/// manner of the service but not in its words.
final class ServiceException extends RuntimeException {
  private final int status;
  private final String code;

  private ServiceException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /// A request that the service model does not allow: HTTP 400.
  static ServiceException invalidInput(String message) {
    return new ServiceException(400, "InvalidInputException", message);
  }

  /// A parameter that the service model does not allow: HTTP 400.
  static ServiceException invalidParameter(String path, String message) {
    return invalidInput("Invalid parameter '" + path + "'. " + message);
  }

  /// An HTTP method and path that no operation has: HTTP 404.
  static ServiceException unknownOperation(String message) {
    return new ServiceException(404, "UnknownOperationException", message);
  }

  /// A fault of this hub: HTTP 500.
  static ServiceException internal(String message) {
    return new ServiceException(500, "InternalException", message);
  }

  /// The HTTP status.
  int status() {
    return status;
  }

  /// The name of the error, such as `InvalidInputException`.
  String code() {
    return code;
  }

  /// What is wrong, in a sentence.
  String text() {
    return String.valueOf(getMessage());
  }
}
