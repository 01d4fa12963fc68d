package io.quell.lambda.publication;

import io.quell.book.Book;
import io.quell.hub.call.Deadline;
import io.quell.lambda.TestBook;
import io.quell.run.RuleEngine;
import io.quell.testing.runtime.LocalAppConfig;
import io.quell.update.Change;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/// The rules of a local AppConfig, at a time that moves when a test says so.
public final class LocalAppConfigRules implements Function<Deadline, RuleEngine>, AutoCloseable {
  private final AppConfigData data;
  private final AppConfigRules rules;
  /// The time in nanoseconds, below zero at first, as that of a machine may be.
  private final AtomicLong now = new AtomicLong(-5_000_000_000L);

  /// @param news hears what the rules have to say
  public LocalAppConfigRules(LocalAppConfig appConfig, Clock clock, Consumer<News> news) {
    data = AppConfigData.local(appConfig.endpoint());
    rules =
        new AppConfigRules(
            data,
            ConfigurationName.of(LocalAppConfig.NAME),
            new Admission(new TestBook(), EnumSet.allOf(Change.class)),
            Book::packaged,
            rules -> rules.engine(clock),
            now::get,
            news);
  }

  /// Moves to when the next poll is due.
  public void waitForTheNextPoll() {
    now.addAndGet(Duration.ofSeconds(30).toNanos());
  }

  @Override
  public RuleEngine apply(Deadline deadline) {
    return rules.apply(deadline);
  }

  @Override
  public void close() {
    data.close();
  }
}
