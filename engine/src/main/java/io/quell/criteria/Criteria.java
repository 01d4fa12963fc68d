package io.quell.criteria;

import io.quell.criteria.Field.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The conditions a rule tests, as data: what can be matched can also be explained, indexed,
/// printed and compared.
///
/// Criteria print themselves as a sentence:
/// `control is S3.9 and resource tag purpose is access-logs`. The most common tests have a name
/// here; every other starts at a [Field]: `TITLE.startsWith("…")`.
public sealed interface Criteria {

  /// All of these hold. Without parts it always holds.
  record AllOf(List<Criteria> parts) implements Criteria {
    public AllOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean holds(EvaluationContext subject) {
      for (Criteria part : parts) {
        if (!part.holds(subject)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return parts.isEmpty()
          ? "any finding"
          : parts.stream().map(Criteria::inner).collect(Collectors.joining(" and "));
    }
  }

  /// At least one of these holds.
  record AnyOf(List<Criteria> parts) implements Criteria {
    public AnyOf {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException(
            "any-of needs at least one part: with none it could never hold");
      }
    }

    /// The conditions of alternatives that all test the same field, or none where they do not.
    public List<Condition> conditionsOnOneField() {
      List<Condition> conditions = new ArrayList<>(parts.size());
      for (Criteria part : parts) {
        if (!(part instanceof Test(var field, var condition))
            || !(parts.getFirst() instanceof Test(var first, _))
            || !field.equals(first)) {
          return List.of();
        }
        conditions.add(condition);
      }
      return conditions;
    }

    @Override
    public boolean holds(EvaluationContext subject) {
      for (Criteria part : parts) {
        if (part.holds(subject)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return parts.stream().map(Criteria::inner).collect(Collectors.joining(" or "));
    }
  }

  /// This does not hold.
  record Not(Criteria part) implements Criteria {
    @Override
    public boolean holds(EvaluationContext subject) {
      return !part.holds(subject);
    }

    @Override
    public String toString() {
      return "not (" + part + ")";
    }
  }

  /// A field has a value that passes the condition.
  record Test(Field field, Condition condition) implements Criteria {
    @Override
    public boolean holds(EvaluationContext subject) {
      return field.hasValue(subject, value -> condition.holds(value, subject.now()));
    }

    @Override
    public String toString() {
      return field + " " + condition;
    }
  }

  /// One element of a kind, or every element, meets the criteria by itself. A finding without such
  /// elements never does.
  ///
  /// @param quantifier how many of the elements must meet the criteria
  /// @param element what they are: resources or vulnerabilities
  /// @param part what each is asked; what it asks of the finding itself is the same for all
  record OnElements(Quantifier quantifier, Element element, Criteria part) implements Criteria {
    /// How many of the elements must meet the criteria.
    public enum Quantifier {
      ONE,
      EVERY;

      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    /// @throws IllegalArgumentException where a vulnerability is asked something about resources
    public OnElements {
      if (element == Element.VULNERABILITY) {
        aboutResources(part).findFirst().ifPresent(OnElements::refuse);
      }
    }

    private static void refuse(String ofResources) {
      throw new IllegalArgumentException(
          ("%s cannot be asked of a vulnerability: findings do not say which resource has which"
                  + " vulnerability. Move it out, beside the criteria on vulnerabilities")
              .formatted(ofResources));
    }

    private static Stream<String> aboutResources(Criteria part) {
      return switch (part) {
        case AllOf(var parts) -> parts.stream().flatMap(OnElements::aboutResources);
        case AnyOf(var parts) -> parts.stream().flatMap(OnElements::aboutResources);
        case Not(var negated) -> aboutResources(negated);
        case OnElements on when on.element == Element.RESOURCE -> Stream.of(on.who());
        case OnElements on -> aboutResources(on.part);
        case Test(var field, _) ->
            field.cardinality().element().filter(Element.RESOURCE::equals).stream()
                .map(_ -> field.toString());
      };
    }

    @Override
    public boolean holds(EvaluationContext subject) {
      return switch (quantifier) {
        case ONE -> holding(subject).findFirst().isPresent();
        case EVERY ->
            subject.count(element) > 0
                && IntStream.range(0, subject.count(element)).allMatch(at -> holdsOn(subject, at));
      };
    }

    /// The positions of the elements that meet the criteria.
    IntStream holding(EvaluationContext subject) {
      return IntStream.range(0, subject.count(element)).filter(at -> holdsOn(subject, at));
    }

    private boolean holdsOn(EvaluationContext subject, int at) {
      return part.holds(subject.withOnly(element, at));
    }

    /// Which elements are asked: `one resource`.
    String who() {
      return quantifier + " " + element;
    }

    @Override
    public String toString() {
      return "on " + who() + " (" + part + ")";
    }
  }

  /// Whether the subject meets the criteria.
  boolean holds(EvaluationContext subject);

  /// Whether the subject is shown to meet the criteria; not, where that cannot be tested.
  default boolean isShownBy(EvaluationContext subject) {
    try {
      return holds(subject);
    } catch (RegexBudgetExceededException | StackOverflowError untestable) {
      return false;
    }
  }

  /// Why the criteria do not hold, by the first part that fails; empty where they hold.
  default Optional<Mismatch> mismatch(EvaluationContext subject) {
    return Mismatch.of(this, subject);
  }

  /// Criteria that also ask for `other`.
  default Criteria and(Criteria other) {
    return allOf(this, other);
  }

  /// Criteria that are met by `other` as well.
  default Criteria or(Criteria other) {
    return anyOf(this, other);
  }

  /// Criteria that leave out what meets `exception`.
  default Criteria unless(Criteria exception) {
    return allOf(this, not(exception));
  }

  private String inner() {
    return this instanceof AnyOf || this instanceof AllOf ? "(" + this + ")" : toString();
  }

  /// The tests that the criteria are made of, in order.
  default Stream<Test> tests() {
    return switch (this) {
      case AllOf(var parts) -> parts.stream().flatMap(Criteria::tests);
      case AnyOf(var parts) -> parts.stream().flatMap(Criteria::tests);
      case Not(var part) -> part.tests();
      case OnElements(_, _, var part) -> part.tests();
      case Test test -> Stream.of(test);
    };
  }

  /// The fields that the criteria test, in order and without repetition.
  default List<Field> fields() {
    return tests().map(Test::field).distinct().toList();
  }

  /// The fields whose tests may hold for want of a value: those that are negated.
  default List<Field> negatedFields() {
    return negatedTests().map(Test::field).distinct().toList();
  }

  private Stream<Test> negatedTests() {
    return switch (this) {
      case AllOf(var parts) -> parts.stream().flatMap(Criteria::negatedTests);
      case AnyOf(var parts) -> parts.stream().flatMap(Criteria::negatedTests);
      case Not(var part) -> part.tests();
      case OnElements(_, _, var part) -> part.negatedTests();
      case Test _ -> Stream.empty();
    };
  }

  /// All of these hold.
  static Criteria allOf(Criteria... parts) {
    return allOf(Arrays.asList(parts));
  }

  /// All of these hold. Nested all-ofs are laid flat.
  static Criteria allOf(List<Criteria> parts) {
    List<Criteria> flat = new ArrayList<>(parts.size());
    for (Criteria part : parts) {
      if (part instanceof AllOf(var inner)) {
        flat.addAll(inner);
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : new AllOf(flat);
  }

  /// At least one of these holds.
  static Criteria anyOf(Criteria... parts) {
    return anyOf(Arrays.asList(parts));
  }

  /// At least one of these holds. Nested any-ofs are laid flat.
  ///
  /// @throws IllegalArgumentException where there are none
  static Criteria anyOf(List<Criteria> parts) {
    List<Criteria> flat = new ArrayList<>(parts.size());
    for (Criteria part : parts) {
      if (part instanceof AnyOf(var inner)) {
        flat.addAll(inner);
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : new AnyOf(flat);
  }

  /// This does not hold.
  static Criteria not(Criteria part) {
    return new Not(part);
  }

  /// One and the same resource meets all of the criteria.
  static Criteria onOneResource(Criteria... parts) {
    return new OnElements(OnElements.Quantifier.ONE, Element.RESOURCE, allOf(parts));
  }

  /// Every resource meets all of the criteria, and there is at least one.
  static Criteria onEveryResource(Criteria... parts) {
    return new OnElements(OnElements.Quantifier.EVERY, Element.RESOURCE, allOf(parts));
  }

  /// One and the same vulnerability meets all of the criteria, none of which is about resources.
  ///
  /// @throws IllegalArgumentException where one is
  static Criteria onOneVulnerability(Criteria... parts) {
    return new OnElements(OnElements.Quantifier.ONE, Element.VULNERABILITY, allOf(parts));
  }

  /// Every vulnerability meets all of the criteria, none of which is about resources, and there is
  /// at least one.
  ///
  /// @throws IllegalArgumentException where one is
  static Criteria onEveryVulnerability(Criteria... parts) {
    return new OnElements(OnElements.Quantifier.EVERY, Element.VULNERABILITY, allOf(parts));
  }

  /// The finding is of one of these Security Hub controls, such as `S3.9`.
  static Criteria control(String... ids) {
    return Named.CONTROL.is(ids);
  }

  /// The finding is of one of these products, such as `aws/guardduty`.
  static Criteria product(String... products) {
    return Named.PRODUCT.is(products);
  }

  /// The finding is about one of these accounts.
  static Criteria account(String... accounts) {
    return Named.ACCOUNT.is(accounts);
  }

  /// The finding is about one of these Regions.
  static Criteria region(String... regions) {
    return Named.REGION.is(regions);
  }

  /// A resource has this tag with one of these values.
  static Criteria resourceTag(String key, String... values) {
    return resourceTag(key).is(values);
  }

  /// The values of a tag on the resources.
  static Field resourceTag(String key) {
    return new Field.ResourceTag(key);
  }

  /// The value of a user-defined field.
  static Field userDefinedField(String name) {
    return new Field.UserDefined(name);
  }

  /// The values at a path of the finding's JSON: `raw("Network", "SourceIpV4")`. The names are
  /// those of the finding's format.
  static Field raw(String... path) {
    return new Field.Raw(List.of(path));
  }

  /// The values at a path inside the JSON of the resources:
  /// `rawResource("Details", "AwsS3Bucket", "OwnerId")`.
  static Field rawResource(String... path) {
    return new Field.RawResource(List.of(path));
  }
}
