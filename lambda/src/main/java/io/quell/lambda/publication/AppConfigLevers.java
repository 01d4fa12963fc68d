package io.quell.lambda.publication;

import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.rulefile.Levers;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/// The levers that AppConfig has deployed. Where there are none, for whatever reason, nothing is
/// held back: no invocation fails for want of levers.
public final class AppConfigLevers implements Function<Deadline, Levers> {
  /// How old an answer may be that counts. What somebody pulls is in force 30 seconds after that at
  /// the latest.
  private static final Duration INTERVAL = Duration.ofSeconds(60);

  private final PolledConfiguration<Levers> published;

  /// @param name which configuration has the levers
  /// @param news hears of every change, and of every poll after which not the deployed levers count
  public AppConfigLevers(
      ConfigurationSource source, ConfigurationName name, TimeSource time, Consumer<News> news) {
    published =
        new PolledConfiguration<>(
            source,
            name,
            new PolledConfiguration.Polling<>(
                (content, origin) -> Levers.read("levers", content, origin),
                Levers::version,
                () -> Levers.NORMAL,
                false,
                INTERVAL),
            time,
            news);
  }

  /// The levers for the findings that come next.
  @Override
  public Levers apply(Deadline deadline) {
    return published.ask(deadline).orElse(Levers.NORMAL);
  }
}
