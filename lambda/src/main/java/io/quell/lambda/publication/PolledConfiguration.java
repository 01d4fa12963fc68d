package io.quell.lambda.publication;

import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.publication.PollFailedException.Reason;
import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFileException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What AppConfig has deployed under one name, asked for when an invocation needs it and the last
/// answer is old enough: Lambda freezes a function between invocations, and with it any thread that
/// would ask in the background.
///
/// A configuration that is wrong, or that cannot be got, never replaces one that works. Nothing is
/// asked before the first invocation, so a snapshot of the function holds no answer that is old
/// when it is restored.
///
/// @param <T> what the configuration is read as
final class PolledConfiguration<T> {
  private static final String ORIGIN = "appconfig";
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(60);
  /// How long findings may wait for a newer configuration than the one that works.
  private static final Duration TIME_LIMIT = Duration.ofSeconds(2);
  /// How long they may wait for the first one. That poll also loads the SDK's classes, fetches
  /// credentials, opens the connection and makes two calls.
  private static final Duration TIME_LIMIT_OF_FIRST = Duration.ofSeconds(10);

  /// What a configuration is, and what is done without one.
  ///
  /// @param reader reads a configuration
  /// @param version tells one from another in the log
  /// @param unpublished what counts where nothing has ever been deployed
  /// @param isNeeded whether nothing can be done without one: each invocation asks for it then
  /// @param leastInterval the least time between two polls, where AppConfig permits a shorter one
  record Polling<T>(
      Reader<T> reader,
      Function<T, String> version,
      Supplier<T> unpublished,
      boolean isNeeded,
      Duration leastInterval) {}

  /// Reads a configuration.
  interface Reader<T> {
    /// Reads its bytes.
    ///
    /// @param content its bytes
    /// @param origin where it comes from and its label, for the log
    /// @throws RuleFileException where anything is wrong; it has all that is
    T read(byte[] content, String origin) throws RuleFileException;
  }

  private record RefusedConfiguration(String configuration, List<String> problems) {}

  private final ConfigurationSource source;
  private final ConfigurationName name;
  private final Polling<T> content;
  private final TimeSource time;
  private final Consumer<News> news;

  private @Nullable T running;
  private @Nullable String token;
  /// What is deployed now and cannot be used.
  private @Nullable RefusedConfiguration refusal;
  /// Why the last poll brought nothing.
  private @Nullable String failure;
  private boolean hasArrived;
  private boolean hasPolled;
  private long polledAt;
  private Duration untilNextPoll = Duration.ZERO;

  /// @param name which configuration it is
  /// @param news hears of every change, and of every poll after which not the deployed one counts
  PolledConfiguration(
      ConfigurationSource source,
      ConfigurationName name,
      Polling<T> content,
      TimeSource time,
      Consumer<News> news) {
    this.source = source;
    this.name = name;
    this.content = content;
    this.time = time;
    this.news = news;
  }

  /// What counts for the findings that come next; empty where there is nothing that works.
  ///
  /// @param deadline by when the invocation has to be done
  synchronized Optional<T> ask(Deadline deadline) {
    if (isDue()) {
      poll(timeLimit(deadline));
    }
    return Optional.ofNullable(running);
  }

  /// Why there is nothing that works, the end of a sentence.
  synchronized String obstacle() {
    return refusal == null
        ? "are not available: " + failure
        : "cannot be used:\n" + String.join("\n", refusal.problems());
  }

  private Duration timeLimit(Deadline deadline) {
    boolean isFirst = running == null && (content.isNeeded() || !hasPolled);
    Duration limit = isFirst ? TIME_LIMIT_OF_FIRST : TIME_LIMIT;
    Duration left = deadline.left();
    return left.compareTo(limit) < 0 ? left : limit;
  }

  private boolean isDue() {
    long since = time.nanoseconds() - polledAt;
    return !hasPolled || since < 0 || since >= untilNextPoll.toNanos();
  }

  private void poll(Duration timeLimit) {
    Configuration configuration;
    try {
      configuration = source.poll(name, token, timeLimit);
    } catch (PollFailedException e) {
      fail(e);
      return;
    }
    failure = null;
    token = configuration.nextToken();
    pollAgainAfter(configuration.nextPoll());
    if (!configuration.isEmpty()) {
      take(configuration);
    } else if (refusal != null) {
      news.accept(new News.Refused(refusal.configuration(), refusal.problems(), version()));
    } else if (running == null) {
      takeUnpublished();
    }
  }

  private void fail(PollFailedException failed) {
    // The call may have used the token up, whatever became of its answer.
    token = null;
    if (failed.reason() == Reason.NOTHING_DEPLOYED && !hasArrived) {
      takeUnpublished();
      pollAgainAfter(AFTER_A_FAILURE);
      return;
    }
    failure = failed.getMessage();
    if (running != null || !content.isNeeded()) {
      pollAgainAfter(AFTER_A_FAILURE);
    }
    news.accept(new News.Unavailable(failed.getMessage(), version()));
  }

  private void pollAgainAfter(Duration given) {
    Duration least = content.leastInterval();
    hasPolled = true;
    polledAt = time.nanoseconds();
    untilNextPoll = given.compareTo(least) < 0 ? least : given;
  }

  private Optional<String> version() {
    return Optional.ofNullable(running).map(content.version());
  }

  private void takeUnpublished() {
    if (running == null) {
      running = content.unpublished().get();
      news.accept(new News.NonePublished(version().orElseThrow()));
    }
  }

  private void take(Configuration configuration) {
    hasArrived = true;
    String origin = configuration.label().map(label -> ORIGIN + " " + label).orElse(ORIGIN);
    try {
      T taken = content.reader().read(configuration.content().asByteArrayUnsafe(), origin);
      boolean wasRefused = refusal != null;
      refusal = null;
      String version = Objects.requireNonNull(content.version().apply(taken));
      if (!version().equals(Optional.of(version))) {
        running = taken;
        news.accept(new News.Taken(version));
      } else if (wasRefused) {
        news.accept(new News.Restored(version));
      }
    } catch (RuleFileException e) {
      refuse(origin, e.problems().stream().map(Problem::toString).toList());
    } catch (RuntimeException
        | StackOverflowError e) { // what nobody has thought of must not stop what works
      refuse(origin, List.of("it could not be read: " + e));
    }
  }

  private void refuse(String origin, List<String> problems) {
    refusal = new RefusedConfiguration(origin, problems);
    news.accept(new News.Refused(origin, problems, version()));
  }
}
