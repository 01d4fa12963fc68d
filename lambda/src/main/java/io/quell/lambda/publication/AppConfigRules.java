package io.quell.lambda.publication;

import io.quell.book.Book;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.publication.PollFailedException.Reason;
import io.quell.rulefile.Problem;
import io.quell.rulefile.RuleFileException;
import io.quell.run.RuleEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rules that AppConfig has deployed, asked for when an invocation needs them and the last
/// answer is old enough: Lambda freezes a function between invocations, and with it any thread that
/// would ask in the background.
///
/// A configuration that is wrong, or that cannot be got, never replaces one that works. Where there
/// is none that works yet, nothing is decided; but where nothing has ever been deployed, the
/// packaged rules run.
public final class AppConfigRules implements Function<Deadline, RuleEngine> {
  private static final String ORIGIN = "appconfig";
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(60);
  /// How long findings may wait for other rules than those that run.
  private static final Duration TIME_LIMIT = Duration.ofSeconds(2);
  /// How long they may wait for any rules: without them the invocation fails. The first poll also
  /// loads the SDK's classes, fetches credentials, opens the connection and makes two calls.
  private static final Duration TIME_LIMIT_WITHOUT_RULES = Duration.ofSeconds(10);

  private final ConfigurationSource source;
  private final ConfigurationName name;
  private final Admission admission;
  private final Supplier<Book> packaged;
  private final Function<Book, RuleEngine> engines;
  private final TimeSource time;
  private final Consumer<News> news;

  private @Nullable RuleEngine running;
  private @Nullable String token;
  /// What is deployed now and cannot be used.
  private @Nullable RefusedConfiguration refusal;
  private boolean hasPolled;
  private long nextPoll;

  private record RefusedConfiguration(String configuration, List<String> problems) {}

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
    this.source = source;
    this.name = name;
    this.admission = admission;
    this.packaged = packaged;
    this.engines = engines;
    this.time = time;
    this.news = news;
  }

  /// The engine for the findings that come next.
  ///
  /// @param deadline by when the invocation has to be done
  /// @throws RulesUnavailableException where there are no rules to decide by
  @Override
  public synchronized RuleEngine apply(Deadline deadline) {
    String failure = isDue() ? poll(timeLimit(deadline)) : null;
    if (running != null) {
      return running;
    }
    throw new RulesUnavailableException(
        "no finding was decided on, because the rules in AppConfig, %s, %s"
            .formatted(
                name,
                refusal == null
                    ? "are not available: " + failure
                    : "cannot be used:\n" + String.join("\n", refusal.problems())));
  }

  private Duration timeLimit(Deadline deadline) {
    Duration limit = running == null ? TIME_LIMIT_WITHOUT_RULES : TIME_LIMIT;
    Duration left = deadline.left();
    return left.compareTo(limit) < 0 ? left : limit;
  }

  private boolean isDue() {
    return !hasPolled || time.nanoseconds() - nextPoll >= 0;
  }

  /// @return why no configuration could be got, or null where one could
  private @Nullable String poll(Duration timeLimit) {
    Configuration configuration;
    try {
      configuration = source.poll(name, token, timeLimit);
    } catch (PollFailedException e) {
      // The call may have used the token up, whatever became of its answer.
      token = null;
      if (e.reason() == Reason.NOTHING_DEPLOYED && hasOnlyPackaged()) {
        takePackaged();
        pollAgainAfter(AFTER_A_FAILURE);
        return null;
      }
      if (running != null) {
        pollAgainAfter(AFTER_A_FAILURE);
      }
      news.accept(new News.Unavailable(e.getMessage(), version()));
      return e.getMessage();
    }
    token = configuration.nextToken();
    pollAgainAfter(configuration.nextPoll());
    if (!configuration.isEmpty()) {
      take(configuration);
    } else if (refusal != null) {
      news.accept(new News.Refused(refusal.configuration(), refusal.problems(), version()));
    } else if (running == null) {
      takePackaged();
    }
    return null;
  }

  private void pollAgainAfter(Duration duration) {
    hasPolled = true;
    nextPoll = time.nanoseconds() + duration.toNanos();
  }

  private Optional<String> version() {
    return Optional.ofNullable(running).map(RuleEngine::version);
  }

  /// Whether no configuration has ever arrived here, good or bad.
  private boolean hasOnlyPackaged() {
    return refusal == null && version().filter(version -> version.startsWith(ORIGIN)).isEmpty();
  }

  private void takePackaged() {
    if (running == null) {
      running = engines.apply(packaged.get());
      news.accept(new News.Taken(running.version()));
    }
  }

  private void take(Configuration configuration) {
    String origin = configuration.label().map(label -> ORIGIN + " " + label).orElse(ORIGIN);
    try {
      RuleEngine engine =
          engines.apply(
              admission.admit("rules.yaml", configuration.content().asByteArrayUnsafe(), origin));
      boolean wasRefused = refusal != null;
      refusal = null;
      if (!version().equals(Optional.of(engine.version()))) {
        running = engine;
        news.accept(new News.Taken(engine.version()));
      } else if (wasRefused) {
        news.accept(new News.Restored(engine.version()));
      }
    } catch (RuleFileException e) {
      refuse(origin, e.problems().stream().map(Problem::toString).toList());
    } catch (RuntimeException
        | StackOverflowError e) { // what nobody has thought of must not stop the rules that run
      refuse(origin, List.of("it could not be read: " + e));
    }
  }

  private void refuse(String origin, List<String> problems) {
    refusal = new RefusedConfiguration(origin, problems);
    news.accept(new News.Refused(origin, problems, version()));
  }
}
