package io.quell.criteria;

import java.util.Locale;

/// What a finding has a list of: criteria can ask one and the same of them for several things.
public enum Element {
  /// What the finding is about.
  RESOURCE,
  /// A known weakness that the finding reports, such as a CVE.
  VULNERABILITY;

  /// The word for one.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
