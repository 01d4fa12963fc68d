package io.quell.importers;

/// One rule of the source that is not imported; the message is the reason.
final class RefusedException extends Exception {
  RefusedException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
