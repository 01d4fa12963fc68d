package io.quell.lambda.publication;

import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.rulefile.Levers;
import io.quell.testing.runtime.LocalAppConfig;
import java.util.function.Consumer;
import java.util.function.Function;

/// The levers of a local AppConfig.
public final class LocalAppConfigLevers implements Function<Deadline, Levers>, AutoCloseable {
  private final AppConfigData data;
  private final AppConfigLevers levers;

  /// @param news hears what the levers have to say
  public LocalAppConfigLevers(LocalAppConfig appConfig, TimeSource time, Consumer<News> news) {
    data = AppConfigData.local(appConfig.endpoint());
    levers = new AppConfigLevers(data, ConfigurationName.of(LocalAppConfig.NAME), time, news);
  }

  @Override
  public Levers apply(Deadline deadline) {
    return levers.apply(deadline);
  }

  @Override
  public void close() {
    data.close();
  }
}
