package io.quell.importers.automation;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.Format;
import io.quell.importers.source.RefusedException;
import io.quell.importers.source.SourceValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The criteria of an automation rule of the first version. All its fields have to hold; of the
/// filters on one field one of the positive ones and each of the negative ones, and of its filters
/// for numbers or dates one.
///
/// @param notes what differs
record AutomationCriteria(Criteria when, List<String> notes) {
  /// What rules see as it would be without Quell: Security Hub's own rules see what was set on the
  /// finding before.
  private static final Set<AutomationField> WITHOUT_QUELL =
      Set.of(
          AutomationField.SEVERITY_LABEL,
          AutomationField.WORKFLOW_STATUS,
          AutomationField.NOTE_TEXT,
          AutomationField.NOTE_UPDATED_AT,
          AutomationField.NOTE_UPDATED_BY);

  static AutomationCriteria read(SourceValue criteria) throws RefusedException {
    Map<String, SourceValue> members = criteria.members(AutomationField.byMember().keySet());
    List<Criteria> parts = new ArrayList<>(List.of(Named.FORMAT.is(Format.ASFF)));
    List<String> notes = new ArrayList<>();
    for (Map.Entry<String, SourceValue> member : members.entrySet()) {
      AutomationField field = AutomationField.byMember().get(member.getKey());
      if (field == null) {
        throw new IllegalStateException(member.getKey() + " was known a moment ago");
      }
      List<SourceValue> filters = member.getValue().list();
      if (filters.isEmpty()) {
        continue; // a list that is empty asks for nothing
      }
      parts.addAll(filters(field, filters));
      if (WITHOUT_QUELL.contains(field)) {
        notes.add("it sees %s as it is without Quell's own changes".formatted(field.member()));
      }
    }
    if (parts.size() == 1) {
      throw new RefusedException("its Criteria are empty, so it would be about every finding");
    }
    return new AutomationCriteria(Criteria.allOf(parts), notes);
  }

  private static List<Criteria> filters(AutomationField field, List<SourceValue> filters)
      throws RefusedException {
    List<Criteria> compared = new ArrayList<>();
    List<Criteria> ranges = new ArrayList<>();
    for (SourceValue filter : filters) {
      Field quells = field.field("");
      switch (field.kind()) {
        case STRING ->
            compared.add(AutomationFilters.string(quells, filter, AutomationFilters.STRING));
        case MAP -> compared.add(AutomationFilters.map(field::field, filter));
        case NUMBER -> ranges.add(AutomationFilters.number(quells, filter));
        case DATE -> ranges.add(AutomationFilters.date(quells, filter));
      }
    }
    return ranges.isEmpty()
        ? AutomationFilters.together(compared)
        : List.of(Criteria.anyOf(ranges));
  }
}
