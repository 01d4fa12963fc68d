package io.quell.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The version of Quell that is deployed, as the build has it.
final class DeployedVersion {
  private DeployedVersion() {}

  /// The version, such as `1.0.0`.
  static String text() {
    try (InputStream text =
        Objects.requireNonNull(DeployedVersion.class.getResourceAsStream("version.txt"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
