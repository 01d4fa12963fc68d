package io.quell.cli.cost;

/// What `bench/run warm` has measured of the packaged function, compiled by C1 as the stack has
/// it, on a whole processor (`docs/performance.md`).
final class Measured {
  /// Processor time of an invocation without its findings, in milliseconds.
  static final double INVOCATION_MILLIS = 1.7;

  /// Processor time of a finding, in milliseconds: read, decided on and logged.
  static final double FINDING_MILLIS = 0.14;

  /// What an invocation logs without its findings, and some 330 of Lambda's own lines, in bytes.
  static final double INVOCATION_BYTES = 1_400;

  /// What is logged of a finding, in bytes.
  static final double FINDING_BYTES = 510;

  private Measured() {}
}
