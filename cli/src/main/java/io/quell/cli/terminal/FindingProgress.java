package io.quell.cli.terminal;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// The progress bar of a pass over the findings of a hub, on standard error, and only where that is
/// a terminal. No call says how many findings there are: the first pass counts them for the second.
public final class FindingProgress implements AutoCloseable {
  /// A pass over no more findings than this is over before anyone could read a bar.
  private static final int FEW_FINDINGS = 200;
  private static final int REFRESH_MILLIS = 250;
  private static final int WIDEST = 80;

  private final boolean wanted;
  private final long total;
  private final int width;
  private final String changed;
  private @Nullable ProgressBar bar;

  /// A bar that shows itself once there is something to wait for.
  ///
  /// @param total how many findings there are to read, or -1 where that is not known
  /// @param changed what the findings are that are counted beside those that were read, such as
  ///     `changed`
  public FindingProgress(Terminal terminal, long total, String changed) {
    this.wanted = terminal.forErr();
    this.total = total;
    this.width = Math.min(terminal.width(), WIDEST);
    this.changed = changed;
  }

  /// Takes how many findings were read, and how many of them are changed.
  public void read(long findings, long changedFindings) {
    if (!wanted || findings <= FEW_FINDINGS) {
      return;
    }
    ProgressBar shown = bar == null ? bar() : bar;
    shown.stepTo(findings);
    shown.setExtraMessage("%,d %s".formatted(changedFindings, changed));
    bar = shown;
  }

  private ProgressBar bar() {
    var builder = new ProgressBarBuilder();
    if (total < 0) {
      builder.setRenderer(new OpenEnd("findings read", 1));
    }
    return builder
        .setTaskName("")
        .setInitialMax(total)
        .setUnit(" findings", 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .clearDisplayOnFinish()
        .setConsumer(new ConsoleProgressBarConsumer(System.err, width))
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
