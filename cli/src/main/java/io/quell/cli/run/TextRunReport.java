package io.quell.cli.run;

import io.quell.cli.input.InputItem;
import io.quell.cli.terminal.Advice;
import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.cli.terminal.Terminal;
import io.quell.cli.terminal.Text;
import io.quell.finding.Finding;
import io.quell.finding.Note;
import io.quell.hub.UpdateResult;
import io.quell.lambda.report.Result;
import io.quell.update.Update;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run for people: a table of the decisions, what the changed findings say now, what was kept,
/// and what failed.
///
/// Of a long run it shows the beginning and says how much it leaves out; failures it shows all.
final class TextRunReport implements RunReport {
  private static final int MOST_DECIDED = 200;
  private static final int MOST_WITHOUT_MATCH = 20;
  private static final int MOST_DETAILS = 20;
  private static final String INDENT = "  ";

  private final PrintWriter out;
  private final Terminal terminal;
  private final boolean all;
  private final String changesTitle;
  private final Table table = new Table(DecisionRow.COLUMNS);
  private final Excerpt decided;
  private final Excerpt withoutMatch;
  private final Excerpt changed;
  private final Excerpt kept;
  private final Excerpt givenBack;
  private final List<String> changes = new ArrayList<>();
  private final List<String> keeps = new ArrayList<>();
  private final List<String> returns = new ArrayList<>();
  private final List<String> skips = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, List<String>> unprocessed = new LinkedHashMap<>();

  /// Lets the first so many through and counts the others.
  private static final class Excerpt {
    private final long most;
    private long seen;

    Excerpt(long most) {
      this.most = most;
    }

    boolean takes() {
      return seen++ < most;
    }

    long left() {
      return Math.max(0, seen - most);
    }
  }

  /// A report that prints when the run is over.
  ///
  /// @param all whether to leave nothing out
  /// @param changesTitle what stands above the notes and user-defined fields of the changed
  ///     findings
  TextRunReport(PrintWriter out, Terminal terminal, boolean all, String changesTitle) {
    this.out = out;
    this.terminal = terminal;
    this.all = all;
    this.changesTitle = changesTitle;
    decided = excerpt(MOST_DECIDED);
    withoutMatch = excerpt(MOST_WITHOUT_MATCH);
    changed = excerpt(MOST_DETAILS);
    kept = excerpt(MOST_DETAILS);
    givenBack = excerpt(MOST_DETAILS);
  }

  private Excerpt excerpt(int most) {
    return new Excerpt(all ? Long.MAX_VALUE : most);
  }

  @Override
  public void decided(InputItem item, Result result, Optional<Finding> held) {
    boolean failed = result.hasFailed() || !result.evaluation().failures().isEmpty();
    if (failed || (result.outcome() instanceof Result.NoMatch ? withoutMatch : decided).takes()) {
      table.add(DecisionRow.of(result, held));
    }
    Finding finding = result.evaluation().finding();
    switch (result.outcome()) {
      case Result.Sent(UpdateResult.Processed _) -> change(result, held);
      case Result.Observed _ -> change(result, held);
      case Result.Sent(UpdateResult.Unprocessed(var code, var message, _)) ->
          unprocessed
              .computeIfAbsent(
                  "%s (%s)".formatted(Advice.on(message), code), _ -> new ArrayList<>())
              .add("%s: finding %s".formatted(item.where(), finding.identifier()));
      case Result.NoMatch _, Result.Unchanged _, Result.Superseded _ -> {
        // the table says it all
      }
    }
    result
        .evaluation()
        .failures()
        .forEach(
            failure ->
                failures.add(
                    "%s: rule %s failed on finding %s: %s"
                        .formatted(
                            item.where(),
                            failure.rule(),
                            finding.identifier(),
                            failure.message())));
    if (!result.isSuperseded()) {
      result.evaluation().givenBack().stream()
          .filter(_ -> givenBack.takes())
          .forEach(sentence -> returns.add("%s: %s".formatted(FindingName.of(finding), sentence)));
    }
    result.evaluation().kept().stream()
        .filter(_ -> kept.takes())
        .forEach(sentence -> keeps.add("%s: %s".formatted(FindingName.of(finding), sentence)));
  }

