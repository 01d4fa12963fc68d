package io.quell.hub.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Takes the SDK's calls to a hub in the same process, without a connection: opening and serving
/// one takes longer than all that a short run has to say over it.
///
/// @param hub answers the calls
public record InProcessHttp(Hub hub) implements SdkHttpClient {
  /// A hub that is called as a method.
  @FunctionalInterface
  public interface Hub {
    /// Answers a call.
    ///
    /// @param method such as `PATCH`
    /// @param path such as `/findings/batchupdate`
    /// @param authorization the header of that name
    /// @throws IOException where there is no answer, as where a connection is cut
    HttpAnswer answer(String method, String path, Optional<String> authorization, byte[] body)
        throws IOException;
  }

  /// What a hub answers.
  ///
  /// @param status HTTP's status code
  /// @param headers by their names, one value each
  /// @param body JSON text
  public record HttpAnswer(int status, Map<String, String> headers, String body) {}

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return response(
            hub.answer(
                request.httpRequest().method().name(),
                request.httpRequest().getUri().getPath(),
                request.httpRequest().firstMatchingHeader("Authorization"),
                body(request)));
      }

      // The answer is there as soon as it is asked for: there is nothing to break off.
      @Override
      public void abort() {}
    };
  }

  private static byte[] body(HttpExecuteRequest request) throws IOException {
    if (request.contentStreamProvider().isEmpty()) {
      return new byte[0];
    }
    try (InputStream content = request.contentStreamProvider().get().newStream()) {
      return content.readAllBytes();
    }
  }

  private static HttpExecuteResponse response(HttpAnswer answer) {
    SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(answer.status());
    answer.headers().forEach(head::putHeader);
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(
            AbortableInputStream.create(
                new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8))))
        .build();
  }

  @Override
  public String clientName() {
    return "InProcess";
  }

  /// Nothing is open.
  @Override
  public void close() {}
}
