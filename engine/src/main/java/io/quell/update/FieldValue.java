package io.quell.update;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import io.quell.value.Numbers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a field is set to, by its kind. [UpdateField] says which kind a field takes, and its
/// limits.
///
/// A rule gives one [Entry] or [Reference] at a time; an update has all that the finding is to
/// have, [Entries] or [References].
public sealed interface FieldValue {

  /// A constant of an enumeration: a severity, a status, a verification state.
  record Constant(Enum<?> constant) implements FieldValue {
    @Override
    public String toString() {
      return constant.name();
    }
  }

  /// A whole number from 0 to 100.
  record Percentage(int number) implements FieldValue {
    @Override
    public String toString() {
      return Integer.toString(number);
    }
  }

  /// A number on a scale of the product's own.
  record Decimal(double number) implements FieldValue {
    public Decimal {
      number += 0.0; // -0.0 is 0, or it would be set again and again
    }

    @Override
    public String toString() {
      return Numbers.text(number);
    }
  }

  /// Several texts.
  record Texts(List<String> texts) implements FieldValue {
    public Texts {
      texts = List.copyOf(texts);
    }

    @Override
    public String toString() {
      return String.join(", ", texts);
    }
  }

  /// One text under a name.
  record Entry(String name, String text) implements FieldValue {
    @Override
    public String toString() {
      return name + "=" + text;
    }
  }

  /// Texts under names.
  record Entries(Map<String, String> entries) implements FieldValue {
    public Entries {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String toString() {
      return entries.toString();
    }
  }

  /// One finding.
  record Reference(FindingIdentifier.Asff finding) implements FieldValue {
    @Override
    public String toString() {
      return finding.id();
    }
  }

  /// Several findings.
  record References(List<FindingIdentifier.Asff> findings) implements FieldValue {
    public References {
      findings = List.copyOf(findings);
    }

    @Override
    public String toString() {
      return findings.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
  }

  /// A note with its author.
  record Written(Note note) implements FieldValue {
    @Override
    public String toString() {
      return note.text();
    }
  }
}
