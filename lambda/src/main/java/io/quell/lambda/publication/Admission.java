package io.quell.lambda.publication;

import io.quell.book.Book;
import io.quell.rule.EnumSets;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.update.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which files of rules may join the rule classes while the function runs: those that are right in
/// themselves and no examples, that use no id of a rule class, and whose rules change nothing that
/// the function's role forbids.
/// @param book the rule classes that the function has
/// @param permitted what the rules of a file may change
public record Admission(RuleBook book, Set<Change> permitted) {
  /// The environment variable that names what rules may change, such as `SUPPRESSION,SEVERITY`.
  public static final String VARIABLE = "QUELL_CHANGES";

  public Admission {
    permitted = EnumSets.inOrder(Change.class, permitted);
  }

  /// What the environment permits; every change where it does not say.
  ///
  /// @throws IllegalArgumentException where it names a change that does not exist
  public static Admission of(RuleBook book, Map<String, String> environment) {
    String names = environment.getOrDefault(VARIABLE, "");
    if (names.isBlank()) {
      return new Admission(book, EnumSet.allOf(Change.class));
    }
    return new Admission(
        book,
        Arrays.stream(names.split(",", -1))
            .map(String::strip)
            .map(Admission::change)
            .collect(Collectors.toSet()));
  }

  private static Change change(String name) {
    return Arrays.stream(Change.values())
        .filter(change -> change.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has '%s'; it can have %s, separated by commas"
                        .formatted(
                            VARIABLE,
                            name,
                            Arrays.stream(Change.values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ")))));
  }

  /// The rule classes and the rules of a file.
  ///
  /// @param name what problems call the file
  /// @param content YAML or JSON
  /// @param origin where the file comes from, for the log
  /// @throws RuleFileException where anything is wrong; it has all that is
  public Book admit(String name, byte[] content, String origin) throws RuleFileException {
    RuleFile file = RuleFile.readToRun(name, content);
    Set<String> taken =
        book.classes().stream().map(Rule::card).map(card -> card.id()).collect(Collectors.toSet());
    List<Problem> problems = new ArrayList<>();
    if (file.isExamples()) {
      problems.add(
          new Problem(
              name,
              1,
              1,
              null,
              "its rules are examples ('examples: true'), which nobody has chosen for your"
                  + " organization: publish your own, without that line"));
    }
    for (FixedRule rule : file.rules()) {
      String id = rule.card().id();
      RuleFile.RulePlace place = file.places().getOrDefault(id, RuleFile.RulePlace.START);
      if (taken.contains(id)) {
        problems.add(
            new Problem(
                name, place.line(), place.column(), id, "the id is that of a rule class already"));
      }
      Set<Change> beyond = EnumSet.copyOf(rule.card().changes());
      beyond.removeAll(permitted);
      if (!beyond.isEmpty()) {
        problems.add(
            new Problem(
                name,
                place.line(),
                place.column(),
                id,
                "it changes %s, but the deployed function may change only %s: leave the change out, or deploy the function"
                        .formatted(names(beyond), names(permitted))
                    + " with a packaged rule that has it"));
      }
    }
    Book admitted = Book.with(book, file, origin);
    admitted
        .history()
        .problem(admitted.rules().stream().map(rule -> rule.card().id()).toList())
        .ifPresent(problem -> problems.add(new Problem(name, 1, 1, null, problem)));
    if (!problems.isEmpty()) {
      throw new RuleFileException(problems);
    }
    return admitted;
  }

  private static String names(Set<Change> changes) {
    return changes.stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
