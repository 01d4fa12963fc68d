package io.quell.hub;

import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/// Sends calls to a server inside this process, once the SDK has worked out where they would go
/// otherwise.
///
/// @param server the address of the server
record InProcessRoute(URI server) implements ExecutionInterceptor {
  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes executionAttributes) {
    return context.httpRequest().toBuilder()
        .protocol(server.getScheme())
        .host(server.getHost())
        .port(server.getPort())
        .build();
  }
}
