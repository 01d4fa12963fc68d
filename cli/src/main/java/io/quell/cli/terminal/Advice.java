package io.quell.cli.terminal;

import io.quell.value.ShortText;
import java.util.Map;

/// Says in a few words what the SDK says in many.
public final class Advice {
  private static final int LONGEST = 600;
  private static final Map<String, String> SHORTER =
      Map.of(
          "Unable to load region",
          "no AWS Region is set: name it in AWS_REGION, or a profile that has one in AWS_PROFILE",
          "Unable to load credentials",
          "no AWS credentials are found: name a profile in AWS_PROFILE, or set AWS_ACCESS_KEY_ID"
              + " and AWS_SECRET_ACCESS_KEY");

  private Advice() {}

  /// The message on one line, not longer than a person reads.
  public static String on(String message) {
    return SHORTER.entrySet().stream()
        .filter(entry -> message.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> ShortText.tidy(Text.plain(message), LONGEST));
  }
}
