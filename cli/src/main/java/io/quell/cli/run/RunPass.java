package io.quell.cli.run;

import io.quell.cli.changes.AuditLog;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.Interruption;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.input.ReadAhead;
import io.quell.cli.run.RunCounts.Count;
import io.quell.cli.terminal.Progress;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// One pass over files: reads them, decides, and tells what became of it. What it holds are the
/// items that are processed together, so that equal updates share calls. Where no hub that others
/// use is asked, the next ones are read meanwhile.
///
/// Where a person stops it, it tells what it has until then. Its lock is held by whoever tells, so
/// that an interruption finds whole lines, and nothing comes after it.
final class RunPass {
  /// Enough to fill calls of 100 findings, and few enough to hold in memory: so many findings, or
  /// items, which may be events without any.
  private static final int PORTION = 1_000;

  private final CommandContext context;
  private final Destination destination;
  private final AuditLog log;
  private final String version;
  private final RunReport report;
  private final boolean isRemote;
  private final RunCounts runCounts = new RunCounts();
  private Progress progress = Progress.none();
  private int findings;
  private boolean isOver;

  /// Items that are processed together, while they are gathered.
  private static final class Portion {
    private final List<InputItem> items = new ArrayList<>();
    private int findings;

    private void add(InputItem item) {
      items.add(item);
      findings += item.findings().size();
    }

    private boolean isFull() {
      return findings >= PORTION || items.size() >= PORTION;
    }
  }

  /// @param destination where the updates go
  /// @param log takes what was sent
  /// @param version the version of the rules that decide
  /// @param isRemote whether updates go to a hub that others use
  RunPass(
      CommandContext context,
      Destination destination,
      AuditLog log,
      String version,
      RunReport report,
      boolean isRemote) {
    this.context = context;
    this.destination = destination;
    this.log = log;
    this.version = version;
    this.report = report;
    this.isRemote = isRemote;
  }

  /// Reads the files to their ends.
  ///
  /// @throws FailedException where a hub breaks off; what came of it until then is told before
  RunCounts over(List<InputFile> files) {
    try (var _ = Interruption.then(this::interrupted);
        Progress shown = Progress.over(InputFiles.bytes(files), context.terminal())) {
      progress = shown;
      if (isRemote) {
        read(files, this::process);
      } else {
        ReadAhead.<Portion>read(portions -> read(files, portions), this::process);
      }
    } catch (FailedException e) {
      if (runCounts.of(Count.FINDINGS) == 0) {
        throw e;
      }
      finish();
      throw new FailedException(
          "%s; that was after %,d findings%s"
              .formatted(
                  e.getMessage(),
                  runCounts.of(Count.FINDINGS),
                  isRemote
                      ? ", and what was sent by then is in force: run it again, and it goes on"
                      : ""));
    }
    finish();
    return runCounts;
  }

  private void read(List<InputFile> files, Consumer<Portion> portions) {
    var gathering = new AtomicReference<>(new Portion());
    for (InputFile file : files) {
      countFile();
      InputReader.read(
          file,
          progress,
          item -> {
            Portion portion = gathering.get();
            portion.add(item);
            countRead(item.findings().size());
            if (portion.isFull()) {
              gathering.set(new Portion());
              portions.accept(portion);
            }
          });
    }
    portions.accept(gathering.get());
  }

  private synchronized void countFile() {
    if (!isOver) {
      runCounts.add(Count.FILES);
    }
  }

  private synchronized void countRead(int more) {
    findings += more;
  }

  private void process(Portion portion) {
    List<InputItem> items = portion.items;
    Destination.ProcessedDeliveries processed =
        destination.process(items.stream().map(InputItem::delivery).toList());
    synchronized (this) {
      if (isOver) {
        return;
      }
      runCounts.addCalls(processed.calls());
      List<Report.Entry> entries = processed.report().entries();
      for (int at = 0; at < entries.size(); at++) {
        tell(items.get(at), entries.get(at), processed);
      }
      progress.decided(portion.findings);
      findings -= portion.findings;
    }
    if (!(destination instanceof Destination.Remote)) {
      context.requireReader();
    }
  }

  private void tell(InputItem item, Report.Entry entry, Destination.ProcessedDeliveries processed) {
    item.skipped()
        .ifPresent(
            reason -> {
              runCounts.add(Count.SKIPPED);
              report.skipped(item, reason);
            });
    item.unreadable()
        .forEach(
            reason -> {
              runCounts.add(Count.UNREADABLE);
              report.unreadable(item, reason);
            });
    for (Result result : entry.results()) {
      log.decided(result, version);
      runCounts.decided(result);
      report.decided(
          item,
          result,
          Optional.ofNullable(
              processed.findings().get(result.evaluation().finding().identifier())));
    }
  }

  private synchronized void finish() {
    if (!isOver) {
      isOver = true;
      report.finish(runCounts);
      context.out().flush();
    }
  }

  private synchronized void interrupted() {
    if (isOver) {
      return;
    }
    runCounts.interrupt();
    progress.close();
    finish();
    context
        .err()
        .println(
            "quell run: interrupted"
                + (isRemote
                    ? ": %,d findings were changed, and of %,d more some may have been; run it again, and it goes on"
                        .formatted(runCounts.of(Count.PROCESSED), findings)
                    : " after %,d findings".formatted(runCounts.of(Count.FINDINGS))));
  }
}
