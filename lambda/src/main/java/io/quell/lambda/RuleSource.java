package io.quell.lambda;

import io.quell.book.Book;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.publication.Admission;
import io.quell.lambda.publication.AppConfigData;
import io.quell.lambda.publication.AppConfigRules;
import io.quell.lambda.publication.ConfigurationName;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.report.PublicationLines;
import io.quell.rule.RuleBook;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where the function takes its file of rules from.
public sealed interface RuleSource {
  /// The environment variable that names it: `packaged`, or
  /// `appconfig:APPLICATION/ENVIRONMENT/PROFILE`.
  String VARIABLE = "QUELL_RULES";

  /// The environment variable with the version of the file of rules that the stack was compiled
  /// for, such as `0a1b2c3d4e5f`. Without it the stack is for any rules.
  String COMPILED_FOR = "QUELL_COMPILED_FOR";

  /// The file that was packaged with the function.
  record Packaged() implements RuleSource {
    @Override
    public Function<Deadline, RuleEngine> engines(
        Map<String, String> environment,
        Clock clock,
        Consumer<String> log,
        Supplier<AppConfigData> appConfig) {
      RuleEngine engine = Book.packaged().engine(BookVariables.settings(environment), clock);
      return _ -> engine;
    }
  }

  /// The file that is deployed in AWS AppConfig.
  ///
  /// @param name `APPLICATION/ENVIRONMENT/PROFILE`
  record AppConfig(String name) implements RuleSource {
    @Override
    public Function<Deadline, RuleEngine> engines(
        Map<String, String> environment,
        Clock clock,
        Consumer<String> log,
        Supplier<AppConfigData> appConfig) {
      ConfigurationName configuration;
      try {
        configuration = ConfigurationName.of(name);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s; %s".formatted(wrong(PREFIX + name), e.getMessage()), e);
      }
      RuleBook book = RuleBook.find();
      BookSettings settings = BookVariables.settings(environment);
      var lines =
          new PublicationLines(
              PublicationLines.Subject.RULES,
              Metrics.of(environment),
              environment.getOrDefault(COMPILED_FOR, "").strip());
      AppConfigData asked = appConfig.get();
      return new AppConfigRules(
          asked,
          configuration,
          Admission.of(book, environment),
          () -> Book.packaged(book),
          rules -> rules.engine(settings, clock),
          TimeSource.system(),
          news -> lines.of(news, clock.instant()).forEach(log));
    }
  }

  /// The packaged file, although the environment asks for AppConfig's.
  ///
  /// @param reason why, the rest of a sentence
  record Instead(String reason) implements RuleSource {
    @Override
    public Function<Deadline, RuleEngine> engines(
        Map<String, String> environment,
        Clock clock,
        Consumer<String> log,
        Supplier<AppConfigData> appConfig) {
      RuleEngine engine = Book.packaged().engine(BookVariables.settings(environment), clock);
      log.accept(PublicationLines.packagedRules(reason, engine.version()));
      return _ -> engine;
    }
  }

  String PREFIX = "appconfig:";

  /// The source that the environment asks for; the packaged file where it asks for none, or where
  /// there is no AppConfig to ask. SAM gives a variable whose value it cannot tell as an empty one.
  ///
  /// @throws IllegalArgumentException where it asks for a source that does not exist
  static RuleSource of(Map<String, String> environment) {
    String source = environment.getOrDefault(VARIABLE, "").strip();
    if (SamLocal.is(environment)
        && (source.startsWith(PREFIX) || (source.isEmpty() && environment.containsKey(VARIABLE)))) {
      return new Instead("SAM runs the function on this machine, which has no AppConfig");
    }
    if (source.isEmpty() || source.equals("packaged")) {
      return new Packaged();
    }
    if (source.startsWith(PREFIX)) {
      return new AppConfig(source.substring(PREFIX.length()));
    }
    throw new IllegalArgumentException(wrong(source));
  }

  private static String wrong(String source) {
    return "%s is '%s'; it can be packaged or %sAPPLICATION/ENVIRONMENT/PROFILE"
        .formatted(VARIABLE, source, PREFIX);
  }

  /// Gives the engine for the findings that come next.
  ///
  /// @param environment the variables of the function
  /// @param clock tells the day that rules are in force on
  /// @param log takes what is to be said about the file of rules
  /// @param appConfig makes what AppConfig is asked through
  /// @throws IllegalArgumentException where the environment is wrong
  Function<Deadline, RuleEngine> engines(
      Map<String, String> environment,
      Clock clock,
      Consumer<String> log,
      Supplier<AppConfigData> appConfig);
}
