package io.quell.cli.apply;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.finding.Json;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.TimeSource;
import io.quell.lambda.Ruling;
import io.quell.lambda.reconciliation.ReconciliationHandler;
import io.quell.lambda.reconciliation.ReconciliationSettings;
import io.quell.lambda.report.Metrics;
import io.quell.localhub.LocalHub;
import io.quell.run.BookSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What looks for findings that are at odds with a book, and mends them.
enum Mending {
  /// All rules over all findings.
  APPLY {
    @Override
    CommandLineRun mend(LocalHub hub, Shell book, String endedRule) {
      return book.run(
          "apply",
          "--endpoint-url",
          hub.endpoint().toString(),
          "--book",
          "prod",
          "--reads",
          "3",
          "--updates",
          "10",
          "--yes");
    }
  },
  /// One rule by hand.
  RELEASE {
    @Override
    CommandLineRun mend(LocalHub hub, Shell book, String endedRule) {
      return book.run(
          "release",
          "--endpoint-url",
          hub.endpoint().toString(),
          "--book",
          "prod",
          "--rule",
          endedRule,
          "--reads",
          "3",
          "--updates",
          "10",
          "--yes");
    }
  },
  /// The stack's daily run, which has a function of its own.
  DAILY {
    @Override
    CommandLineRun mend(LocalHub hub, Shell book, String endedRule) {
      List<String> log = new ArrayList<>();
      try (SecurityHub client = SecurityHub.local(hub.endpoint())) {
        new ReconciliationHandler(
                _ -> Ruling.of(book.book().engine(BookSettings.of("prod", Set.of()), book.clock())),
                Metrics.of(Map.of()),
                client,
                ReconciliationSettings.of(
                    Map.of(
                        "QUELL_MODE",
                        "enforce",
                        "QUELL_RECONCILE_READS",
                        "3",
                        "QUELL_RECONCILE_UPDATES",
                        "10")),
                message -> {
                  throw new IllegalStateException("nothing is left of so little: " + message);
                },
                book.clock(),
                TimeSource.system(),
                log::add)
            .handle(message(book.clock().instant()), Duration.ofMinutes(15));
      }
      long changed =
          log.stream()
              .filter(line -> line.contains("\"message\":\"decision\""))
              .filter(line -> line.contains("\"result\":\"processed\""))
              .count();
      boolean isFinished = log.stream().anyMatch(line -> line.contains("\"result\":\"finished\""));
      return new CommandLineRun(
          isFinished ? 0 : 1, ": %d changed".formatted(changed), String.join("\n", log));
    }
  };

  private static byte[] message(Instant at) {
    return Json.write(
            Map.of(
                "Records",
                List.of(
                    Map.of(
                        "messageId",
                        "m",
                        "eventSource",
                        "aws:sqs",
                        "body",
                        Json.write(Map.of("reconcile", "daily", "at", at.toString()))))))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Mends what is at odds.
  ///
  /// @param book a shell with the rules of book prod and the clock
  /// @param endedRule the rule that has ended
  abstract CommandLineRun mend(LocalHub hub, Shell book, String endedRule);
}
