package io.quell.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.testing.runtime.LocalQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqsQueueTest {
  @Test
  void putsAMessageIntoTheQueue() {
    try (LocalQueue local = LocalQueue.start();
        SqsQueue queue = SqsQueue.at(local.url())) {
      queue.send("{\"a\":1}");
      queue.send("ü");
      assertThat(local.sent()).containsExactly("{\"a\":1}", "ü");
    }
  }

  @Test
  void saysWhyAMessageIsNotTaken() {
    try (LocalQueue local = LocalQueue.start();
        SqsQueue queue = SqsQueue.at(local.url().replace("reconciliation", "other"))) {
      assertThatExceptionOfType(MessageRefusedException.class)
          .isThrownBy(() -> queue.send("x"))
          .withMessageContaining("other.fifo did not take the message");
    }
  }

  @Test
  void saysThatNobodyAnswers() {
    LocalQueue local = LocalQueue.start();
    local.close();
    try (SqsQueue queue = SqsQueue.at(local.url())) {
      assertThatExceptionOfType(MessageRefusedException.class)
          .isThrownBy(() -> queue.send("x"))
          .withMessageContaining("did not answer");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "queue.fifo",
        "arn:aws:sqs:eu-west-1:111122223333:name.fifo",
        "https://sqs.eu-west-1.amazonaws.com/111122223333/name",
        "not a URL.fifo"
      })
  void refusesWhatIsNoFifoQueue(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SqsQueue.at(url))
        .withMessageContaining("no URL of a FIFO queue");
  }

  @Test
  void takesTheRegionFromTheUrl() {
    SqsQueue.at("https://sqs.eu-west-1.amazonaws.com/111122223333/name.fifo").close();
    SqsQueue.at("https://sqs.cn-north-1.amazonaws.com.cn/111122223333/name.fifo").close();
  }
}
