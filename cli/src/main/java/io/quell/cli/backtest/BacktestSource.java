package io.quell.cli.backtest;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.options.HubQuery;
import io.quell.cli.terminal.FindingProgress;
import io.quell.cli.terminal.Progress;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.CallRefusedException;
import io.quell.hub.SecurityHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  /// @throws FailedException where a hub refuses
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
  /// @param isFiltered whether the user has given the only query
  /// @param progress shows how far it is
  record OfHub(
      String name,
      SecurityHub hub,
      List<HubQuery> queries,
      boolean isFiltered,
      FindingProgress progress)
      implements BacktestSource {
    /// What a hub is asked for where the user gives no filter: all findings of the formats; in ASFF
    /// the active ones alone unless all are wanted.
    static List<HubQuery> queries(Optional<Format> only, boolean all) {
      List<HubQuery> queries = new ArrayList<>();
      for (Format format : Format.values()) {
        if (only.isEmpty() || only.get() == format) {
          queries.add(
              new HubQuery(
                  format,
                  switch (format) {
                    case ASFF ->
                        all
                            ? Map.of()
                            : Map.of(
                                "RecordState",
                                List.of(Map.of("Value", "ACTIVE", "Comparison", "EQUALS")));
                    case OCSF -> Map.of();
                  }));
        }
      }
      return queries;
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
      for (HubQuery query : queries) {
        try {
          hub.findings(query.format(), query.members(), taker::finding);
        } catch (CallRefusedException e) {
          if (isFiltered && e.isCallersFault()) {
            throw new WrongUseException("--filter: " + e.getMessage());
          }
          String sentence =
              "the findings in %s cannot be read: %s".formatted(query.format(), e.getMessage());
          if (++refused == queries.size()) {
            throw new FailedException(sentence);
          }
          taker.unreadable(
              sentence + "; --only leaves the format out that this account does not have");
        } catch (UnreadableException e) {
          throw new FailedException("the findings cannot be read: " + e.getMessage());
        }
      }
    }
  }
}
