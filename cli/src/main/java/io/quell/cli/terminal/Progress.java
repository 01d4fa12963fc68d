package io.quell.cli.terminal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// The progress bar of a long run, on standard error, and only where that is a terminal. It counts
/// the bytes read: how many findings there are is known at the end. One thread may read while
/// another one decides.
public final class Progress implements AutoCloseable {
  /// A run of no more findings than this is over before anyone could read a bar.
  private static final int FEW_FINDINGS = 200;
  private static final int REFRESH_MILLIS = 250;
  private static final int MEGABYTE = 1 << 20;
  private static final int WIDEST = 80;

  private final boolean wanted;
  private final long total;
  private final int width;
  private int findings;
  private volatile long bytes;
  private volatile @Nullable ProgressBar bar;

  private Progress(boolean wanted, long total, int width) {
    this.wanted = wanted;
    this.total = total;
    this.width = width;
  }

  /// Shows nothing.
  public static Progress none() {
    return new Progress(false, 0, 0);
  }

  /// Shows a bar once there is something to wait for.
  ///
  /// @param total how many bytes there are to read, or -1 where that is not known
  public static Progress over(long total, Terminal terminal) {
    return new Progress(terminal.forErr(), total, Math.min(terminal.width(), WIDEST));
  }

  /// Counts what is read from the input.
  public InputStream counting(InputStream input) {
    return new FilterInputStream(input) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
      }
    };
  }

  private void count(int read) {
    long now = bytes + read;
    bytes = now; // only one thread reads
    ProgressBar shown = bar;
    if (shown != null) {
      shown.stepTo(now);
    }
  }

  /// Counts findings that were decided on.
  public void decided(int more) {
    findings += more;
    if (wanted && findings > FEW_FINDINGS) {
      ProgressBar present = bar;
      ProgressBar shown = present == null ? bar() : present;
      shown.setExtraMessage(findings + " findings");
      bar = shown;
    }
  }

  private ProgressBar bar() {
    var builder = new ProgressBarBuilder();
    if (total < 0) {
      builder.setRenderer(new OpenEnd("MB read", MEGABYTE));
    }
    ProgressBar made =
        builder
            .setTaskName("")
            .setInitialMax(total)
            .setUnit(" MB", MEGABYTE)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .clearDisplayOnFinish()
            .setConsumer(new ConsoleProgressBarConsumer(System.err, width))
            .build();
    made.stepTo(bytes);
    return made;
  }

  @Override
  public void close() {
    ProgressBar shown = bar;
    if (shown != null) {
      shown.close();
      bar = null;
    }
  }
}
