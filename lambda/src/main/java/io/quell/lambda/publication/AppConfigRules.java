package io.quell.lambda.publication;

import io.quell.book.Book;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.run.RuleEngine;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The rules that AppConfig has deployed. Where there are none that work, nothing is decided; but
/// where nothing has ever been deployed, the packaged rules run.
public final class AppConfigRules implements Function<Deadline, RuleEngine> {
  private final ConfigurationName name;
  private final PolledConfiguration<RuleEngine> published;

  /// @param name which configuration has the file of rules
  /// @param admission which files may join the rule classes
  /// @param packaged the rules that run where nothing has ever been deployed
  /// @param engines makes the engine of a book
  /// @param news hears of every change, and of every poll after which not the deployed rules run
  public AppConfigRules(
      ConfigurationSource source,
      ConfigurationName name,
      Admission admission,
      Supplier<Book> packaged,
      Function<Book, RuleEngine> engines,
      TimeSource time,
      Consumer<News> news) {
    this.name = name;
    this.published =
        new PolledConfiguration<>(
            source,
            name,
            new PolledConfiguration.Polling<>(
                (content, origin) -> engines.apply(admission.admit("rules.yaml", content, origin)),
                RuleEngine::version,
                () -> engines.apply(packaged.get()),
                true,
                Duration.ZERO),
            time,
            news);
  }

  /// The engine for the findings that come next.
  ///
  /// @param deadline by when the invocation has to be done
  /// @throws RulesUnavailableException where there are no rules to decide by
  @Override
  public RuleEngine apply(Deadline deadline) {
    return published
        .ask(deadline)
        .orElseThrow(
            () ->
                new RulesUnavailableException(
                    "no finding was decided on, because the rules in AppConfig, %s, %s"
                        .formatted(name, published.obstacle())));
  }
}
