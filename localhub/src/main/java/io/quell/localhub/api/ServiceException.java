package io.quell.localhub.api;

/// A refusal of a whole call. What it is called on the wire depends on the operation: see
/// [ServiceError#of(HubOperation)].
///
/// The texts are written to be understood, in the manner of the service but not in its words.
public final class ServiceException extends RuntimeException {
  private final ServiceError error;

  /// A refusal for this reason; the message says in a sentence what is wrong.
  public ServiceException(ServiceError error, String message) {
    super(message);
    this.error = error;
  }

  /// A request that the service model does not allow.
  public static ServiceException invalidInput(String message) {
    return new ServiceException(ServiceError.INVALID, message);
  }

  /// A parameter that the service model does not allow.
  public static ServiceException invalidParameter(String path, String message) {
    return invalidInput("Invalid parameter '" + path + "'. " + message);
  }

  /// Why the call is refused.
  public ServiceError error() {
    return error;
  }

  /// What is wrong, in a sentence.
  public String text() {
    return String.valueOf(getMessage());
  }
}
