package io.quell.lint.book;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Tells rules that cannot match one and the same finding, by what they say of fields with one
/// value: of most pairs of a large book nothing else has to be asked.
final class Overlaps {
  private static final Set<Named> FIELDS =
      EnumSet.of(
          Named.FORMAT,
          Named.CONTROL,
          Named.PRODUCT,
          Named.ACCOUNT,
          Named.REGION,
          Named.GENERATOR,
          Named.ID,
          Named.TITLE,
          Named.SEVERITY,
          Named.PROVIDER_SEVERITY,
          Named.COMPLIANCE_STATUS,
          Named.WORKFLOW_STATUS,
          Named.RECORD_STATE);
  private static final String SECURITY_HUB = "aws/securityhub";

  /// The rules that take a value of one field, and those that take any.
  private static final class Takers {
    private final Map<String, BitSet> byValue = new HashMap<>();
    private final BitSet ofAny = new BitSet();
  }

  private final Map<Named, Takers> takers = new HashMap<>();
  private final IdentityHashMap<BookRule, Integer> positions = new IdentityHashMap<>();
  private final List<Map<Named, Set<String>>> allowed;

  Overlaps(List<BookRule> rules) {
    allowed = rules.stream().map(rule -> tied(allowed(rule.when()))).toList();
    FIELDS.forEach(field -> takers.put(field, new Takers()));
    for (int at = 0; at < rules.size(); at++) {
      positions.put(rules.get(at), at);
      file(at);
    }
  }

  private void file(int at) {
    takers.forEach(
        (field, takersOfField) -> {
          Set<String> values = allowed.get(at).get(field);
          if (values == null) {
            takersOfField.ofAny.set(at);
          } else {
            values.forEach(
                value -> takersOfField.byValue.computeIfAbsent(value, _ -> new BitSet()).set(at));
          }
        });
  }

  /// The positions of the rules that may match a finding that this one matches, itself included.
  BitSet of(BookRule rule) {
    var found = new BitSet();
    found.set(0, allowed.size());
    allowed
        .get(position(rule))
        .forEach(
            (field, values) -> {
              Takers takersOfField = Objects.requireNonNull(takers.get(field));
              BitSet ofField = (BitSet) takersOfField.ofAny.clone();
              values.forEach(
                  value -> ofField.or(takersOfField.byValue.getOrDefault(value, new BitSet())));
              found.and(ofField);
            });
    return found;
  }

  /// Whether two rules may match one finding.
  boolean mayMeet(BookRule rule, BookRule other) {
    Map<Named, Set<String>> others = allowed.get(position(other));
    return allowed.get(position(rule)).entrySet().stream()
        .allMatch(
            entry -> {
              Set<String> values = others.get(entry.getKey());
              return values == null || !Collections.disjoint(entry.getValue(), values);
            });
  }

  private int position(BookRule rule) {
    return Objects.requireNonNull(positions.get(rule));
  }

  /// The only values that a finding can have, of the fields of which the criteria say so.
  private static Map<Named, Set<String>> allowed(Criteria criteria) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) -> {
        Map<Named, Set<String>> all = new HashMap<>();
        parts.forEach(
            part ->
                allowed(part)
                    .forEach((field, values) -> all.merge(field, values, Overlaps::common)));
        yield all;
      }
      case Criteria.AnyOf(var parts) -> {
        Map<Named, Set<String>> any = new HashMap<>();
        allowed(parts.getFirst()).forEach((field, values) -> any.put(field, new HashSet<>(values)));
        for (Criteria part : parts.subList(1, parts.size())) {
          Map<Named, Set<String>> more = allowed(part);
          any.keySet().retainAll(more.keySet());
          any.forEach((field, values) -> values.addAll(more.getOrDefault(field, Set.of())));
        }
        yield any;
      }
      case Criteria.Test(Named field, Condition.Equal(var value)) when FIELDS.contains(field) ->
          Map.of(field, Set.of(value));
      case Criteria.OnElements(_, _, var part) -> allowed(part);
      case Criteria.Test _, Criteria.Not _ -> Map.of();
    };
  }

  private static Set<String> common(Set<String> some, Set<String> others) {
    Set<String> common = new HashSet<>(some);
    common.retainAll(others);
    return common;
  }

  /// A control comes from Security Hub.
  private static Map<Named, Set<String>> tied(Map<Named, Set<String>> values) {
    if (!values.containsKey(Named.CONTROL)) {
      return values;
    }
    Map<Named, Set<String>> tied = new HashMap<>(values);
    tied.merge(Named.PRODUCT, Set.of(SECURITY_HUB), Overlaps::common);
    return tied;
  }
}
