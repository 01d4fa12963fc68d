package io.quell.criteria;

import io.quell.value.ShortText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Why criteria do not hold: the criterion that failed, what it wanted, and what the finding has.
/// Criteria made of others say it of each part.
///
/// It prints itself as a short sentence, `control is S3.9, but saw S3.8`; the data is complete.
public sealed interface Mismatch {

  /// No value of a field is what a test, or any of several tests of the field, wants.
  ///
  /// @param criterion the test or tests
  /// @param wanted what a value must be, `is S3.9 or S3.8`
  /// @param seen the values; empty where the finding has nothing there
  record Unmet(Criteria criterion, String wanted, List<String> seen) implements Mismatch {
    public Unmet {
      seen = List.copyOf(seen);
    }

    @Override
    public String toString() {
      return said("the finding");
    }

    private String said(String holder) {
      return Sentence.brief(criterion)
          + ", but "
          + (seen.isEmpty() ? holder + " has nothing there" : "saw " + listed(seen));
    }
  }

  /// Each alternative failed.
  ///
  /// @param criterion the alternatives
  /// @param parts why each failed; tests of one field are one alternative
  record NoAlternative(Criteria.AnyOf criterion, List<Mismatch> parts) implements Mismatch {
    public NoAlternative {
      parts = List.copyOf(parts);
    }

    @Override
    public String wanted() {
      return "one of %d alternatives".formatted(parts.size());
    }

    @Override
    public List<String> seen() {
      return parts.stream().flatMap(Mismatch::namedValues).distinct().toList();
    }

    @Override
    public String head() {
      return "none of %d alternatives holds".formatted(parts.size());
    }

    @Override
    public String toString() {
      return head() + ": " + joined(parts);
    }
  }

  /// An exception holds.
  ///
  /// @param criterion what must not hold
  /// @param held what made it hold
  record Excepted(Criteria.Not criterion, List<Match> held) implements Mismatch {
    public Excepted {
      held = List.copyOf(held);
    }

    @Override
    public String wanted() {
      return "that this does not hold: " + Sentence.of(criterion.part());
    }

    @Override
    public List<String> seen() {
      return held.size() == 1
          ? held.getFirst().values()
          : held.stream().flatMap(Match::namedValues).distinct().toList();
    }

    @Override
    public String toString() {
      return "left out by its exception: "
          + held.stream().map(Match::toString).collect(Collectors.joining(" and "));
    }
  }

  /// No element of a kind, or not every one, meets the criteria by itself.
  ///
  /// @param criterion what is asked of the resources or vulnerabilities
  /// @param parts those that do not meet it; none where the finding has no such element at all
  record NotOnElements(Criteria.OnElements criterion, List<OnElement> parts) implements Mismatch {
    public NotOnElements {
      parts = List.copyOf(parts);
    }

    @Override
    public String wanted() {
      return switch (criterion.quantifier()) {
        case ONE -> criterion.who() + " that meets it";
        case EVERY -> criterion.who() + " to meet it";
      };
    }

    @Override
    public List<String> seen() {
      return parts.stream().map(OnElement::name).toList();
    }

    @Override
    public String head() {
      Element element = criterion.element();
      return parts.isEmpty()
          ? "%s, but the finding has no %s".formatted(Sentence.brief(criterion), element)
          : switch (criterion.quantifier()) {
            case ONE -> "no %s meets it".formatted(element);
            case EVERY -> "not every %s meets it".formatted(element);
          };
    }

    @Override
    public String toString() {
      return parts.isEmpty() ? head() : head() + ": " + joined(parts);
    }
  }

  /// One element does not meet the criteria.
  ///
  /// @param element whether it is a resource or a vulnerability
  /// @param name the element, by its identifier where it has one
  /// @param reason what failed on it
  record OnElement(Element element, String name, Mismatch reason) implements Mismatch {
    @Override
    public Criteria criterion() {
      return reason.criterion();
    }

    @Override
    public String wanted() {
      return reason.wanted();
    }

    @Override
    public List<String> seen() {
      return reason.seen();
    }

    @Override
    public List<? extends Mismatch> parts() {
      return reason.parts();
    }

    @Override
    public String head() {
      return "on %s, %s".formatted(name, reason.head());
    }

    @Override
    public String toString() {
      return "on %s, %s".formatted(name, reason instanceof Unmet unmet ? unmet.said("it") : reason);
    }
  }

