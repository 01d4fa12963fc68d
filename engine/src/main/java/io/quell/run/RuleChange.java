package io.quell.run;

import io.quell.update.UpdateField;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// A field that an update changes, and the rules that have a part in that.
///
/// @param field the field, under the name that both formats share
/// @param isGivenBack whether the value from before Quell is set again, for no rule in force wants
///     another one
/// @param rules the ids of the rules whose value is set, and of those whose value goes; as they
///     stand in the mark where the book does not have them
public record RuleChange(UpdateField field, boolean isGivenBack, Set<String> rules) {
  public RuleChange {
    rules =
        rules.size() < 2 ? Set.copyOf(rules) : Collections.unmodifiableSet(new TreeSet<>(rules));
  }
}
