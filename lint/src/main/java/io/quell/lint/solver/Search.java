package io.quell.lint.solver;

import io.quell.criteria.Criteria;
import io.quell.criteria.Element;
import io.quell.criteria.EvaluationContext;
import io.quell.criteria.Field;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.lint.solver.example.ExampleWriter;
import io.quell.lint.solver.example.Model;
import io.quell.lint.solver.value.Chooser;
import io.quell.lint.solver.value.ValueConstraint;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Goes through the alternatives of one formula until one of them gives a finding, or all are
/// excluded.
final class Search {
  /// More alternatives than a rule that a person can read has.
  private static final int MOST_ALTERNATIVES = 2_000;
  private static final int MOST_EXAMPLES = 60;
  private static final int VARIANTS = 6;
  private static final int MOST_REASONS = 3;
  /// How many earlier elements are tried, of which one could be the same as a later one.
  private static final int MOST_TO_JOIN = 12;

  private final Criteria criteria;
  private final Predicate<Finding> likes;
  private final Chooser chooser;
  private final Instant now;
  private final List<Format> formats;
  private final Set<String> reasons = new LinkedHashSet<>();
  private int alternatives;
  private int examples;
  private boolean isOpen;
  private String openBecause = "no finding was found that meets them";
  private @Nullable Finding found;

  Search(Criteria criteria, Predicate<Finding> likes, Chooser chooser, Instant now) {
    this.criteria = criteria;
    this.likes = likes;
    this.chooser = chooser;
    this.now = now;
    boolean startsInOcsf =
        criteria.fields().stream()
            .anyMatch(
                field ->
                    field == Field.Named.CLASS
                        || (field instanceof Field.Raw(var path)
                            && path.getFirst()
                                .codePoints()
                                .limit(1)
                                .anyMatch(Character::isLowerCase)));
    this.formats =
        startsInOcsf ? List.of(Format.OCSF, Format.ASFF) : List.of(Format.ASFF, Format.OCSF);
  }

  /// What the search comes to.
  Satisfiability answer() {
    explore(List.of(Formula.of(criteria)), Facts.none());
    if (found != null) {
      return new Satisfiability.Holds(found);
    }
    return isOpen
        ? new Satisfiability.Unknown(openBecause)
        : new Satisfiability.Never(
            String.join("; ", reasons.stream().limit(MOST_REASONS).toList())
                + (reasons.size() > MOST_REASONS ? "; and so on" : ""));
  }

  private void leaveOpen(String why) {
    isOpen = true;
    openBecause = why;
  }

