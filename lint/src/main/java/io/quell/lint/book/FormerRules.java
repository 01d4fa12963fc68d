package io.quell.lint.book;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/// The rules that a book had before, or that another book has in whose place it comes.
///
/// @param source where they are, in the words of a sentence, such as `the book at revision v1`
/// @param ids their ids, in their order
public record FormerRules(String source, Set<String> ids) {
  public FormerRules {
    ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
  }

  /// The same without rules whose present ids are known from elsewhere.
  public FormerRules without(Set<String> others) {
    Set<String> left = new LinkedHashSet<>(ids);
    left.removeAll(others);
    return new FormerRules(source, left);
  }
}
