package io.quell.cli.aws;

import io.quell.value.ShortText;
import java.io.Serial;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/// A call that a service refused, or did not answer. The message says what was asked of whom, what
/// the answer was, and what is missing where that is known.
public final class AwsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// The code of a call that got no answer.
  public static final String UNREACHABLE = "Unreachable";

  private static final int LONGEST = 400;
  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");
  private static final Set<String> UNKNOWN_CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "SignatureDoesNotMatch",
          "InvalidSignatureException");

  private final String code;
  private final String reason;
  private final transient Members details;

  AwsException(AwsRequest request, String code, String reason, Members details) {
    super(sentence(request, code, ShortText.tidy(reason, LONGEST)));
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  AwsException(AwsRequest request, String endpoint, Exception cause) {
    super(
        "%s did not answer %s: %s".formatted(endpoint, request.operation(), reason(cause)), cause);
    this.code = UNREACHABLE;
    this.reason = reason(cause);
    this.details = Members.NONE;
  }

  /// What keeps an answer away, without the names of Java's classes.
  private static String reason(Exception cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      switch (each) {
        case SocketTimeoutException _ -> {
          return "it took too long";
        }
        case ConnectException refused
            when String.valueOf(refused.getMessage()).contains("refused") -> {
          return "connection refused; is it running?";
        }
        case UnknownHostException _ -> {
          return "there is no such host";
        }
        default -> {
          // what it was caused by may be one of them
        }
      }
    }
    return ShortText.tidy(
        Optional.ofNullable(cause.getMessage()).orElse("the connection failed"), LONGEST);
  }

  private static String sentence(AwsRequest request, String code, String reason) {
    String said =
        "%s refused %s (%s): %s"
            .formatted(request.service().title(), request.operation(), code, reason);
    if (DENIED.contains(code)) {
      return "%s. It needs the permission %s:%s"
          .formatted(
              said.replaceFirst("\\.$", ""), request.service().prefix(), request.operation());
    }
    return UNKNOWN_CREDENTIALS.contains(code)
        ? said.replaceFirst("\\.$", "") + ". Log in again, or name another profile in AWS_PROFILE"
        : said;
  }

  /// The error's code, such as `ConflictException`.
  public String code() {
    return code;
  }

  /// What the service said, in its own words.
  public String reason() {
    return reason;
  }

  /// The error's members, where it is an object of JSON.
  public Members details() {
    return details;
  }
}
