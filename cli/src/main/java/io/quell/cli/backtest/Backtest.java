package io.quell.cli.backtest;

import io.quell.cli.backtest.page.BacktestPage;
import io.quell.cli.backtest.report.BacktestReport;
import io.quell.cli.backtest.report.BacktestResult;
import io.quell.cli.backtest.tally.Tally;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.Interruption;
import io.quell.cli.input.InputFile;
import io.quell.cli.terminal.Text;
import io.quell.finding.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/// One backtest: reads the findings to their end, or until somebody interrupts it or a hub breaks
/// off, and tells what it has.
final class Backtest {
  private final BacktestSource source;
  private final Tally tally;
  private final Optional<String> against;
  private final Instant at;
  private final BacktestReport report;
  private final Optional<Path> page;
  private final PrintWriter err;
  /// Guarded by the tally, as all that is counted is.
  private boolean isTold;

  /// @param source where the findings are
  /// @param tally decides and counts
  /// @param against what the user calls the other book, or empty
  /// @param at when it begins
  /// @param report tells the result
  /// @param page where the page is to be, or empty
  /// @param err takes what cannot be told otherwise
  Backtest(
      BacktestSource source,
      Tally tally,
      Optional<String> against,
      Instant at,
      BacktestReport report,
      Optional<Path> page,
      PrintWriter err) {
    this.source = source;
    this.tally = tally;
    this.against = against;
    this.at = at;
    this.report = report;
    this.page = page;
    this.err = err;
  }

  /// Runs it.
  ///
  /// @param out what the report prints to
  /// @return the exit code
  /// @throws FailedException where a hub breaks off before it has shown any finding
  int run(PrintWriter out) {
    boolean isWhole;
    try (var _ = Interruption.then(() -> interrupted(out))) {
      isWhole = isReadWhole();
    }
    return tell(out, !isWhole) && !tally.hasFailures() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private boolean isReadWhole() {
    try {
      source.read(new Taking());
      return true;
    } catch (FailedException e) {
      synchronized (tally) {
        if (tally.all().findings() == 0) {
          throw e;
        }
        tally.unreadable(String.valueOf(e.getMessage()));
      }
      // not every form of the result has a place for the reason
      err.println("quell backtest: " + Text.plain(String.valueOf(e.getMessage())));
      return false;
    }
  }

  private void interrupted(PrintWriter out) {
    synchronized (tally) {
      try {
        tell(out, true);
      } catch (FailedException e) {
        err.println("quell backtest: " + e.getMessage());
      }
    }
  }

  /// What is read goes into the tally. Its lock is held by whoever tells the result, so that an
  /// interruption finds whole numbers, and nothing comes after it.
  private final class Taking implements BacktestSource.FindingTaker {
    @Override
    public void finding(Finding finding) {
      synchronized (tally) {
        if (!isTold) {
          tally.add(finding);
          source.show(tally.all().findings(), tally.all().changed());
        }
      }
    }

    @Override
    public void unreadable(String sentence) {
      synchronized (tally) {
        tally.unreadable(sentence);
      }
    }

    @Override
    public void skipped() {
      synchronized (tally) {
        tally.skip();
      }
    }
  }

  /// Tells what there is, once.
  private boolean tell(PrintWriter out, boolean isInterrupted) {
    synchronized (tally) {
      if (isTold) {
        return false;
      }
      isTold = true;
      source.hide();
      var result = new BacktestResult(tally, source.name(), against, at, isInterrupted);
      report.print(result);
      out.flush();
      page.ifPresent(file -> write(result, file));
      return true;
    }
  }

  private void write(BacktestResult result, Path file) {
    boolean isThere = Files.exists(file);
    try {
      BacktestPage.write(result, file);
      if (isThere) {
        err.printf("quell backtest: wrote over the file that was there: %s%n", file);
      }
    } catch (IOException e) {
      throw new FailedException("--html: %s: %s".formatted(file, InputFile.reason(e)));
    }
  }
}
