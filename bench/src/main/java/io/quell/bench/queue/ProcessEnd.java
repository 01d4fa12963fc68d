package io.quell.bench.queue;

import io.quell.bench.ProcessFigures;
import java.io.IOException;
import java.time.Duration;

/// What a process of the function had taken when it was done, or was killed.
///
/// @param isKilled whether it was killed
/// @param processorSeconds the time that it has had a processor
/// @param peakMegabytes the most memory that it has had
public record ProcessEnd(boolean isKilled, double processorSeconds, double peakMegabytes) {
  private static final double MILLIS = 1_000;

  static ProcessEnd of(ProcessHandle process, boolean isKilled) throws IOException {
    return new ProcessEnd(
        isKilled,
        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / MILLIS,
        ProcessFigures.peakMegabytes(process));
  }
}
