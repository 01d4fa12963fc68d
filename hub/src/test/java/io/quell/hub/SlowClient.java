package io.quell.hub;

import io.quell.hub.call.FakeTimeSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/// A client whose updates take time of a fake clock. A call that would take longer than its
/// timeout is given up when that is over, as the SDK does; how long it takes in truth is all the
/// same.
final class SlowClient {
  private static final Duration ALL_THE_TIME_IT_NEEDS = Duration.ofMinutes(5);

  private SlowClient() {}

  /// @param duration how long the next call takes
  static SecurityHubClient of(
      SecurityHubClient client, FakeTimeSource time, Supplier<Duration> duration) {
    return (SecurityHubClient)
        Proxy.newProxyInstance(
            SecurityHubClient.class.getClassLoader(),
            new Class<?>[] {SecurityHubClient.class},
            (_, method, arguments) -> {
              try {
                return method.getName().startsWith("batchUpdateFindings")
                        && arguments[0] instanceof AwsRequest call
                    ? method.invoke(client, delayed(call, time, duration))
                    : method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static AwsRequest delayed(
      AwsRequest call, FakeTimeSource time, Supplier<Duration> duration) {
    long start = time.nanoseconds();
    Duration timeout =
        call.overrideConfiguration()
            .flatMap(AwsRequestOverrideConfiguration::apiCallTimeout)
            .orElseThrow();
    Duration takes = duration.get();
    if (takes.compareTo(timeout) > 0) {
      time.goOnTo(start + timeout.toNanos());
      throw ApiCallTimeoutException.create(timeout.toMillis());
    }
    time.goOnTo(start + takes.toNanos());
    return call.toBuilder()
        .overrideConfiguration(
            AwsRequestOverrideConfiguration.builder().apiCallTimeout(ALL_THE_TIME_IT_NEEDS).build())
        .build();
  }
}
