package io.quell.infra.options.choice;

import software.amazon.awscdk.services.lambda.Architecture;

/// The instruction set the function runs on.
public enum Processor {
  /// Graviton: a fifth cheaper for the same memory.
  ARM64,
  /// Intel and AMD, for a local run on such a machine without emulation.
  X86_64;

  /// The same in the words of the CDK.
  public Architecture architecture() {
    return switch (this) {
      case ARM64 -> Architecture.ARM_64;
      case X86_64 -> Architecture.X86_64;
    };
  }
}
