package io.quell.run.mark;

import io.quell.update.UpdateField;

/// What is known of the rules that a mark names.
public interface KnownRules {
  /// A rule's id as it stands in a mark where there is little room.
  static String shortened(String id) {
    return Mark.shortened(id);
  }

  /// Whether the book says anything of any rule.
  boolean knowsAny();

  /// Whether the book has the rule, or says that it has ended.
  ///
  /// @param id as it stands in a mark
  boolean knows(String id);

  /// Whether it is known what the rule wants of the finding now. Of a rule that the book does
  /// not know, or that has failed on the finding, it is not.
  ///
  /// @param id as it stands in a mark
  boolean judges(String id);

  /// Whether the rule may have set a field.
  ///
  /// @param id as it stands in a mark
  boolean maySet(String id, UpdateField field);
}
