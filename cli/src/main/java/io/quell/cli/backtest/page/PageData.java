package io.quell.cli.backtest.page;

import io.quell.cli.backtest.effect.Difference;
import io.quell.cli.backtest.effect.RuleEffect;
import io.quell.cli.backtest.effect.SeverityScale;
import io.quell.cli.backtest.report.BacktestResult;
import io.quell.cli.backtest.report.BacktestResult.DifferenceRow;
import io.quell.cli.backtest.report.BacktestResult.GroupRow;
import io.quell.cli.backtest.tally.EffectCounts;
import io.quell.cli.backtest.tally.SampledFinding;
import io.quell.cli.backtest.tally.Tally;
import io.quell.finding.JsonMembers;
import io.quell.update.FindingState;
import io.quell.value.ShortText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the page shows, as its script reads it.
final class PageData {
  private static final int MOST_RULES = 200;
  private static final int MOST_GROUPS = 50;
  private static final int MOST_DIFFERENCES = 100;
  private static final int MOST_IDLE = 50;
  private static final int LONGEST_SENTENCE = 400;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final BacktestResult result;
  private final Tally tally;
  private final Map<Difference, String> filters = new HashMap<>();

  PageData(BacktestResult result) {
    this.result = result;
    this.tally = result.tally();
  }

  /// All but the sample.
  Map<String, Object> members() {
    List<GroupRow> rules = result.rules();
    List<GroupRow> accounts = result.accounts();
    List<GroupRow> controls = result.controls();
    List<DifferenceRow> differences = result.differences();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("source", result.source());
    members.put("book", tally.book().version());
    members.put("against", result.against().orElse(null));
    members.put("at", TIME.format(result.at()));
    members.put("interrupted", result.isInterrupted() ? result.interruption() : null);
    members.put("findings", tally.all().findings());
    members.put("changed", tally.all().changed());
    members.put("effects", effects());
    members.put("severities", severities());
    members.put("rules", rows(rules, MOST_RULES));
    members.put("rulesLeft", left(rules.size(), MOST_RULES));
    members.put("idle", idle());
    members.put("accounts", rows(accounts, MOST_GROUPS));
    members.put("accountsLeft", left(accounts.size(), MOST_GROUPS) + tally.accounts().ofOthers());
    members.put("controls", rows(controls, MOST_GROUPS));
    members.put("controlsLeft", left(controls.size(), MOST_GROUPS) + tally.controls().ofOthers());
    members.put("different", tally.different());
    members.put("differences", differences(differences));
    members.put(
        "differencesLeft", left(differences.size(), MOST_DIFFERENCES) + tally.untoldDifferences());
    members.put("trouble", trouble());
    members.put("sampledOf", tally.sample().seen());
    return members;
  }

  private static long left(long number, int most) {
    return Math.max(0, number - most);
  }

  private List<Object> effects() {
    return Arrays.stream(RuleEffect.values())
        .<Object>map(
            effect ->
                Map.of(
                    "key", effect.key(),
                    "words", effect.words(),
                    "findings", tally.all().of(effect)))
        .toList();
  }

  private List<Object> severities() {
    List<Object> severities = new ArrayList<>();
    tally
        .severities()
        .forEach(
            (name, counts) -> {
              if (!counts.isEmpty()) {
                severities.addFirst(
                    Map.of(
                        "name", name,
                        "openBefore", counts.openBefore(),
                        "openAfter", counts.openAfter()));
              }
            });
    return severities;
  }

  private static List<Object> rows(List<GroupRow> rows, int most) {
    return rows.stream()
        .limit(most)
        .<Object>map(
            row ->
                Map.of(
                    "name", row.name(),
                    "findings", row.counts().findings(),
                    "effects", numbers(row.counts())))
        .toList();
  }

  private static Map<String, Long> numbers(EffectCounts counts) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (RuleEffect effect : RuleEffect.values()) {
      if (counts.of(effect) > 0) {
        numbers.put(effect.key(), counts.of(effect));
      }
    }
    return numbers;
  }

  private String idle() {
    List<String> idle = result.idleRules();
    if (idle.isEmpty()) {
      return "";
    }
    return "Without any finding: %s%s."
        .formatted(
            String.join(", ", idle.stream().limit(MOST_IDLE).toList()),
            idle.size() > MOST_IDLE ? " and %,d more".formatted(idle.size() - MOST_IDLE) : "");
  }

  private List<Object> differences(List<DifferenceRow> rows) {
    List<Object> differences = new ArrayList<>();
    for (DifferenceRow row : rows.subList(0, Math.min(rows.size(), MOST_DIFFERENCES))) {
      Difference difference = row.difference();
      String filter = "difference " + filters.size();
      filters.put(difference, filter);
      differences.add(
          Map.of(
              "words",
              ShortText.of(
                  difference.change().isEmpty()
                      ? difference.kind().words()
                      : difference.kind().words() + ", " + difference.change(),
                  LONGEST_SENTENCE),
              "rules",
              difference.rules(),
              "findings",
              row.findings(),
              "pattern",
              pattern(difference),
              "filter",
              filter));
    }
    return differences;
  }

  /// What the bar of a difference looks like: as the effect that is most like it.
  private static String pattern(Difference difference) {
    return switch (difference.kind()) {
      case NEWLY_SUPPRESSED -> RuleEffect.SUPPRESSED.key();
      case GIVEN_BACK, NO_LONGER_SUPPRESSED -> RuleEffect.GIVEN_BACK.key();
      case SEVERITY_MOVED ->
          SeverityScale.isRise(difference.change())
              ? RuleEffect.RAISED.key()
              : RuleEffect.LOWERED.key();
      case OTHER -> RuleEffect.OTHER_FIELD.key();
    };
  }

  private List<String> trouble() {
    Stream<String> unknown =
        tally.unknownRules().largest(AtomicLong::get).stream()
            .limit(MOST_GROUPS)
            .map(
                rule ->
                    "What rule %s has set stays on %,d findings, for the book does not say what became of it: name it under removed or moved"
                        .formatted(rule.name(), rule.counts().get()));
    return Stream.of(
            unknown,
            tally.failures().sentences().stream(),
            tally.otherFailures().sentences().stream().map("in the other book: "::concat),
            tally.unreadable().sentences().stream())
        .flatMap(sentences -> sentences)
        .map(sentence -> ShortText.of(sentence, LONGEST_SENTENCE))
        .toList();
  }

  /// One finding of the sample. It is asked for after [#members].
  Map<String, Object> finding(SampledFinding finding) {
    List<Object> rules = new ArrayList<>();
    finding
        .rules()
        .forEach(
            (id, effects) ->
                rules.add(List.of(id, effects.stream().map(RuleEffect::key).toList())));
    return new JsonMembers()
        .with("name", finding.name())
        .with("title", finding.title())
        .with("id", finding.id())
        .with("account", finding.account())
        .with("region", finding.region())
        .with("control", finding.control())
        .with("severity", change(finding, FindingState::severity, SeverityScale.NONE))
        .with("status", change(finding, FindingState::workflowStatus, ""))
        .with("rules", rules)
        .with("effects", finding.effects().stream().map(RuleEffect::key).toList())
        .with(
            "differences",
            finding.differences().stream()
                .flatMap(difference -> Optional.ofNullable(filters.get(difference)).stream())
                .toList())
        .with("said", finding.said())
        .members();
  }

  private static List<String> change(
      SampledFinding finding, Function<FindingState, Optional<String>> part, String none) {
    return List.of(
        part.apply(finding.before()).orElse(none), part.apply(finding.after()).orElse(none));
  }
}
