package io.quell.cli.examples;

import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.finding.Finding;
import io.quell.lint.trial.ExampleTrial;
import io.quell.lint.trial.FailedExample;
import io.quell.rule.DescribedFinding;
import io.quell.rule.Example;
import io.quell.rule.FixedRule;
import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The examples of a file of rules, tried.
///
/// @param file what the file of rules is called
/// @param rules how many rules it has
/// @param examples how many examples they have
/// @param without the ids of the rules that have none
/// @param failures the examples that do not hold; one that fails in each format for another reason
///     is there twice
public record TriedExamples(
    String file, int rules, int examples, List<String> without, List<FailedExample> failures) {
  public TriedExamples {
    without = List.copyOf(without);
    failures = List.copyOf(failures);
  }

  /// Tries the examples of all rules of a file.
  ///
  /// @param name what the file of rules is called
  /// @param path where it is: the paths of examples start in its folder
  /// @throws RuleFileException where an example is a file that is not there, cannot be read, or
  ///     does not have one finding
  public static TriedExamples of(RuleFile file, String name, Path path) throws RuleFileException {
    Path folder =
        Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file is in a folder");
    List<Problem> problems = new ArrayList<>();
    List<FailedExample> failures = new ArrayList<>();
    List<String> without = new ArrayList<>();
    int examples = 0;
    for (FixedRule rule : file.rules()) {
      List<Example> ofRule = Objects.requireNonNull(rule.examples(), "the examples were not read");
      examples += ofRule.size();
      if (ofRule.isEmpty()) {
        without.add(rule.card().id());
        continue;
      }
      var trial = new ExampleTrial(rule);
      for (Example example : ofRule) {
        switch (example.given()) {
          case DescribedFinding described -> failures.addAll(trial.failures(example, described));
          case Example.FindingInFile(var given) -> {
            List<Finding> findings = new ArrayList<>();
            obstacle(folder, given, findings)
                .ifPresentOrElse(
                    reason ->
                        problems.add(
                            new Problem(
                                name,
                                example.line(),
                                example.column(),
                                "'" + rule.card().id() + "'",
                                "the example '%s': %s".formatted(given, reason))),
                    () -> failures.addAll(trial.failures(example, findings.getFirst())));
          }
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new RuleFileException(problems);
    }
    return new TriedExamples(name, file.rules().size(), examples, without, failures);
  }

  /// Reads the finding in a file.
  ///
  /// @param findings takes it
  /// @return why there is no one finding, or empty where there is
  private static Optional<String> obstacle(Path folder, String path, List<Finding> findings) {
    Path file;
    try {
      file = folder.resolve(path);
    } catch (InvalidPathException e) {
      return Optional.of("this is no path");
    }
    if (Files.isDirectory(file)) {
      return Optional.of("this is a folder; an example is a file with one finding");
    }
    List<String> reasons = new ArrayList<>();
    InputReader.read(
        List.of(new InputFile(path, 0, () -> Files.newInputStream(file))),
        item -> {
          findings.addAll(item.findings());
          reasons(item).forEach(reasons::add);
        });
    if (!reasons.isEmpty()) {
      return Optional.of(reasons.getFirst());
    }
    return switch (findings.size()) {
      case 0 -> Optional.of("it has no finding");
      case 1 -> Optional.empty();
      default ->
          Optional.of(
              "it has %,d findings; an example is one: give each a file of its own"
                  .formatted(findings.size()));
    };
  }

  private static Stream<String> reasons(InputItem item) {
    return Stream.concat(
        item.unreadable().stream(), item.skipped().map("it has no finding: "::concat).stream());
  }

  /// How many examples do not hold.
  public int failed() {
    return (int) failures.stream().map(FailedExample::example).distinct().count();
  }

  /// Whether all hold.
  public boolean hold() {
    return failures.isEmpty();
  }

  /// A line for each example that does not hold, `path:line:column: error: rule: what is wrong`,
  /// which editors and terminals follow.
  public List<String> lines() {
    return failures.stream()
        .map(
            failure ->
                "%s: error: %s: %s".formatted(place(failure), failure.rule(), failure.sentence()))
        .toList();
  }

  private String place(FailedExample failure) {
    return "%s:%d:%d".formatted(file, failure.example().line(), failure.example().column());
  }
}
