package io.quell.lambda.publication;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/// What AppConfig answers to a poll.
///
/// @param content the configuration's bytes; empty where the session has them already, or where
///     there are none
/// @param label the label that somebody has given this version
/// @param nextToken what the next poll has to bring; a token serves once
/// @param nextPoll how long to wait before it
record Configuration(
    SdkBytes content, Optional<String> label, String nextToken, Duration nextPoll) {
  boolean isEmpty() {
    return content.asByteArrayUnsafe().length == 0;
  }
}
