package io.quell.hub.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

final class RepeatableCallTest {
  private final FakeTimeSource time = new FakeTimeSource();
  private final AtomicInteger tries = new AtomicInteger();

  private String fails(String message) {
    tries.incrementAndGet();
    throw SdkClientException.create(message);
  }

  @Test
  void isMadeOnceWhereThereAreNoCredentials() {
    assertThatExceptionOfType(CallRefusedException.class)
        .isThrownBy(
            () ->
                RepeatableCall.answer(
                    time, () -> fails("Unable to load credentials from any of the providers")))
        .withMessageContaining("no AWS credentials are found")
        .matches(refused -> !refused.isAnswered());
    assertThat(tries).hasValue(1);
  }

  @Test
  void isMadeAgainWhereItIsLost() {
    assertThatExceptionOfType(CallRefusedException.class)
        .isThrownBy(() -> RepeatableCall.answer(time, 3, () -> fails("Connection reset")));
    assertThat(tries).hasValue(3);
    assertThat(RepeatableCall.answer(time, () -> tries.incrementAndGet() < 6 ? fails("x") : "here"))
        .isEqualTo("here");
  }
}
