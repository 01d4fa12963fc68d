package io.quell.infra.options;

import io.quell.infra.options.choice.Processor;
import io.quell.infra.options.choice.SnapStartChoice;

/// What the functions run on.
///
/// @param memoryMb their memory in MB, 256 to 10,240
/// @param processor their instruction set
/// @param tracing whether X-Ray traces them
/// @param snapStart whether they start from a snapshot
public record FunctionOptions(
    int memoryMb, Processor processor, boolean tracing, SnapStartChoice snapStart) {
  // With the SDK the function takes some 170 MB, and Lambda gives at most 10,240.
  static final int LEAST_MEMORY = 256;
  static final int MOST_MEMORY = 10_240;

  public FunctionOptions {
    DeploymentOption.MEMORY.requireWithin(LEAST_MEMORY, memoryMb, MOST_MEMORY);
  }

  static FunctionOptions read(OptionValues values) {
    return new FunctionOptions(
        values.number(DeploymentOption.MEMORY),
        values.oneOf(DeploymentOption.ARCHITECTURE, Processor.class),
        values.isOn(DeploymentOption.TRACING),
        values.oneOf(DeploymentOption.SNAP_START, SnapStartChoice.class));
  }
}
