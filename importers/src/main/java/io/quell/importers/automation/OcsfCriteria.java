package io.quell.importers.automation;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.importers.source.RefusedException;
import io.quell.importers.source.SourceValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The criteria of an automation rule of the second version: filters joined by AND or OR, in three
/// layers.
///
/// What the API reference leaves open is noted on the rules that it matters to: an operator that is
/// absent is AND; a truth value has to be there, also where it is to be false; a negative filter is
/// met by a finding without a value too.
///
/// @param notes what differs
record OcsfCriteria(Criteria when, List<String> notes) {
  private static final String NESTED = "NestedCompositeFilters";
  private static final String OPERATOR = "Operator";
  private static final String COMPOSITES = "CompositeFilters";
  private static final String COMPOSITE_OPERATOR = "CompositeOperator";
  private static final String LEFT_OPEN = ", which AWS's documents leave open";
  private static final Set<String> OPERATORS = Set.of("AND", "OR");
  /// What rules see as it would be without Quell.
  private static final Set<String> WITHOUT_QUELL =
      Set.of("severity", "severity_id", "status", "status_id", "comment");

  static OcsfCriteria read(SourceValue criteria) throws RefusedException {
    criteria.members(Set.of(COMPOSITES, COMPOSITE_OPERATOR));
    Set<String> notes = new LinkedHashSet<>();
    List<Criteria> composites = composites(criteria.at(COMPOSITES), true, notes);
    if (composites.isEmpty()) {
      throw new RefusedException("its criteria are empty, so it would be about every finding");
    }
    Criteria joined = joined(composites, criteria.at(COMPOSITE_OPERATOR), notes);
    return new OcsfCriteria(Named.FORMAT.is(Format.OCSF).and(joined), List.copyOf(notes));
  }

  private static List<Criteria> composites(SourceValue list, boolean mayNest, Set<String> notes)
      throws RefusedException {
    List<Criteria> composites = new ArrayList<>();
    for (SourceValue composite : list.list()) {
      composites.add(composite(composite, mayNest, notes));
    }
    return composites;
  }

  private static Criteria composite(SourceValue composite, boolean mayNest, Set<String> notes)
      throws RefusedException {
    Set<String> known = new HashSet<>(OcsfField.names().keySet());
    known.add(OPERATOR);
    if (mayNest) {
      known.add(NESTED);
    }
    List<Criteria> parts = new ArrayList<>();
    for (Map.Entry<String, SourceValue> member : composite.members(known).entrySet()) {
      if (member.getKey().equals(NESTED)) {
        parts.addAll(composites(member.getValue(), false, notes));
      } else if (!member.getKey().equals(OPERATOR)) {
        for (SourceValue item : member.getValue().list()) {
          parts.add(filter(member.getKey(), item, notes));
        }
      }
    }
    if (parts.isEmpty()) {
      throw new RefusedException(
          composite.name() + " has no filters, so every finding would meet it");
    }
    return joined(parts, composite.at(OPERATOR), notes);
  }

  private static Criteria joined(List<Criteria> parts, SourceValue operator, Set<String> notes)
      throws RefusedException {
    if (operator.isAbsent() && parts.size() > 1) {
      notes.add("%s is missing and taken as AND".formatted(operator.name()) + LEFT_OPEN);
    }
    boolean isAnd = operator.isAbsent() || operator.oneOf(OPERATORS).equals("AND");
    return isAnd ? Criteria.allOf(parts) : Criteria.anyOf(parts);
  }

  private static Criteria filter(String kind, SourceValue item, Set<String> notes)
      throws RefusedException {
    item.members(Set.of("FieldName", "Filter"));
    List<String> names = OcsfField.names().getOrDefault(kind, List.of());
    String name = item.at("FieldName").oneOf(names);
    SourceValue filter = item.at("Filter");
    if (WITHOUT_QUELL.contains(name)) {
      notes.add("it sees %s as it is without Quell's own changes".formatted(name));
    }
    return switch (kind) {
      case "StringFilters" -> string(name, filter, notes);
      case "NumberFilters" -> AutomationFilters.number(OcsfField.of(name), filter);
      case "DateFilters" -> AutomationFilters.date(OcsfField.of(name), filter);
      case "BooleanFilters" -> truth(name, filter, notes);
      case "IpFilters" -> AutomationFilters.network(OcsfField.of(name), filter);
      case "MapFilters" -> map(name, filter, notes);
      default -> throw new IllegalStateException(kind + " was known a moment ago");
    };
  }

  private static Criteria truth(String name, SourceValue filter, Set<String> notes)
      throws RefusedException {
    if (Boolean.FALSE.equals(filter.at("Value").value())) {
      notes.add(
          "%s false asks for a finding that says false somewhere, not for one that does not say"
                  .formatted(name)
              + LEFT_OPEN);
    }
    return AutomationFilters.truth(OcsfField.of(name), filter);
  }

  private static void noteNegative(String name, SourceValue filter, Set<String> notes) {
    if (filter.at("Comparison").value() instanceof String comparison
        && comparison.contains("NOT_")) {
      notes.add(
          "%s %s holds for a finding without any value there too".formatted(name, comparison)
              + LEFT_OPEN);
    }
  }

  private static Criteria string(String name, SourceValue filter, Set<String> notes)
      throws RefusedException {
    if ("CONTAINS_WORD".equals(filter.at("Comparison").value())) {
      notes.add(
          "a word of CONTAINS_WORD is taken to be what no letter and no digit goes on before or"
              + " after"
              + LEFT_OPEN);
    }
    noteNegative(name, filter, notes);
    return AutomationFilters.string(OcsfField.of(name), filter, AutomationFilters.OCSF_STRING);
  }

  private static Criteria map(String name, SourceValue filter, Set<String> notes)
      throws RefusedException {
    if (!OcsfField.isMap(name)) {
      throw new RefusedException(
          "it tests %s, a list of names and values, and Quell cannot ask for both in one element of a list"
              .formatted(name));
    }
    noteNegative(name, filter, notes);
    return AutomationFilters.map(Criteria::resourceTag, filter);
  }
}
