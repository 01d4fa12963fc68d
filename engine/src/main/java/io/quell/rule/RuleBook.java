package io.quell.rule;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The rules of one deployment, as their author lists them: the rule classes in the order they run,
/// and the file of rules that is packaged with them and runs after them.
///
/// There is one on the class path, found by [ServiceLoader]: its class has a constructor without
/// parameters and is named in `META-INF/services/io.quell.rule.RuleBook`. A rule that is not in it
/// does not run.
public interface RuleBook {
  /// The name of the packaged file of rules on the class path: `rules.yaml` as the build has
  /// checked it.
  String FILE = "rules.json";

  /// The rule classes in the order they run: of two that set the same field the later wins.
  List<Rule> classes();

  /// What is to be known of rules that have left the book, got another id, or do not run.
  default RuleHistory history() {
    return RuleHistory.NONE;
  }

  /// Whether the rule classes are examples, which nobody has chosen for an organization: they may
  /// be tried, and no deployment enforces them. A file of rules says it with `examples: true`.
  default boolean isExamples() {
    return false;
  }

  /// The package that the rule classes are in.
  default String packageName() {
    return getClass().getPackageName();
  }

  /// The file of rules that was packaged with this class, in JSON, or empty where the class path
  /// has none: then the build has not made it, and the book cannot run.
  default Optional<InputStream> file() {
    return Optional.ofNullable(getClass().getResourceAsStream("/" + FILE));
  }

  /// The rule book on the class path.
  ///
  /// It is looked for by the loader of this interface: in Lambda and on the command line the one
  /// that has loaded all of Quell, whatever the calling thread's own loader is.
  ///
  /// @throws NoRuleBookException where there is none; the message is one sentence, as that of the
  ///     other
  /// @throws IllegalStateException where there is more than one, or it cannot be made
  static RuleBook find() {
    return RuleBooks.only(RuleBook.class.getClassLoader());
  }
}
