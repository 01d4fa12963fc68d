package io.quell.finding;

/// The format a finding is written in, and with it the API that updates it.
public enum Format {
  /// The AWS Security Finding Format, updated by BatchUpdateFindings.
  ASFF,
  /// The Open Cybersecurity Schema Framework, updated by BatchUpdateFindingsV2.
  OCSF
}
