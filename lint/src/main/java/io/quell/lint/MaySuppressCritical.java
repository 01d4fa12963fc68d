package io.quell.lint;

/// Suppression of which it is not known whether it spares CRITICAL findings.
record MaySuppressCritical() implements Check {
  @Override
  public String id() {
    return "may-suppress-critical";
  }

  @Override
  public Level level() {
    return Level.WARNING;
  }

  @Override
  public String finds() {
    return "suppresses findings, its card does not allow that for severity CRITICAL, and whether"
        + " its criteria can meet one of those was neither proved nor shown";
  }

  @Override
  public String advice() {
    return "Leave them out, .unless(SEVERITY.is(CRITICAL)) or 'unless: {severity: CRITICAL}': that"
        + " settles it.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    // SuppressesCritical tells them
  }
}
