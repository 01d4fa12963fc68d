package io.quell.lint;

/// Two rules that want different things of one finding, though not of one resource. [Conflicts]
/// finds them on its way.
record ConflictsAcrossResources() implements Check {
  @Override
  public String id() {
    return "conflict-across-resources";
  }

  @Override
  public Level level() {
    return Level.NOTE;
  }

  @Override
  public String finds() {
    return "sets a field to another value than an earlier rule does on the same finding, where the"
        + " finding has several resources";
  }

  @Override
  public String advice() {
    return "Most findings have one resource. If the rule is about all resources of a finding, say"
        + " so: onEveryResource(…) or 'every-resource: …'.";
  }

  @Override
  public void look(CheckedBook book, ProblemCollector problems) {
    // Conflicts tells them
  }
}
