package io.quell.cli.backtest.report;

/// How the result of a backtest is told.
public sealed interface BacktestReport
    permits TextBacktestReport, JsonBacktestReport, MarkdownBacktestReport {

  /// Tells it.
  void print(BacktestResult result);
}
