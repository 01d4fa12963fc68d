package io.quell.hub.call;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// A call that does no harm when it is made again: it is tried until it has an answer, after a
/// pause that doubles.
public final class RepeatableCall {
  /// How often a call is tried when nobody is in a hurry.
  public static final int MANY_TRIES = 8;
  /// How often it is tried in an invocation.
  public static final int FEW_TRIES = 3;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private RepeatableCall() {}

  /// Makes the call.
  ///
  /// @throws CallRefusedException where the call is refused, or gets no answer however often it is
  ///     tried; at once where there are no credentials, for the SDK has looked for them long enough
  public static <T> T answer(TimeSource time, Supplier<T> call) {
    return answer(time, MANY_TRIES, call);
  }

  /// Makes the call, and tries it at most so often. See [#answer(TimeSource, Supplier)].
  public static <T> T answer(TimeSource time, int mostTries, Supplier<T> call) {
    for (int tries = 1; ; tries++) {
      try {
        return call.get();
      } catch (AwsServiceException e) {
        switch (Failure.of(e).reaction()) {
          case RETRY, SLOW_DOWN -> pauseAfter(tries, mostTries, time, e);
          case SPLIT -> throw CallRefusedException.refused(message(e), true, e);
          case GIVE_BACK, REPORT -> throw CallRefusedException.refused(message(e), false, e);
        }
      } catch (SdkException e) { // lost on the way, or nobody to call as
        switch (Failure.of(e).reaction()) {
          case RETRY, SLOW_DOWN -> pauseAfter(tries, mostTries, time, e);
          case SPLIT, GIVE_BACK, REPORT -> throw CallRefusedException.givenUp(message(e), e);
        }
      }
    }
  }

  private static void pauseAfter(int tries, int mostTries, TimeSource time, SdkException refused) {
    if (tries == mostTries) {
      throw CallRefusedException.givenUp(message(refused), refused);
    }
    time.sleep(FIRST_PAUSE.multipliedBy(1L << (tries - 1)));
  }

  private static String message(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? "%s (%s)".formatted(service.awsErrorDetails().errorMessage(), Failure.of(service).code())
        : Failure.of(e).message();
  }
}
