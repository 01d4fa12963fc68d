package io.quell.finding;

import io.quell.value.JsonTree;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where findings in one format have a field: readers, example writers, proofs and event patterns
/// all go by it.
///
/// @param presence what is certain of it
/// @param list the member whose elements have the field each by themselves; empty where the finding
///     has it
/// @param members where it stands, in the order of reading
/// @param counting which of the members counts
public record FieldPlace(Presence presence, String list, List<Member> members, Counting counting) {

  /// What is certain of a field in a format.
  public enum Presence {
    /// Every finding ought to have a value.
    ALWAYS,
    /// A finding may have no value.
    SOMETIMES,
    /// Where none of the members has a value, one may be found elsewhere: this is code.
    OR_ELSEWHERE,
    /// The value follows from others: this is code.
    COMPUTED,
    /// The format does not have the field.
    NEVER
  }

  /// Which of a place's members has a finding's, or an element's, value.
  public enum Counting {
    /// The first that has one.
    FIRST,
    /// Each that has one: they are names of the same thing.
    EACH
  }

  /// Who looks at a member.
  enum Use {
    READ_AND_WRITTEN,
    READ,
    /// It is for people, and says what another member says.
    WRITTEN
  }

  /// A member of the JSON of a finding, or of the list's elements.
  ///
  /// @param path the names of the members, outermost first
  /// @param form how it writes the value
  public record Member(List<String> path, Form form, Use use) {
    /// The same, only read: examples do not have it.
    Member onlyRead() {
      return new Member(path, form, Use.READ);
    }

    /// The same, only written: no reader looks at it.
    Member onlyWritten() {
      return new Member(path, form, Use.WRITTEN);
    }

    /// Whether the field is read from it.
    public boolean isRead() {
      return use != Use.WRITTEN;
    }

    /// Whether examples have it.
    public boolean isWritten() {
      return use != Use.READ;
    }

    private Optional<String> value(Map<String, Object> json) {
      return form instanceof Form.HighestScore
          ? values(json).max(Comparator.comparingDouble(Double::parseDouble))
          : form.read(JsonTree.value(json, path));
    }

    private Stream<String> values(Map<String, Object> json) {
      if (form instanceof Form.TextOfEach) {
        return JsonTree.objects(json, path.subList(0, path.size() - 1)).stream()
            .flatMap(each -> form.read(each.get(path.getLast())).stream());
      }
      return JsonTree.at(json, path).stream().flatMap(value -> form.read(value).stream());
    }
  }

  static final FieldPlace COMPUTED = of(Presence.COMPUTED);
  static final FieldPlace NOWHERE = of(Presence.NEVER);

  public FieldPlace {
    members = List.copyOf(members);
  }

  static FieldPlace always(Member... members) {
    return of(Presence.ALWAYS, members);
  }

  static FieldPlace sometimes(Member... members) {
    return of(Presence.SOMETIMES, members);
  }

  static FieldPlace orElsewhere(Member... members) {
    return of(Presence.OR_ELSEWHERE, members);
  }

  private static FieldPlace of(Presence presence, Member... members) {
    return new FieldPlace(presence, "", Arrays.asList(members), Counting.FIRST);
  }

  static FieldPlace inEach(String list, Member... members) {
    return new FieldPlace(Presence.SOMETIMES, list, Arrays.asList(members), Counting.FIRST);
  }

  /// Several names that each element may have. An example with fewer has the last of them.
  static FieldPlace namesInEach(String list, Member... names) {
    return new FieldPlace(Presence.SOMETIMES, list, Arrays.asList(names), Counting.EACH);
  }

  static Member text(String... path) {
    return member(new Form.Text(false), path);
  }

  static Member number(String... path) {
    return member(new Form.DecimalNumber(), path);
  }

  static Member time(String... path) {
    return member(new Form.Time(), path);
  }

  static Member member(Form form, String... path) {
    return new Member(List.of(path), form, Use.READ_AND_WRITTEN);
  }

  /// The path of a member from the finding down.
  public List<String> path(Member member) {
    return list.isEmpty()
        ? member.path()
        : Stream.concat(Stream.of(list), member.path().stream()).toList();
  }

  /// How many values a finding, or an element of the list, can have where it has one of each name.
  public int names() {
    return switch (counting) {
      case FIRST -> 1;
      case EACH -> (int) members.stream().filter(Member::isRead).count();
    };
  }

  /// The names of the fields that a format has a row for, in the order in which findings have them.
  public static List<String> names(Format format) {
    Enum<?>[] rows =
        switch (format) {
          case ASFF -> AsffPlace.values();
          case OCSF -> OcsfPlace.values();
        };
    return Arrays.stream(rows).map(Enum::name).toList();
  }

  /// The place of a field in a format.
  ///
  /// @param name the name of the field's row
  /// @throws IllegalArgumentException where the format's table has no such row
  public static FieldPlace of(Format format, String name) {
    return switch (format) {
      case ASFF -> AsffPlace.valueOf(name).place();
      case OCSF -> OcsfPlace.valueOf(name).place();
    };
  }

  /// The one value in a finding, or in an element of the list; of several names the first.
  public Optional<String> value(Map<String, Object> json) {
    Optional<String> value = Optional.empty();
    for (int at = 0; at < members.size() && value.isEmpty(); at++) {
      if (members.get(at).isRead()) {
        value = members.get(at).value(json);
      }
    }
    return value;
  }

  /// What stands there, as it is, of a field that has no value; empty where nothing does.
  public Optional<String> unreadable(Map<String, Object> json) {
    return members.stream()
        .filter(Member::isRead)
        .flatMap(member -> JsonTree.at(json, member.path()).stream())
        .map(String::valueOf)
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /// The one value in a finding where it is a number.
  OptionalDouble number(Map<String, Object> json) {
    return value(json).stream().mapToDouble(Double::parseDouble).findFirst();
  }

  /// The one value in a finding where it is a time.
  Optional<Instant> time(Map<String, Object> json) {
    return value(json).map(Instant::parse);
  }

  /// All values in a finding.
  public Stream<String> values(Map<String, Object> json) {
    return members.stream().filter(Member::isRead).flatMap(member -> member.values(json));
  }

  /// The first value in a finding, found without looking for the others.
  Optional<String> firstValue(Map<String, Object> json) {
    Optional<String> first = Optional.empty();
    for (int at = 0; at < members.size() && first.isEmpty(); at++) {
      Member member = members.get(at);
      if (member.isRead()) {
        first = member.value(json).or(() -> member.values(json).findFirst());
      }
    }
    return first;
  }

  /// The values in one of the list's elements.
  public Stream<String> valuesInElement(Map<String, Object> element) {
    return switch (counting) {
      case FIRST -> value(element).stream();
      case EACH ->
          members.stream()
              .filter(Member::isRead)
              .flatMap(member -> member.value(element).stream())
              .distinct();
    };
  }

  /// Whether one of [#valuesInElement] passes.
  public boolean hasValueInElement(Map<String, Object> element, Predicate<String> passes) {
    return switch (counting) {
      case FIRST -> value(element).filter(passes).isPresent();
      case EACH -> valuesInElement(element).anyMatch(passes);
    };
  }
}
