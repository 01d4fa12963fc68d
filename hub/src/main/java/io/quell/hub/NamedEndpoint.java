package io.quell.hub;

import io.quell.hub.call.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/// Says of a call that got no answer where it went, and why it got none. The SDK's own message may
/// be no more than *See cause*, and what is logged is the message.
final class NamedEndpoint implements ExecutionInterceptor {
  @Override
  public Throwable modifyException(
      Context.FailedExecution failed, ExecutionAttributes executionAttributes) {
    Optional<String> endpoint = failed.httpRequest().map(NamedEndpoint::endpoint);
    if (endpoint.isEmpty()
        || !(failed.exception() instanceof SdkClientException lost)
        || Failure.isOfAnswer(lost)) {
      return failed.exception();
    }
    if (lost instanceof ApiCallTimeoutException) {
      return SdkClientException.create(
          "the endpoint %s did not answer in time".formatted(endpoint.get()), lost);
    }
    return networkFailure(lost)
        .<Throwable>map(cause -> named(endpoint.get(), cause, lost))
        .orElse(lost);
  }

  private static SdkClientException named(
      String endpoint, IOException cause, SdkClientException lost) {
    if (cause instanceof UnknownHostException) {
      // Not as the cause: the SDK would put its own sentence, which names no host, over it again.
      SdkClientException unknown =
          SdkClientException.create(
              "the endpoint %s cannot be reached: its host is not known".formatted(endpoint));
      unknown.addSuppressed(lost);
      return unknown;
    }
    boolean isUnreachable =
        cause instanceof ConnectException || cause instanceof NoRouteToHostException;
    return SdkClientException.create(
        "the endpoint %s %s: %s"
            .formatted(
                endpoint,
                isUnreachable ? "cannot be reached" : "did not answer",
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName())),
        lost);
  }

  private static String endpoint(SdkHttpRequest request) {
    URI uri = request.getUri();
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  /// The innermost failure of the network; none where the call failed before it left.
  private static Optional<IOException> networkFailure(Throwable failure) {
    Optional<IOException> innermost = Optional.empty();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException network) {
        innermost = Optional.of(network);
      }
    }
    return innermost;
  }
}
