package io.quell.lint.solver;

import io.quell.criteria.Condition;
import io.quell.criteria.Domain;
import io.quell.criteria.Element;
import io.quell.criteria.Field.Named;
import io.quell.finding.FieldPlace.Presence;
import io.quell.finding.Format;
import io.quell.finding.SeverityLabel;
import io.quell.lint.solver.example.Model;
import io.quell.lint.solver.example.Place;
import io.quell.lint.solver.value.Candidates;
import io.quell.lint.solver.value.Chooser;
import io.quell.lint.solver.value.Samples;
import io.quell.lint.solver.value.ValueConstraint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Values for all that one alternative asks of a finding in one format, with what ties fields
/// together: a control comes from Security Hub, a severity has its normalized severity, an age is
/// counted from one of two times.
final class Alternative {
  private static final String SECURITY_HUB = "aws/securityhub";
  private static final Condition PRESENT = new Condition.Exists();
  private static final Group SOME_VALUE = new Group(List.of(List.of(PRESENT)), List.of());
  private static final Group NO_VALUE = new Group(List.of(), List.of(PRESENT));
  private static final Set<Named> ALWAYS_PRESENT = Set.of(Named.ID, Named.FORMAT);
  private static final List<SeverityLabel> LABELS =
      List.of(
          SeverityLabel.MEDIUM,
          SeverityLabel.HIGH,
          SeverityLabel.LOW,
          SeverityLabel.CRITICAL,
          SeverityLabel.INFORMATIONAL);

  /// What came of the search for values.
  sealed interface Resolution {
    /// There are none; it is proved.
    record Excluded(String why) implements Resolution {}

    /// None were found.
    record Open(String why) implements Resolution {}

    /// Here they are.
    record Solved(Model model) implements Resolution {}
  }

  private final Format format;
  private final Map<Place, Group> groups;
  private final Map<Element, Integer> elements;
  private final Chooser chooser;
  private final Instant now;
  private final int variant;
  private final Map<Place, List<String>> values = new LinkedHashMap<>();
  private @Nullable String excluded;
  private @Nullable String open;
  private boolean mayBeOtherwise;

  private Alternative(
      Format format,
      Map<Place, Group> groups,
      Map<Element, Integer> elements,
      Chooser chooser,
      Instant now,
      int variant) {
    this.format = format;
    this.groups = groups;
    this.elements = elements;
    this.chooser = chooser;
    this.now = now;
    this.variant = variant;
  }

  /// Looks for values.
  ///
  /// @param variant which of the values that are as good as each other is taken, from 0
  static Resolution resolve(Facts facts, Format format, Chooser chooser, Instant now, int variant) {
    Map<Place, Group> groups = new LinkedHashMap<>();
    facts.places().forEach(place -> groups.put(place, facts.at(place)));
    return new Alternative(format, groups, facts.elements(), chooser, now, variant).resolve();
  }

  private Resolution resolve() {
    Place formatPlace = Place.of(Named.FORMAT);
    Group aboutFormat = take(formatPlace);
    ValueConstraint ofFormat =
        new ValueConstraint(
            new Domain.Listed(List.of(format.name())),
            aboutFormat.clauses(),
            aboutFormat.refused());
    if (!ofFormat.isMetBy(format.name(), now)) {
      return new Resolution.Excluded(
          aboutFormat.needsValue() && aboutFormat.clauses().size() == 1
              ? Conflict.words(formatPlace, aboutFormat.clauses().getFirst())
              : "format is not " + format);
    }
    tie();
    severities();
    ages();
    List.copyOf(groups.keySet()).forEach(place -> settle(place, take(place)));
    if (excluded != null) {
      return mayBeOtherwise ? new Resolution.Open(excluded) : new Resolution.Excluded(excluded);
    }
    return open == null
        ? new Resolution.Solved(new Model(format, values, elements))
        : new Resolution.Open(open);
  }

  private Group take(Place place) {
    Group group = groups.remove(place);
    return group == null ? Group.NOTHING : group;
  }

  private Group at(Named field) {
    return groups.getOrDefault(Place.of(field), Group.NOTHING);
  }

  private void also(Named field, Condition condition) {
    groups.merge(Place.of(field), new Group(List.of(List.of(condition)), List.of()), Group::and);
  }

  /// What a value in one field says of another.
  private void tie() {
    groups.forEach(
        (place, group) -> {
          if (group.needsValue() && !place.field().isIn(format)) {
            exclude(
                "%s, which findings in %s never have"
                    .formatted(Conflict.words(place, group.clauses().getFirst()), format));
          }
        });
    if (at(Named.CONTROL).needsValue()) {
      Group product = at(Named.PRODUCT);
      also(Named.PRODUCT, new Condition.Equal(SECURITY_HUB));
      if (!constraint(Named.PRODUCT, product).isMetBy(SECURITY_HUB, now)) {
        exclude(
            "%s, and only %s has controls, but %s"
                .formatted(
                    Conflict.words(Place.of(Named.CONTROL), at(Named.CONTROL).clauses().getFirst()),
                    SECURITY_HUB,
                    product.needsValue()
                        ? Conflict.words(Place.of(Named.PRODUCT), product.clauses().getFirst())
                        : "not (%s)"
                            .formatted(
                                Conflict.words(Place.of(Named.PRODUCT), product.refused()))));
      }
    }
    if (at(Named.NOTE_AUTHOR).needsValue()) {
      also(Named.NOTE_TEXT, PRESENT);
    }
    ALWAYS_PRESENT.stream()
        .filter(field -> at(field).refusesAll())
        .forEach(field -> exclude("%s is absent, but every finding has one".formatted(field)));
    switch (format) {
      case ASFF -> {
        if (at(Named.PROVIDER_SEVERITY).needsValue()) {
          also(Named.SEVERITY, PRESENT);
        }
      }
      case OCSF -> {
        if (!at(Named.RECORD_STATE).refused().isEmpty()) {
          also(Named.RECORD_STATE, PRESENT);
        }
      }
    }
  }

