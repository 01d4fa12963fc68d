package io.quell.value;

import java.util.Optional;

/// An Amazon Resource Name, by its parts: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` (AWS
/// General Reference, ARN format). Each part may be empty.
///
/// @param resource all that stands behind the account, colons too
public record Arn(
    String partition, String service, String region, String account, String resource) {
  private static final int PARTS = 6;

  /// The parts of an ARN; empty where a text is none.
  public static Optional<Arn> of(String text) {
    String[] parts = text.split(":", PARTS);
    return parts.length == PARTS && parts[0].equals("arn")
        ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }
}
