package io.quell.cli.backtest.report;

import io.quell.cli.backtest.effect.Difference;
import io.quell.cli.backtest.effect.DifferenceKind;
import io.quell.cli.backtest.effect.RuleEffect;
import io.quell.cli.backtest.tally.EffectCounts;
import io.quell.cli.backtest.tally.SampledFinding;
import io.quell.cli.backtest.tally.Tally;
import io.quell.cli.backtest.tally.Trouble;
import io.quell.cli.report.JsonLines;
import io.quell.finding.Format;
import io.quell.finding.JsonMembers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A backtest for machines: JSON lines, one a rule, control, account, severity, difference and
/// sampled finding; the last is the summary. No row is left out but those that share a count.
///
/// @param out where it goes
public record JsonBacktestReport(JsonLines out) implements BacktestReport {
  private static final String INFO = "INFO";
  private static final String ERROR = "ERROR";
  private static final String FINDINGS = "findings";

  @Override
  public void print(BacktestResult result) {
    Tally tally = result.tally();
    tally.bookRules().forEach((id, counts) -> group("rule", "rule", id, counts));
    tally
        .formerRules()
        .largest(EffectCounts::findings)
        .forEach(rule -> group("former rule", "rule", rule.name(), rule.counts()));
    result.controls().forEach(row -> group("control", "control", row.name(), row.counts()));
    others("control", tally.controls().others());
    result.accounts().forEach(row -> group("account", "account", row.name(), row.counts()));
    others("account", tally.accounts().others());
    tally
        .severities()
        .forEach(
            (name, counts) -> {
              if (!counts.isEmpty()) {
                out.print(
                    JsonMembers.line(INFO, "severity")
                        .with("severity", name)
                        .with("openBefore", counts.openBefore())
                        .with("openAfter", counts.openAfter())
                        .with("suppressedBefore", counts.suppressedBefore())
                        .with("suppressedAfter", counts.suppressedAfter()));
              }
            });
    result
        .differences()
        .forEach(row -> out.print(difference(row.difference()).with(FINDINGS, row.findings())));
    tally
        .unknownRules()
        .largest(AtomicLong::get)
        .forEach(
            rule ->
                out.print(
                    JsonMembers.line(ERROR, "unknown rule")
                        .with("rule", rule.name())
                        .with(FINDINGS, rule.counts().get())));
    tally.sample().kept().forEach(finding -> out.print(finding(finding)));
    trouble("rule failed", tally.failures());
    trouble("rule of the other book failed", tally.otherFailures());
    trouble("unreadable", tally.unreadable());
    out.print(summary(result));
  }

  private void group(String message, String key, String name, EffectCounts counts) {
    out.print(JsonMembers.line(INFO, message).with(key, name).withAll(numbers(counts)));
  }

  private void others(String message, EffectCounts counts) {
    if (counts.findings() > 0) {
      out.print(JsonMembers.line(INFO, "other " + message + "s").withAll(numbers(counts)));
    }
  }

  private static Map<String, Long> numbers(EffectCounts counts) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    numbers.put(FINDINGS, counts.findings());
    numbers.put("changed", counts.changed());
    for (RuleEffect effect : RuleEffect.values()) {
      numbers.put(effect.key(), counts.of(effect));
    }
    return numbers;
  }

  private static JsonMembers difference(Difference difference) {
    return JsonMembers.line(INFO, "difference")
        .with("kind", difference.kind().key())
        .with("change", difference.change())
        .withPresent("otherRule", difference.otherRule())
        .withPresent("rule", difference.rule());
  }

  private static JsonMembers finding(SampledFinding finding) {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    finding
        .rules()
        .forEach((id, effects) -> rules.put(id, effects.stream().map(RuleEffect::key).toList()));
    return JsonMembers.line(INFO, "finding")
        .with("id", finding.id())
        .with("title", finding.title())
        .with("account", finding.account())
        .with("region", finding.region())
        .with("control", finding.control())
        .withPresent("severityBefore", finding.before().severity())
        .withPresent("severityAfter", finding.after().severity())
        .withPresent("statusBefore", finding.before().workflowStatus())
        .withPresent("statusAfter", finding.after().workflowStatus())
        .with("rules", rules)
        .with(
            "differences",
            finding.differences().stream().map(each -> difference(each).members()).toList())
        .with("said", finding.said());
  }

  private void trouble(String message, Trouble trouble) {
    trouble
        .sentences()
        .forEach(sentence -> out.print(JsonMembers.line(ERROR, message).with("reason", sentence)));
  }

  private static JsonMembers summary(BacktestResult result) {
    Tally tally = result.tally();
    Map<String, Long> formats = new LinkedHashMap<>();
    for (Format format : Format.values()) {
      formats.put(format.name(), tally.of(format));
    }
    JsonMembers summary =
        JsonMembers.line(tally.hasFailures() || result.isInterrupted() ? ERROR : INFO, "summary")
            .with("source", result.source())
            .with("ruleBook", tally.book().version())
            .with("at", result.at().toString())
            .with("interrupted", result.isInterrupted())
            .withAll(numbers(tally.all()))
            .with("formats", formats);
    result
        .against()
        .ifPresent(
            name -> {
              Map<String, Long> kinds = new LinkedHashMap<>();
              for (DifferenceKind kind : DifferenceKind.values()) {
                kinds.put(kind.key(), tally.of(kind));
              }
              summary
                  .with("against", name)
                  .with("different", tally.different())
                  .with("differences", kinds);
            });
    return summary
        .with("sample", tally.sample().kept().size())
        .with("sampledOf", tally.sample().seen())
        .with("failedRules", tally.failures().number() + tally.otherFailures().number())
        .with("unreadable", tally.unreadable().number())
        .with("skipped", tally.skipped());
  }
}