  private void change(Result result, Optional<Finding> held) {
    if (!changed.takes()) {
      return;
    }
    Finding finding = result.evaluation().finding();
    Update update = result.evaluation().update();
    Optional<Note> note = held.isPresent() ? held.flatMap(Finding::note) : update.note();
    Map<String, String> fields =
        held.map(Finding::userDefinedFields).orElse(update.userDefinedFields());
    changes.add(INDENT + Style.BOLD.on(FindingName.of(finding), terminal.colours()));
    changes.add(
        INDENT
            + INDENT
            + Style.DIM.on(Text.plain(finding.identifier().toString()), terminal.colours()));
    note.ifPresent(present -> changes.addAll(lines(noteTitle(finding, present), present.text())));
    fields.forEach((name, value) -> changes.addAll(lines(name + ": ", value)));
  }

  private static String noteTitle(Finding finding, Note note) {
    return switch (finding.format()) {
      case ASFF -> "note by %s: ".formatted(note.author());
      case OCSF -> "comment: ";
    };
  }

  /// A text with its name, each further line set in below the first.
  private List<String> lines(String name, String value) {
    return terminal.paragraph(INDENT + INDENT, INDENT + INDENT + INDENT, name + value);
  }

  @Override
  public void skipped(InputItem item, String reason) {
    skips.add("%s: %s".formatted(item.where(), reason));
  }

  @Override
  public void unreadable(InputItem item, String reason) {
    failures.add("%s: %s".formatted(item.where(), reason));
  }

  @Override
  public void finish(RunCounts runCounts) {
    if (!table.isEmpty()) {
      table.lines(terminal.width(), terminal.colours()).forEach(out::println);
      left(decided.left(), "on which rules decided");
      left(withoutMatch.left(), "that no rule matched");
      out.println();
    }
    if (!changes.isEmpty()) {
      section(changesTitle, Style.BOLD, changes);
      left(changed.left(), "that were changed");
      out.println();
    }
    if (!returns.isEmpty()) {
      section("Given back, for no rule in force wants it any more", Style.BOLD, sentences(returns));
      left(givenBack.left(), "of which something was given back");
      out.println();
    }
    if (!keeps.isEmpty()) {
      section("Left as it was", Style.BOLD, sentences(keeps));
      left(kept.left(), "of which something was left as it was");
      out.println();
    }
    out.println(Style.BOLD.on(summary(runCounts), terminal.colours()));
    if (!skips.isEmpty()) {
      out.println();
      section("Skipped", Style.YELLOW, sentences(skips));
    }
    if (runCounts.hasFailures()) {
      out.println();
      section("Failed", Style.RED, sentences(failures));
      unprocessed.forEach(
          (reason, findings) ->
              section(
                  INDENT + Text.plain(reason),
                  Style.PLAIN,
                  findings.stream()
                      .map(finding -> INDENT + INDENT + Text.plain(finding))
                      .toList()));
    }
  }

  private void section(String title, Style style, List<String> lines) {
    out.println(style.on(title, terminal.colours()));
    lines.forEach(out::println);
  }

  private List<String> sentences(List<String> texts) {
    return texts.stream()
        .flatMap(text -> terminal.paragraph(INDENT, INDENT + INDENT, text).stream())
        .toList();
  }

  private void left(long number, String which) {
    if (number > 0) {
      out.printf("%s… and %,d more %s; --all shows them%n", INDENT, number, which);
    }
  }

  private static String summary(RunCounts runCounts) {
    Map<String, Long> counts = runCounts.counts();
    String scope =
        "%s, %s"
            .formatted(counted(counts, "files", "file"), counted(counts, "findings", "finding"));
    List<String> parts = new ArrayList<>();
    part(parts, counts, "processed", "processed");
    part(parts, counts, "observed", "observed");
    part(parts, counts, "unchanged", "unchanged");
    part(parts, counts, "noMatch", "no match");
    part(parts, counts, "superseded", "superseded");
    part(parts, counts, "unprocessed", "unprocessed");
    part(parts, counts, "failedRules", "rule failed");
    part(parts, counts, "unreadable", "unreadable");
    part(parts, counts, "skipped", "skipped");
    String fates = parts.isEmpty() ? "" : ": " + String.join(", ", parts);
    return scope
        + fates
        + (counts.containsKey("calls") ? "; " + counted(counts, "calls", "update call") : "");
  }

  private static void part(
      List<String> parts, Map<String, Long> counts, String name, String words) {
    long number = counts.getOrDefault(name, 0L);
    if (number > 0) {
      parts.add("%,d %s".formatted(number, words));
    }
  }

  private static String counted(Map<String, Long> counts, String name, String noun) {
    return Text.counted(counts.getOrDefault(name, 0L), noun);
  }
}
