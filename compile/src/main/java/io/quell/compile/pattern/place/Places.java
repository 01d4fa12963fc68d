package io.quell.compile.pattern.place;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.Matchers;
import io.quell.compile.pattern.matcher.MemberPath;
import io.quell.compile.pattern.matcher.TextTests;
import io.quell.criteria.Cardinality;
import io.quell.criteria.Condition;
import io.quell.criteria.Field;
import io.quell.criteria.Field.Named;
import io.quell.finding.FieldPlace;
import io.quell.finding.FieldPlace.Member;
import io.quell.finding.Form;
import io.quell.finding.Format;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a format's findings have in their JSON where a test on a field holds, by the format's table
/// of places and, where the table leaves the field to code, by code.
///
/// Each answer is one of these: clauses, of which one is met; none where the test never holds; and
/// [#ANYTHING] where a pattern cannot tell. What Quell itself may have changed is never looked at:
/// rules see a finding as it was before. Members that the formats define as strings are taken for
/// strings; what is read by its path may be anything.
abstract class Places {
  /// A pattern cannot tell.
  static final List<Clause> ANYTHING = List.of(Clause.NOTHING);
  /// It never holds.
  static final List<Clause> NEVER = List.of();
  /// A value, whatever it is.
  static final Set<Matcher> PRESENT = Set.of(Matchers.PRESENT);

  private final Format format;
  /// The members of a finding that Quell changes, and shows rules as they were.
  private final Set<String> quells;

  Places(Format format, Set<String> quells) {
    this.format = format;
    this.quells = quells;
  }

  static Places of(Format format) {
    return switch (format) {
      case ASFF -> new AsffPlaces();
      case OCSF -> new OcsfPlaces();
    };
  }

  /// The clauses for a test of a field.
  ///
  /// @param anyOf the conditions, of which one has to hold
  /// @param element the number of the list's element that the test is about, where it is about one
  final List<Clause> of(Field field, Collection<Condition> anyOf, int element) {
    return switch (field) {
      case Field.Named named -> named(named, anyOf, element);
      case Field.ResourceTag(var key) -> List.of(tag(key, TextTests.of(anyOf), element));
      case Field.UserDefined(var name) -> userDefined(name, TextTests.of(anyOf));
      case Field.Raw(var path) ->
          quells.contains(path.getFirst())
              ? ANYTHING
              : inList(element, TextTests.ofScalar(anyOf), path);
      case Field.RawResource(var path) ->
          inList(
              element,
              TextTests.ofScalar(anyOf),
              below(Named.RESOURCE_TYPE.place(format).list(), path));
    };
  }

  /// A tag of a resource.
  abstract Clause tag(String key, Set<Matcher> values, int element);

  /// A user-defined field.
  abstract List<Clause> userDefined(String name, Set<Matcher> texts);

  /// A field with a name of its own, by the format's table.
  List<Clause> named(Named field, Collection<Condition> anyOf, int element) {
    FieldPlace place = field.place(format);
    return switch (place.presence()) {
      case NEVER -> NEVER;
      case COMPUTED ->
          switch (field) {
            case FORMAT -> passing(anyOf, List.of(format.name())).isEmpty() ? NEVER : ANYTHING;
            case RECORD_STATE ->
                passing(anyOf, List.of("ACTIVE", "ARCHIVED")).isEmpty() ? NEVER : ANYTHING;
            default -> ANYTHING;
          };
      case ALWAYS, SOMETIMES, OR_ELSEWHERE ->
          anyOf(
              place.members().stream()
                  .filter(Member::isRead)
                  .map(member -> member(field, place, member, anyOf, element))
                  .toList());
    };
  }

  private List<Clause> member(
      Named field, FieldPlace place, Member member, Collection<Condition> anyOf, int element) {
    Set<Matcher> matchers = matchers(member.form(), anyOf);
    List<String> path = place.path(member);
    if (!place.list().isEmpty()) {
      return matchers.isEmpty()
          ? NEVER
          : List.of(
              Clause.inList(
                  place.list(),
                  element,
                  cell(place, member),
                  Map.of(new MemberPath(path), matchers)));
    }
    if (quells.contains(path.getFirst())
        || member.form() instanceof Form.Time
        || member.form() instanceof Form.Milliseconds) {
      return ANYTHING;
    }
    if (field.cardinality() == Cardinality.MANY) {
      return inList(element, matchers, path);
    }
    return switch (place.presence()) {
      case ALWAYS -> always(matchers, path);
      // In its place, where it has no value, another is read that a pattern does not look at.
      case OR_ELSEWHERE -> always(Matchers.union(matchers, Matchers.GAPS), path);
      case SOMETIMES, COMPUTED, NEVER -> sometimes(matchers, path);
    };
  }

  /// What is one value in an element: whichever of its members it is read from, or each by itself.
  private static String cell(FieldPlace place, Member member) {
    return switch (place.counting()) {
      case FIRST ->
          place.members().stream()
              .filter(Member::isWritten)
              .findFirst()
              .orElseThrow()
              .path()
              .getFirst();
      case EACH -> member.path().getFirst();
    };
  }

