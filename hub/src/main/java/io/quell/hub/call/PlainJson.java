package io.quell.hub.call;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.Header;
import software.amazon.awssdk.http.SdkHttpRequest;

/// One call whose bodies are plain JSON, as the API has them: all members of a finding come
/// through, known to this SDK or not, and a filter goes out as a person wrote it.
public final class PlainJson implements ExecutionInterceptor, SdkPlugin {
  private static final String MEDIA_TYPE = "application/json";

  private static final byte[] NO_MEMBERS = "{}".getBytes(StandardCharsets.UTF_8);

  private final byte[] request;
  private byte[] response = {};

  /// @param request the members of the request
  public PlainJson(Map<String, Object> request) {
    this.request = Json.write(request).getBytes(StandardCharsets.UTF_8);
  }

  /// The members of the answer.
  ///
  /// @throws SdkClientException where the answer is no JSON object, as one without a body is not
  public Map<String, Object> answer() {
    try {
      if (Json.read(response) instanceof Map<?, ?> read) {
        Map<String, Object> members = new LinkedHashMap<>();
        read.forEach(
            (name, value) -> {
              if (value != null) {
                members.put(String.valueOf(name), value);
              }
            });
        return members;
      }
    } catch (UnreadableException e) {
      throw SdkClientException.create("the answer is no JSON: " + e.getMessage(), e);
    }
    throw SdkClientException.create("the answer is no JSON object");
  }

  @Override
  public void configureClient(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(
        client.overrideConfiguration().toBuilder().addExecutionInterceptor(this).build());
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context.httpRequest().toBuilder()
        .putHeader(Header.CONTENT_LENGTH, String.valueOf(request.length))
        .build();
  }

  @Override
  public Optional<RequestBody> modifyHttpContent(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return Optional.of(
        RequestBody.fromContentProvider(
            () -> new ByteArrayInputStream(request), request.length, MEDIA_TYPE));
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return context
        .responseBody()
        .map(
            body -> {
              try {
                response = body.readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              // The SDK needs an error's answer alone. What it would make of findings nobody looks
              // at, and most of its classes for that are not in the function's package.
              return new ByteArrayInputStream(
                  context.httpResponse().isSuccessful() ? NO_MEMBERS : response);
            });
  }
}
