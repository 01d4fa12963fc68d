package io.quell.lambda;

import io.quell.finding.JsonMembers;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.publication.AppConfigData;
import io.quell.lambda.publication.AppConfigLevers;
import io.quell.lambda.publication.ConfigurationName;
import io.quell.lambda.publication.News;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.report.PublicationLines;
import io.quell.rulefile.Levers;
import io.quell.run.RuleEngine;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The rules under the levers that somebody has pulled. What there is to say about the levers is
/// said once: when others count, and which of the suspended ids no rule has.
public final class LeverSource implements Function<Deadline, Ruling> {
  /// The environment variable that names the levers: `appconfig:APPLICATION/ENVIRONMENT/PROFILE`.
  /// Without it there are none.
  static final String VARIABLE = "QUELL_LEVERS";

  private final Function<Deadline, RuleEngine> engines;
  private final Function<Deadline, Levers> levers;
  private final Consumer<String> log;
  private final Set<String> toldUnknown = new HashSet<>();
  private String told = Levers.NORMAL.version();

  /// @param engines gives the rules as they are deployed or published
  /// @param levers gives what holds them back
  /// @param log takes what is to be said about the levers
  public LeverSource(
      Function<Deadline, RuleEngine> engines,
      Function<Deadline, Levers> levers,
      Consumer<String> log) {
    this.engines = engines;
    this.levers = levers;
    this.log = log;
  }

  /// The rules and the levers that the environment asks for.
  ///
  /// @param environment the variables of the function
  /// @param clock tells the day that rules are in force on
  /// @param log takes what is to be said about rules and levers
  /// @throws IllegalArgumentException where the environment is wrong
  public static LeverSource of(Map<String, String> environment, Clock clock, Consumer<String> log) {
    return of(environment, clock, log, AppConfigData::fromEnvironment);
  }

  /// The rules and the levers that the environment asks for. See [#of(Map, Clock, Consumer)].
  ///
  /// @param appConfig makes what AppConfig is asked through, once for the rules and once for the
  ///     levers, where the environment asks for AppConfig's
  static LeverSource of(
      Map<String, String> environment,
      Clock clock,
      Consumer<String> log,
      Supplier<AppConfigData> appConfig) {
    return new LeverSource(
        RuleSource.of(environment).engines(environment, clock, log, appConfig),
        levers(environment, clock, log, appConfig),
        log);
  }

  private static Function<Deadline, Levers> levers(
      Map<String, String> environment,
      Clock clock,
      Consumer<String> log,
      Supplier<AppConfigData> appConfig) {
    if (!arePublished(environment)) {
      return _ -> Levers.NORMAL;
    }
    ConfigurationName name = name(Variables.text(environment, VARIABLE));
    AppConfigData asked = appConfig.get();
    return new AppConfigLevers(
        asked, name, TimeSource.system(), news(Metrics.of(environment), clock, log));
  }

  /// Whether AppConfig is asked for levers.
  static boolean arePublished(Map<String, String> environment) {
    return !Variables.text(environment, VARIABLE).isEmpty() && !SamLocal.is(environment);
  }

  private static ConfigurationName name(String source) {
    try {
      if (!source.startsWith(RuleSource.PREFIX)) {
        throw new IllegalArgumentException("it names no configuration of AppConfig");
      }
      return ConfigurationName.of(source.substring(RuleSource.PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is '%s'; it can be %sAPPLICATION/ENVIRONMENT/PROFILE: %s"
              .formatted(VARIABLE, source, RuleSource.PREFIX, e.getMessage()),
          e);
    }
  }

  /// What hears of the levers: that others count is told by [#apply], with all that they hold back.
  public static Consumer<News> news(Metrics metrics, Clock clock, Consumer<String> log) {
    var lines = new PublicationLines(PublicationLines.Subject.LEVERS, metrics);
    return news -> {
      if (!(news instanceof News.Taken)) {
        lines.of(news, clock.instant()).forEach(log);
      }
    };
  }

  /// The rules for the findings that come next, as far as the levers let them.
  ///
  /// @throws io.quell.lambda.publication.RulesUnavailableException where there are no rules
  @Override
  public synchronized Ruling apply(Deadline deadline) {
    Levers pulled = levers.apply(deadline);
    if (!pulled.version().equals(told)) {
      told = pulled.version();
      toldUnknown.clear();
      log.accept(
          JsonMembers.line(pulled.isNormal() ? "INFO" : "WARN", "levers taken")
              .with("levers", pulled.version())
              .with("mode", pulled.mode().word())
              .with("suspended", List.copyOf(pulled.suspended()))
              .toString());
    }
    RuleEngine engine = engines.apply(deadline);
    List<String> unknown =
        engine.unknown(pulled.suspended()).stream().filter(toldUnknown::add).toList();
    if (!unknown.isEmpty()) {
      log.accept(
          JsonMembers.line("WARN", "levers name unknown rules")
              .with("levers", pulled.version())
              .with("unknownRules", unknown)
              .with("ruleBook", engine.version())
              .toString());
    }
    return Ruling.of(engine, pulled);
  }
}
