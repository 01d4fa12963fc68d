package io.quell.localhub.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Filters on one attribute of which one has to hold, for one of the finding's values.
///
/// @param values what a finding has at the attribute, as far as it is of the filters' kind
/// @param tests one a filter
record ValueCondition<T>(Function<JsonNode, Stream<T>> values, List<? extends Predicate<T>> tests)
    implements Predicate<JsonNode> {
  @Override
  public boolean test(JsonNode finding) {
    return values
        .apply(finding)
        .anyMatch(value -> tests.stream().anyMatch(test -> test.test(value)));
  }
}
