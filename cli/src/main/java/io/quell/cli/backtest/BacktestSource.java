package io.quell.cli.backtest;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.sweep.FindingSource;
import io.quell.cli.sweep.FindingSource.Query;
import io.quell.cli.sweep.QueryReader;
import io.quell.cli.terminal.FindingProgress;
import io.quell.cli.terminal.Progress;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.hub.SecurityHub;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.query.FindingQuery;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Where findings are read from, one after the other.
sealed interface BacktestSource extends AutoCloseable {
  /// Gets what is read.
  interface FindingTaker {
    /// Gets a finding.
    void finding(Finding finding);

    /// Gets a sentence about something that cannot be read.
    void unreadable(String sentence);

    /// Hears of an event that holds no findings.
    void skipped();
  }

  /// What it is called, for a person.
  String name();

  /// Shows how far it is.
  ///
  /// @param findings how many findings were decided on
  /// @param changed how many of them would change
  void show(long findings, long changed);

  /// Shows no more how far it is.
  void hide();

  /// Reads all of it.
  ///
  /// @throws FailedException where a hub refuses, or breaks off in the middle
  void read(FindingTaker taker);

  @Override
  default void close() {
    hide();
  }

  /// Files, folders and standard input.
  ///
  /// @param paths how the user has named them
  /// @param files the files
  /// @param progress shows how far it is
  record OfFiles(List<String> paths, List<InputFile> files, Progress progress)
      implements BacktestSource {
    @Override
    public String name() {
      return String.join(", ", paths).equals("-") ? "standard input" : String.join(", ", paths);
    }

    @Override
    public void show(long findings, long changed) {
      progress.decided(1);
    }

    @Override
    public void hide() {
      progress.close();
    }

    @Override
    public void read(FindingTaker taker) {
      for (InputFile file : files) {
        InputReader.read(file, progress, item -> take(item, taker));
      }
    }

    private static void take(InputItem item, FindingTaker taker) {
      item.skipped().ifPresent(_ -> taker.skipped());
      item.unreadable().forEach(reason -> taker.unreadable(item.says(reason)));
      item.findings().forEach(taker::finding);
    }
  }

  /// A hub, which is asked for all pages.
  ///
  /// @param name what it is called
  /// @param hub the hub
  /// @param queries what it is asked for, one after the other
  /// @param progress shows how far it is
  record OfHub(String name, SecurityHub hub, List<Query> queries, FindingProgress progress)
      implements BacktestSource {
    /// What a hub is asked for where the user gives no filter: all findings of the formats; in ASFF
    /// those that are not archived alone unless all are wanted.
    static List<Query> queries(Optional<Format> only, boolean all) {
      return Stream.of(Format.values())
          .filter(format -> only.isEmpty() || only.get() == format)
          .map(
              format ->
                  all
                      ? new Query.Own(FindingQuery.all(format), FindingQuery.all(format))
                      : FindingSource.all(format))
          .toList();
    }

    @Override
    public void show(long findings, long changed) {
      progress.read(findings, changed);
    }

    @Override
    public void hide() {
      progress.close();
    }

    @Override
    public void close() {
      hide();
      hub.close();
    }

    /// An account may have one of the two formats alone: the other's refusal is told, and is a
    /// failure where it is the only one.
    @Override
    public void read(FindingTaker taker) {
      int refused = 0;
      for (Query query : queries) {
        var read = new AtomicLong();
        var reader =
            new QueryReader(
                hub,
                finding -> {
                  read.incrementAndGet();
                  taker.finding(finding);
                },
                reason -> taker.unreadable("what the hub shows is no finding: " + reason),
                () -> false);
        try {
          read(query, reader);
        } catch (CallRefusedException e) {
          if (query instanceof Query.Given && e.isCallersFault() && read.get() == 0) {
            throw new WrongUseException("--filter: " + e.getMessage());
          }
          boolean isBrokenOff = read.get() > 0 || !e.isAnswered();
          String sentence =
              "the findings in %s cannot be read%s: %s"
                  .formatted(format(query), isBrokenOff ? " to their end" : "", e.getMessage());
          if (isBrokenOff || ++refused == queries.size()) {
            throw new FailedException(sentence);
          }
          taker.unreadable(
              sentence + "; --only leaves the format out that this account does not have");
        }
      }
    }

    private static void read(Query query, QueryReader reader) {
      switch (query) {
        case Query.Own own -> reader.read(own.query());
        case Query.Given(var filter) -> reader.read(filter);
      }
    }

    private static Format format(Query query) {
      return switch (query) {
        case Query.Own own -> own.query().format();
        case Query.Given(var filter) -> filter.format();
      };
    }
  }
}