  private static List<String> below(String list, List<String> path) {
    return Stream.concat(Stream.of(list), path.stream()).toList();
  }

  /// What a member may be where one of the conditions holds.
  static Set<Matcher> matchers(Form form, Collection<Condition> anyOf) {
    return switch (form) {
      case Form.Text _, Form.TextOfEach _ -> TextTests.of(anyOf);
      case Form.WholeNumber _ -> wholeNumbers(anyOf);
      case Form.Words words -> words(words, anyOf);
      case Form.ProductArn(var kinds) ->
          presentOr(kinds.stream().flatMap(kind -> endsBehind(kind, anyOf).stream()));
      case Form.ResourceType _ ->
          presentOr(
              anyOf.stream()
                  .flatMap(
                      condition ->
                          condition instanceof Condition.Equal(var type)
                              ? CloudFormationTypes.of(type).stream()
                              : PRESENT.stream()));
      case Form.DecimalNumber _,
          Form.HighestScore _,
          Form.NormalizedSeverity _,
          Form.Time _,
          Form.Milliseconds _ ->
          PRESENT;
    };
  }

  private static Set<Matcher> presentOr(Stream<Matcher> matchers) {
    Set<Matcher> all = matchers.collect(Collectors.toCollection(TreeSet::new));
    return all.contains(Matchers.PRESENT) ? PRESENT : all;
  }

  private static Set<Matcher> wholeNumbers(Collection<Condition> anyOf) {
    return presentOr(
        anyOf.stream()
            .flatMap(
                condition ->
                    condition instanceof Condition.Equal
                        ? TextTests.ofScalar(List.of(condition)).stream()
                            .filter(matcher -> !(matcher instanceof Matcher.Exact))
                        : PRESENT.stream()));
  }

  private static Set<Matcher> words(Form.Words words, Collection<Condition> anyOf) {
    Set<Matcher> known = Matchers.exactly(words.words(passesOneOf(anyOf)).toList());
    if (!words.mayBeOther()) {
      return known;
    }
    Set<Matcher> others = TextTests.of(anyOf);
    return others.contains(Matchers.PRESENT) ? others : Matchers.union(others, known);
  }

  /// What a longer text may be where the value is its end, behind other text.
  ///
  /// @param lead what stands right before the value
  static Set<Matcher> endsBehind(String lead, Collection<Condition> anyOf) {
    return presentOr(anyOf.stream().map(condition -> endBehind(lead, condition)));
  }

  private static Matcher endBehind(String lead, Condition condition) {
    return switch (condition) {
      case Condition.Equal(var value) -> TextTests.suffix(lead + value);
      case Condition.Suffix(var suffix) -> TextTests.suffix(suffix);
      case Condition.Prefix(var prefix) -> TextTests.wildcard(List.of("", lead + prefix, ""));
      case Condition.Containing(var part) -> TextTests.wildcard(List.of("", part, ""));
      case Condition.Wildcard(var pattern) ->
          TextTests.wildcard(below("", Arrays.asList((lead + pattern).split("\\*", -1))));
      case Condition.EqualIgnoringCase _,
          Condition.RegularExpression _,
          Condition.NumericRange _,
          Condition.OlderThan _,
          Condition.NewerThan _,
          Condition.TimeRange _,
          Condition.Network _,
          Condition.Exists _ ->
          Matchers.PRESENT;
    };
  }

  /// A member that every finding has.
  static List<Clause> always(Set<Matcher> matchers, List<String> path) {
    return matchers.contains(Matchers.PRESENT) ? ANYTHING : sometimes(matchers, path);
  }

  /// A member that not every finding has.
  static List<Clause> sometimes(Set<Matcher> matchers, List<String> path) {
    return matchers.isEmpty() ? NEVER : List.of(Clause.at(new MemberPath(path), matchers));
  }

  /// A member of a list's elements.
  static List<Clause> inList(int element, Set<Matcher> matchers, List<String> path) {
    return matchers.isEmpty()
        ? NEVER
        : List.of(
            Clause.inList(
                path.getFirst(),
                element,
                path.get(Math.min(1, path.size() - 1)),
                Map.of(new MemberPath(path), matchers)));
  }

  /// What one of the conditions lets through, of a few values that there are.
  static List<String> passing(Collection<Condition> anyOf, List<String> values) {
    return values.stream().filter(passesOneOf(anyOf)).toList();
  }

  private static Predicate<String> passesOneOf(Collection<Condition> anyOf) {
    return value -> anyOf.stream().anyMatch(condition -> condition.holds(value, Instant.EPOCH));
  }

  /// Joins the clauses of several places, of which one is enough.
  static List<Clause> anyOf(List<List<Clause>> places) {
    List<Clause> all = places.stream().flatMap(List::stream).toList();
    return all.stream().anyMatch(Clause::isNothing) ? ANYTHING : all;
  }
}
