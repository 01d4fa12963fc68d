package io.quell.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version as the jar's manifest has it.
final class QuellVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(QuellVersion.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");
    return new String[] {"quell %s (Java %s)".formatted(version, Runtime.version())};
  }
}
