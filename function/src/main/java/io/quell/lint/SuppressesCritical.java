package io.quell.lint;

import io.quell.engine.Change;
import io.quell.engine.Criteria;
import io.quell.engine.Field;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.lint.solver.Answer;

/// Suppression of CRITICAL findings by accident.
record SuppressesCritical() implements Check {
  @Override
  public String id() {
    return "suppresses-critical";
  }

  @Override
  public Level level() {
    return Level.ERROR;
  }

  @Override
  public String finds() {
    return "suppresses findings of severity CRITICAL, and its card does not allow that";
  }

  @Override
  public String advice() {
    return "Leave them out, .unless(SEVERITY.is(CRITICAL)) or 'unless: {severity: CRITICAL}'; or say that it is meant, suppressesCritical = true or 'suppresses-critical: true'.";
  }

  @Override
  public void look(Book book, Problems problems) {
    Criteria critical = Field.Named.SEVERITY.is(SeverityLabel.CRITICAL);
    for (BookRule rule : book.rules()) {
      if (rule.changes().contains(Change.SUPPRESSION) && !rule.card().suppressesCritical()
          && book.answer(rule, critical, finding -> suppresses(rule, finding)) instanceof Answer.Holds(var example)) {
        problems.add(this, rule, "It suppresses findings of severity CRITICAL, and its card does not say that this is "
            + "meant.", example);
      }
    }
  }

  private static boolean suppresses(BookRule rule, Finding finding) {
    return rule.decide(finding).filter(changes -> changes.actions().stream()
        .anyMatch(action -> action.change() == Change.SUPPRESSION)).isPresent();
  }
}
