package io.quell.appconfig;

import io.quell.engine.Change;
import io.quell.engine.RuleEngine;
import io.quell.hub.Ticker;
import io.quell.rules.Admission;
import io.quell.rules.RuleBook;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The rules of a local AppConfig, at a time that moves when a test says so.
public final class AppConfigRules implements Supplier<RuleEngine>, AutoCloseable {
  private final AppConfigData data;
  private final DeployedRules rules;
  private long now;

  /// @param news hears what the rules have to say
  public AppConfigRules(LocalAppConfig appConfig, Clock clock, Consumer<News> news) {
    data = AppConfigData.local(appConfig.endpoint(), Duration.ofSeconds(2));
    rules = new DeployedRules(data, ConfigurationName.of(LocalAppConfig.NAME),
        new Admission(EnumSet.allOf(Change.class)), RuleBook::packaged, clock, new Ticker() {
          @Override
          public long nanoseconds() {
            return now;
          }

          @Override
          public void sleep(Duration duration) {
            now += duration.toNanos();
          }
        }, news);
  }

  /// Moves to when the next poll is due.
  public void waitForTheNextPoll() {
    now += Duration.ofSeconds(30).toNanos();
  }

  @Override
  public RuleEngine get() {
    return rules.get();
  }

  @Override
  public void close() {
    data.close();
  }
}
