package io.quell.lambda.reconciliation;

import java.util.List;

/// Which findings of a format a slice is cut from, in words that mean the same in each invocation.
sealed interface Reach {
  /// Those that books have marked.
  record Marked(List<String> books) implements Reach {
    public Marked {
      books = List.copyOf(books);
    }
  }

  /// Those whose marks name one of these rules.
  record Naming(List<String> rules) implements Reach {
    public Naming {
      rules = List.copyOf(rules);
    }
  }

  /// Those that a rule may want, as far as a filter can say it.
  record Wanted(String rule) implements Reach {}

  /// Those that nobody but Quell can have answered: neither archived nor resolved.
  record Unanswered() implements Reach {}
}