  /// The severity and its normalized severity are there together or not at all.
  private void severities() {
    Group labels = take(Place.of(Named.SEVERITY));
    Group numbers = take(Place.of(Named.NORMALIZED_SEVERITY));
    if (labels.equals(Group.NOTHING) && numbers.equals(Group.NOTHING)) {
      return;
    }
    ValueConstraint label = constraint(Named.SEVERITY, labels);
    ValueConstraint number = constraint(Named.NORMALIZED_SEVERITY, numbers);
    for (SeverityLabel candidate : LABELS) {
      Optional<String> normalized =
          normalized(candidate)
              .map(String::valueOf)
              .filter(text -> number.isMetBy(text, now))
              .findFirst();
      if (normalized.isPresent() && label.isMetBy(candidate.name(), now)) {
        values.put(Place.of(Named.SEVERITY), List.of(candidate.name()));
        values.put(Place.of(Named.NORMALIZED_SEVERITY), List.of(normalized.get()));
        return;
      }
    }
    if (labels.needsValue() || numbers.needsValue()) {
      exclude(
          chooser.choose(label).areImpossible() && labels.needsValue()
              ? Conflict.of(Place.of(Named.SEVERITY), label, chooser)
              : chooser.choose(number).areImpossible() && numbers.needsValue()
                  ? Conflict.of(Place.of(Named.NORMALIZED_SEVERITY), number, chooser)
                  : "the tests of severity and normalized severity exclude each other");
    }
  }

  private Stream<Integer> normalized(SeverityLabel label) {
    int lowest = label.lowestNormalized();
    return Named.NORMALIZED_SEVERITY.place(format).presence() == Presence.COMPUTED
        ? Stream.of(lowest)
        : Stream.iterate(
            lowest,
            number ->
                number <= 100 && SeverityLabel.ofNormalized(number).equals(Optional.of(label)),
            number -> number + 1);
  }

  private static ValueConstraint constraint(Named field, Group group) {
    return new ValueConstraint(field.domain(), group.clauses(), group.refused());
  }

  /// The age is counted from when the defect was first observed, else from when the finding was
  /// created.
  private void ages() {
    Group age = take(Place.of(Named.AGE));
    if (age.equals(Group.NOTHING)) {
      return;
    }
    Group first = at(Named.FIRST_OBSERVED_AT);
    Group created = at(Named.CREATED_AT);
    if (age.refusesAll() && !age.needsValue()) {
      ask(first.and(NO_VALUE), created.and(NO_VALUE));
    } else if (first.needsValue()) {
      ask(first.and(age), created);
    } else if (age.needsValue()) {
      Candidates observed = chooser.choose(constraint(Named.FIRST_OBSERVED_AT, first.and(age)));
      if (observed.values().isEmpty()) {
        mayBeOtherwise = !observed.areImpossible();
        ask(first.and(NO_VALUE), created.and(age));
      } else {
        ask(first.and(age), created);
      }
    } else if (created.needsValue()
        && chooser.choose(constraint(Named.CREATED_AT, created.and(age))).values().isEmpty()) {
      ask(first.and(age).and(SOME_VALUE), created);
    } else {
      ask(first.and(NO_VALUE), created.and(age));
    }
  }

  private void ask(Group ofFirstObserved, Group ofCreated) {
    groups.put(Place.of(Named.FIRST_OBSERVED_AT), ofFirstObserved);
    groups.put(Place.of(Named.CREATED_AT), ofCreated);
  }

  /// Chooses values for a place.
  private void settle(Place place, Group group) {
    if (!group.needsValue()) {
      return; // nothing is always as wanted where nothing is asked for
    }
    String why = null;
    boolean mayBe = false;
    for (List<ValueConstraint> way : group.ways(place, format)) {
      List<String> chosen = new ArrayList<>();
      ValueConstraint unmet = choose(way, chosen);
      if (unmet == null) {
        values.put(place, chosen);
        return;
      }
      if (!chooser.choose(unmet).areImpossible()) {
        mayBe = true;
      } else if (why == null) {
        why = Conflict.of(place, unmet, chooser);
      }
    }
    if (mayBe || why == null) {
      leaveOpen(place);
    } else {
      exclude(why);
    }
  }

  /// Adds values that meet all of the constraints. Null where they do, else one that is not met:
  /// one that is impossible, where there is such a one.
  private @Nullable ValueConstraint choose(List<ValueConstraint> constraints, List<String> chosen) {
    ValueConstraint unmet = null;
    for (ValueConstraint constraint : constraints) {
      if (chosen.stream().anyMatch(value -> constraint.isMetBy(value, now))) {
        continue;
      }
      Candidates candidates = chooser.choose(constraint);
      if (candidates.areImpossible()) {
        return constraint;
      }
      if (candidates.values().isEmpty()) {
        unmet = constraint;
      } else {
        List<String> equallyGood = Samples.of(constraint, candidates, now);
        chosen.add(equallyGood.get(variant % equallyGood.size()));
      }
    }
    return unmet;
  }

  private void exclude(String why) {
    if (excluded == null) {
      excluded = why;
    }
  }

  private void leaveOpen(Place place) {
    if (open == null) {
      open = "no value was found for what is asked of " + place.field();
    }
  }
}
