package io.quell.rule;

import java.io.Serial;

/// There is no rule book on the class path.
public final class NoRuleBookException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1L;

  NoRuleBookException() {
    super(
        "there is no rule book on the class path: name the class that implements %s in META-INF/services/%s"
            .formatted(RuleBook.class.getName(), RuleBook.class.getName()));
  }
}