  /// Whether the search is over.
  private boolean explore(List<Formula> asked, Facts facts) {
    Deque<Formula> open = new ArrayDeque<>(asked);
    List<Formula.Any> choices = new ArrayList<>();
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case Formula.All(var parts) -> open.addAll(parts);
        case Formula.Any(var parts) when parts.isEmpty() -> {
          exclude(() -> "they ask for the opposite of what always holds");
          return false;
        }
        case Formula.Any any -> choices.add(any);
        case Formula.SomeElement some -> open.addAll(facts.add(some));
        case Formula.EachElement each -> open.addAll(facts.add(each));
        case Formula.Literal literal -> {
          if (!add(literal, facts)) {
            return false;
          }
        }
      }
    }
    if (choices.isEmpty() && facts.leaveOpen(Element.RESOURCE)) {
      choices.add(Formula.WITH_OR_WITHOUT_RESOURCES);
    }
    return choices.isEmpty() ? settle(facts) : choose(choices, facts);
  }

  /// Adds a test, unless it excludes what is there.
  private boolean add(Formula.Literal literal, Facts facts) {
    Group group = facts.add(literal);
    if (!group.needsValue()) {
      return true;
    }
    for (ValueConstraint constraint : group.constraints(literal.place())) {
      if (chooser.choose(constraint).areImpossible()) {
        exclude(() -> Conflict.of(literal.place(), constraint, chooser));
        return false;
      }
    }
    return true;
  }

  private void exclude(Supplier<String> why) {
    if (reasons.size() <= MOST_REASONS) {
      reasons.add(why.get());
    }
  }

  /// Tries the parts of the choice that has the fewest.
  private boolean choose(List<Formula.Any> choices, Facts facts) {
    Formula.Any fewest = choices.getFirst();
    for (Formula.Any choice : choices) {
      if (choice.parts().size() < fewest.parts().size()) {
        fewest = choice;
      }
    }
    List<Formula> rest = new ArrayList<>(choices);
    rest.remove(fewest);
    for (Formula part : fewest.parts()) {
      if (++alternatives > MOST_ALTERNATIVES) {
        leaveOpen("they have too many alternatives to try them all");
        return true;
      }
      List<Formula> asked = new ArrayList<>(List.of(part));
      asked.addAll(rest);
      if (explore(asked, facts.copy())) {
        return true;
      }
    }
    return false;
  }

  /// Makes findings that have all that is asked; whether the search is over.
  private boolean settle(Facts facts) {
    for (Format format : formats) {
      Facts ofFormat = facts.withFieldsForPaths(format, true);
      switch (Alternative.resolve(ofFormat, format, chooser, now, 0)) {
        case Alternative.Resolution.Excluded(var why) -> {
          if (isExcludedWithoutRefusals(facts, format)) {
            exclude(() -> why);
          } else {
            leaveOpen(why);
          }
        }
        case Alternative.Resolution.Open(var why) -> leaveOpen(why);
        case Alternative.Resolution.Solved _ -> {
          if (makes(ofFormat, format)) {
            return true;
          }
          leaveOpen("no finding was found that meets them");
        }
      }
    }
    return examples >= MOST_EXAMPLES;
  }

  /// Whether the alternative is excluded even where a named field has its value from elsewhere than
  /// its path.
  private boolean isExcludedWithoutRefusals(Facts facts, Format format) {
    return Alternative.resolve(facts.withFieldsForPaths(format, false), format, chooser, now, 0)
        instanceof Alternative.Resolution.Excluded;
  }

  private boolean makes(Facts facts, Format format) {
    Facts few = withFewElements(facts, format);
    List<Facts> forms = few == facts ? List.of(facts) : List.of(few, facts);
    for (int variant = 0; variant < VARIANTS; variant++) {
      boolean holdsSomewhere = false;
      for (Facts form : forms) {
        if (Alternative.resolve(form, format, chooser, now, variant)
            instanceof Alternative.Resolution.Solved(var model)) {
          for (Model whole :
              List.of(Defaults.usual(form, model, now), Defaults.least(form, model, now))) {
            Optional<Finding> finding =
                read(whole).filter(read -> criteria.isShownBy(EvaluationContext.of(read, now)));
            if (finding.isPresent()) {
              holdsSomewhere = true;
              examples++;
              if (likes.test(finding.get())) {
                found = finding.get();
                return true;
              }
            }
          }
        }
      }
      if (!holdsSomewhere || examples >= MOST_EXAMPLES) {
        return false;
      }
    }
    return false;
  }

  /// The same with elements joined that can be one: most findings have one resource. Two ids are
  /// two resources, though, rather than the two names of one.
  private Facts withFewElements(Facts facts, Format format) {
    Facts few = facts;
    int names = mostNames(facts, format);
    for (Element element : Element.values()) {
      for (int later = facts.count(element) - 1; later > 0; later--) {
        for (int earlier = 0; earlier < Math.min(later, MOST_TO_JOIN); earlier++) {
          Facts fewer = few.joining(element, later, earlier);
          if (mostNames(fewer, format) <= names) {
            few = fewer;
            break;
          }
        }
      }
    }
    return few;
  }

  /// How many names the resource with the most of them has; more than any has where there is no
  /// such finding.
  private int mostNames(Facts facts, Format format) {
    return Alternative.resolve(facts, format, chooser, now, 0)
            instanceof Alternative.Resolution.Solved(var model)
        ? model.mostNames()
        : Integer.MAX_VALUE;
  }

  private static Optional<Finding> read(Model model) {
    try {
      return Optional.of(Finding.read(ExampleWriter.json(model)));
    } catch (UnreadableException impossible) {
      return Optional.empty(); // it has a member that makes it a finding of the other format
    }
  }
}