  /// A criterion could not be tested to its end, as with a regular expression that overflows the
  /// stack.
  ///
  /// @param criterion the criterion
  /// @param error what happened
  record Untestable(Criteria criterion, String error) implements Mismatch {
    @Override
    public String wanted() {
      return Sentence.of(criterion);
    }

    @Override
    public List<String> seen() {
      return List.of();
    }

    @Override
    public String toString() {
      return "%s, which could not be tested: %s".formatted(Sentence.brief(criterion), error);
    }
  }

  /// The criterion that failed.
  Criteria criterion();

  /// What it wanted.
  String wanted();

  /// What the finding has in the criterion's fields, each with its field's name where there are
  /// several fields; for criteria on resources or vulnerabilities those that do not
  /// meet them.
  List<String> seen();

  /// What failed inside the criterion; nothing where it is a test.
  default List<? extends Mismatch> parts() {
    return List.of();
  }

  /// What it says of itself, without its parts.
  default String head() {
    return toString();
  }

  /// Why criteria do not hold: of all-ofs the first part that fails. Empty where they hold.
  static Optional<Mismatch> of(Criteria criteria, EvaluationContext subject) {
    return switch (criteria) {
      case Criteria.AllOf(var parts) ->
          parts.stream().flatMap(part -> of(part, subject).stream()).findFirst();
      case Criteria.AnyOf any -> unlessHolding(any, subject, () -> of(any, subject));
      case Criteria.Not not ->
          unlessHolding(
              not,
              subject,
              () ->
                  Sentence.isAbsence(not)
                      ? new Unmet(not, "is absent", seen(not.fields().getFirst(), subject))
                      : new Excepted(not, Match.of(not.part(), subject)));
      case Criteria.Test(var field, var condition) ->
          unlessHolding(
              criteria,
              subject,
              () -> new Unmet(criteria, condition.toString(), seen(field, subject)));
      case Criteria.OnElements on -> unlessHolding(on, subject, () -> of(on, subject));
    };
  }

  private static Optional<Mismatch> unlessHolding(
      Criteria criteria, EvaluationContext subject, Supplier<Mismatch> mismatch) {
    return criteria.holds(subject) ? Optional.empty() : Optional.of(mismatch.get());
  }

  private static Mismatch of(Criteria.AnyOf any, EvaluationContext subject) {
    List<Condition> conditions = any.conditionsOnOneField();
    if (!conditions.isEmpty()) {
      return new Unmet(any, Sentence.anyOf(conditions), seen(any.fields().getFirst(), subject));
    }
    return new NoAlternative(
        any,
        Sentence.alternatives(any).stream().flatMap(part -> of(part, subject).stream()).toList());
  }

  private static Mismatch of(Criteria.OnElements on, EvaluationContext subject) {
    Element element = on.element();
    return new NotOnElements(
        on,
        IntStream.range(0, subject.count(element))
            .boxed()
            .flatMap(
                at ->
                    of(on.part(), subject.withOnly(element, at))
                        .map(reason -> new OnElement(element, subject.name(element, at), reason))
                        .stream())
            .toList());
  }

  private static List<String> seen(Field field, EvaluationContext subject) {
    List<String> values = field.values(subject).distinct().toList();
    return values.isEmpty()
        ? field.unreadable(subject).stream().map(text -> text + ", which cannot be read").toList()
        : values;
  }

  private Stream<String> namedValues() {
    List<Field> fields = criterion().fields();
    return seen().stream()
        .map(value -> this instanceof Unmet ? fields.getFirst() + ": " + value : value);
  }

  private static String joined(List<? extends Mismatch> parts) {
    int most = 3;
    List<String> said =
        new ArrayList<>(
            parts.stream()
                .limit(most)
                .map(part -> part.parts().isEmpty() ? part.toString() : "(" + part + ")")
                .toList());
    if (parts.size() > most) {
      said.add("and %d more".formatted(parts.size() - most));
    }
    return String.join("; ", said);
  }

  /// Values as a person reads them: the first few, and none longer than a line.
  static String listed(List<String> values) {
    int most = 5;
    int longest = 120;
    String first =
        values.stream()
            .limit(most)
            .map(value -> ShortText.of(value, longest))
            .collect(Collectors.joining(", "));
    return values.size() > most ? "%s and %d more".formatted(first, values.size() - most) : first;
  }
}
