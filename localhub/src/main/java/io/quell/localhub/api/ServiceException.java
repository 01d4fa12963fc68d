package io.quell.localhub.api;

/// A refusal of a whole call. What it is called on the wire depends on the operation: see
/// [ServiceError#of(HubOperation)].
///
/// The texts are written to be understood, in the manner of the service but not in its words.
public final class ServiceException extends RuntimeException {
  private final ServiceError refusal;

  public ServiceException(ServiceError refusal, String message) {
    super(message);
    this.refusal = refusal;
  }

  /// A request that the service model does not allow.
  public static ServiceException invalidInput(String message) {
    return new ServiceException(ServiceError.INVALID, message);
  }

  /// A parameter that the service model does not allow.
  public static ServiceException invalidParameter(String path, String message) {
    return invalidInput("Invalid parameter '" + path + "'. " + message);
  }

  public ServiceError refusal() {
    return refusal;
  }

  /// What is wrong, in a sentence.
  public String text() {
    return String.valueOf(getMessage());
  }
}
