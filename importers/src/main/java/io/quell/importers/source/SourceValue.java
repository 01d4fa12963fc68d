package io.quell.importers.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value of a source file: a map, a list, a text, a number, a truth value or null; and where it
/// stands.
///
/// @param where the way to it, such as `Criteria.Title[1].Comparison`; empty for a whole rule
public record SourceValue(String where, @Nullable Object value) {

  /// No list and no mapping of a source is longer: Security Hub takes 100 rules of 20 filters a
  /// field, and Quell is tried with 10,000 rules.
  public static final int MOST_ELEMENTS = 10_000;

  /// Whether there is nothing, or null.
  public boolean isAbsent() {
    return value == null;
  }

  /// The member of this name, which may be absent.
  public SourceValue at(String name) {
    return new SourceValue(
        where.isEmpty() ? name : where + "." + name,
        value instanceof Map<?, ?> members ? members.get(name) : null);
  }

  /// The members, all of which must be known.
  public Map<String, SourceValue> members(Set<String> known) throws RefusedException {
    Map<String, SourceValue> members = members();
    for (Map.Entry<String, SourceValue> member : members.entrySet()) {
      if (!known.contains(member.getKey())) {
        throw new RefusedException(
            "%s is no member that is known here; known are %s"
                .formatted(member.getValue().where(), sorted(known)));
      }
    }
    return members;
  }

  /// The members, whatever their names.
  public Map<String, SourceValue> members() throws RefusedException {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrongType("a mapping");
    }
    requireFew(map.size());
    Map<String, SourceValue> members = new LinkedHashMap<>();
    for (Object key : map.keySet()) {
      if (!(key instanceof String name)) {
        throw new RefusedException(
            "%s has the key %s, which is no text: put it in quotes".formatted(name(), key));
      }
      members.put(name, at(name));
    }
    return members;
  }

  /// The elements; none where it is absent.
  public List<SourceValue> list() throws RefusedException {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> elements)) {
      throw wrongType("a list");
    }
    requireFew(elements.size());
    List<SourceValue> parts = new ArrayList<>();
    for (Object element : elements) {
      parts.add(new SourceValue("%s[%d]".formatted(where, parts.size() + 1), element));
    }
    return parts;
  }

  /// The elements, of which there must be some.
  public List<SourceValue> filledList() throws RefusedException {
    List<SourceValue> parts = list();
    if (parts.isEmpty()) {
      throw new RefusedException(name() + " is empty or missing");
    }
    return parts;
  }

  /// The texts of a list.
  public List<String> texts() throws RefusedException {
    List<String> texts = new ArrayList<>();
    for (SourceValue part : list()) {
      texts.add(part.anyText());
    }
    return texts;
  }

  /// The text, which must hold a character that is not blank.
  public String text() throws RefusedException {
    String text = anyText();
    if (text.isBlank()) {
      throw new RefusedException(name() + " is blank");
    }
    return text;
  }

  /// The text, blank or not.
  public String anyText() throws RefusedException {
    return as(String.class, "a text");
  }

  /// The text, or empty where it is absent or blank.
  public Optional<String> optionalText() throws RefusedException {
    return value == null
        ? Optional.empty()
        : Optional.of(anyText()).filter(text -> !text.isBlank());
  }

  /// The text, which must be one of these.
  public String oneOf(Collection<String> allowed) throws RefusedException {
    String text = text();
    if (!allowed.contains(text)) {
      throw new RefusedException(
          "%s is '%s'; known are %s".formatted(name(), text, sorted(allowed)));
    }
    return text;
  }

  /// The constant of this name.
  public <E extends Enum<?>> E constant(List<E> allowed) throws RefusedException {
    String name = oneOf(allowed.stream().map(Enum::name).toList());
    return allowed.stream()
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// The number.
  public double number() throws RefusedException {
    return as(Number.class, "a number").doubleValue();
  }

  /// The number, which must be a whole one.
  public int integer() throws RefusedException {
    number();
    try {
      return new BigDecimal(String.valueOf(value)).intValueExact();
    } catch (ArithmeticException e) {
      throw wrongType("a whole number");
    }
  }

  /// The truth value.
  public boolean truth() throws RefusedException {
    return as(Boolean.class, "true or false");
  }

  private void requireFew(int size) throws RefusedException {
    if (size > MOST_ELEMENTS) {
      throw new RefusedException(
          "%s has %d elements; at most %d are read".formatted(name(), size, MOST_ELEMENTS));
    }
  }

  private <T> T as(Class<T> type, String wanted) throws RefusedException {
    if (value == null) {
      throw new RefusedException(name() + " is missing");
    }
    if (!type.isInstance(value)) {
      throw wrongType(wanted);
    }
    return type.cast(value);
  }

  private RefusedException wrongType(String wanted) {
    return new RefusedException(
        "%s is %s, but should be %s".formatted(name(), kind(value), wanted));
  }

  /// What it is called in a sentence.
  public String name() {
    return where.isEmpty() ? "it" : where;
  }

  private static String sorted(Collection<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "missing";
      case Map<?, ?> _ -> "a mapping";
      case List<?> _ -> "a list";
      case String text -> "the text '" + text + "'";
      case Number number -> "the number " + number;
      default -> String.valueOf(value);
    };
  }
}
