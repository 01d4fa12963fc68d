package io.quell.cli.backtest.page;

import io.quell.cli.backtest.report.BacktestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The result of a backtest as one HTML page.
public final class BacktestPage {
  private BacktestPage() {}

  /// Writes the page.
  public static void write(BacktestResult result, Path file) throws IOException {
    Files.writeString(file, "");
  }
}
