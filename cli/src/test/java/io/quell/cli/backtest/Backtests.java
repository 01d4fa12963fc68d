package io.quell.cli.backtest;

import io.quell.book.Book;
import io.quell.cli.CommandLineRun;
import io.quell.cli.Samples;
import io.quell.cli.backtest.effect.TriedBook;
import io.quell.cli.backtest.report.BacktestResult;
import io.quell.cli.backtest.tally.Tally;
import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rules, books and findings for the tests of backtests.
public final class Backtests {
  private Backtests() {}

  /// A rule that may change this, and decides so wherever the criteria hold.
  public static Rule rule(String id, Criteria when, Change change, Decision.Apply decision) {
    return new FixedRule(
        Card.builder(id, "Sample rule " + id, "A reason that says why.", "team")
            .changes(Set.of(change))
            .build(),
        when,
        decision);
  }

  /// A rule that suppresses the findings of a control.
  public static Rule suppressing(String id, String control) {
    return rule(id, Criteria.control(control), Change.SUPPRESSION, Decision.suppress());
  }

  /// A finding of a control.
  public static String finding(String id, String title, String control, String severity) {
    return Json.write(
        Map.of(
            "Id",
            id,
            "ProductArn",
            Samples.PRODUCT,
            "AwsAccountId",
            Samples.ACCOUNT,
            "Title",
            title,
            "Severity",
            Map.of("Label", severity),
            "FindingProviderFields",
            Map.of("Severity", Map.of("Label", severity)),
            "Workflow",
            Map.of("Status", "NEW"),
            "RecordState",
            "ACTIVE",
            "Compliance",
            Map.of("Status", "FAILED", "SecurityControlId", control),
            "Resources",
            List.of(Map.of("Type", "AwsS3Bucket", "Id", "arn:aws:s3:::" + id))));
  }

  /// What `get-findings` prints.
  public static String answer(String... findings) {
    return Stream.of(findings).collect(Collectors.joining(",", "{\"Findings\": [", "]}"));
  }

  /// A book of these rules.
  public static TriedBook book(Rule... rules) {
    return new TriedBook(
        new Book(List.of(rules), RuleHistory.NONE, "these"),
        BookSettings.trial(),
        CommandLineRun.CLOCK);
  }

  /// The result of trying a book on findings.
  public static BacktestResult result(Tally tally, Iterable<String> findings) {
    for (String finding : findings) {
      try {
        tally.add(Finding.read(Json.read(finding)));
      } catch (UnreadableException e) {
        throw new AssertionError(finding, e);
      }
    }
    return new BacktestResult(
        tally,
        "findings.json",
        tally.other().map(TriedBook::version),
        CommandLineRun.CLOCK.instant(),
        false);
  }

  /// The result of trying rules on findings.
  public static BacktestResult result(List<Rule> rules, Iterable<String> findings) {
    return result(new Tally(book(rules.toArray(Rule[]::new)), Optional.empty()), findings);
  }
}
