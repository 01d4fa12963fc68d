package io.quell.rules;

import io.quell.rule.Rule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.run.RuleEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// The one ordered list of the rules: the rule classes, then those of a file of rules. A rule that
/// is not in it does not run.
///
/// @param rules the rules in the order they run: of two that set the same field the later wins
/// @param version where the file of rules came from and which one it is, such as
///     `packaged 0a1b2c3d4e5f`
public record RuleBook(List<Rule> rules, String version) {
  private static final String FILE = "rules.json";

  public RuleBook {
    rules = List.copyOf(rules);
  }

  /// The engine that runs the rules.
  ///
  /// @throws IllegalArgumentException where two rules have one id
  public RuleEngine engine(Clock clock) {
    return new RuleEngine(rules, version, clock);
  }

  /// The rule classes in their order.
  public static List<Rule> classes() {
    return List.of(
        new SuppressAccessLoggingOnLogBuckets(),
        new SuppressRootMfaWhereRootIsManagedCentrally(),
        new SuppressControlsOnResourcesBeingRemoved(),
        new SuppressPortProbesOnBastions(),
        new SuppressSensitiveDataInTestData(),
        new LowerSeverityOfControlsInSandboxes(),
        new LowerSeverityOfVulnerabilitiesWithoutFixOrExploit(),
        new RaiseSeverityOfFindingsOnRestrictedData());
  }

  /// The rule classes and the file of rules that was packaged with them.
  ///
  /// @throws IllegalStateException where that file cannot be used; the build checks it, so that
  ///     this does not happen
  public static RuleBook packaged() {
    try (InputStream file = RuleBook.class.getResourceAsStream("/" + FILE)) {
      if (file == null) {
        throw new IllegalStateException(
            "the function was packaged without its rules, %s: build it anew".formatted(FILE));
      }
      return with(RuleFile.read(FILE, file.readAllBytes()), "packaged");
    } catch (RuleFileException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the packaged rules, %s".formatted(FILE), e);
    }
  }

  /// The rules of a file alone.
  ///
  /// @param origin where the file comes from, in a word
  public static RuleBook of(RuleFile file, String origin) {
    return new RuleBook(List.copyOf(file.rules()), origin + " " + file.version());
  }

  /// The rule classes and another file of rules.
  ///
  /// @param origin where the file comes from, in a word
  public static RuleBook with(RuleFile file, String origin) {
    return new RuleBook(
        Stream.<Rule>concat(classes().stream(), file.rules().stream()).toList(),
        origin + " " + file.version());
  }
}
