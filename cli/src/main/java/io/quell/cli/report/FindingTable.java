package io.quell.cli.report;

import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import io.quell.cli.terminal.TextOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Findings for people, a row each: the first so many, or all of them. It holds no more than the
/// first rows: where all are shown, those after them are printed as they come, in columns as wide
/// as the first ones need.
public final class FindingTable {
  /// So many rows say how wide the columns have to be.
  private static final int MOST_HELD = 200;

  private final TextOutput out;
  private final boolean all;
  private final int most;
  private final List<ShownFinding> rows = new ArrayList<>();
  private @Nullable Printed printed;
  private long left;

  /// @param all whether every finding is shown
  /// @param most so many are shown otherwise
  public FindingTable(TextOutput out, boolean all, int most) {
    this.out = out;
    this.all = all;
    this.most = most;
  }

  /// The columns that are shown, once the first rows are printed.
  private record Printed(List<Place> places, Table.Layout layout) {}

  /// A column, and what stands in it.
  private record Place(Column column, Function<ShownFinding, Cell> cell) {}

  /// Whether there is no finding.
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// Adds a finding.
  public void add(ShownFinding finding) {
    add(() -> finding);
  }

  /// Adds a finding, which is only made where it is shown.
  public void add(Supplier<ShownFinding> finding) {
    if (printed != null) {
      print(printed, finding.get());
    } else if (all || rows.size() < most) {
      rows.add(finding.get());
      if (all && rows.size() == MOST_HELD) {
        printed = printRows();
      }
    } else {
      left++;
    }
  }

  /// Prints what is not printed yet, and how many are left out.
  ///
  /// @param which which ones those are, with a space before it, and how to see them
  /// @return whether there was any finding
  public boolean finish(String which) {
    if (rows.isEmpty()) {
      return false;
    }
    if (printed == null) {
      printed = printRows();
    }
    out.more(left, which);
    return true;
  }

  private Printed printRows() {
    List<Place> places = places();
    Table table = new Table(places.stream().map(Place::column).toList());
    rows.forEach(row -> table.add(cells(places, row)));
    out.table(table);
    return new Printed(places, table.layout(out.terminal().width(), out.terminal().colours()));
  }

  private void print(Printed columns, ShownFinding finding) {
    out.lines(List.of(columns.layout().line(cells(columns.places(), finding))));
  }

  private static List<Cell> cells(List<Place> places, ShownFinding finding) {
    return places.stream().map(place -> place.cell().apply(finding)).toList();
  }

  /// Account, Region and result are told where they differ, and rules where there are any.
  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    places.add(new Place(new Column("FINDING", 14), row -> new Cell(row.name(), Style.PLAIN)));
    if (differs(ShownFinding::account)) {
      places.add(new Place(new Column("ACCOUNT", 12), row -> cell(row.account())));
    }
    if (differs(ShownFinding::region)) {
      places.add(new Place(new Column("REGION", 12), row -> cell(row.region())));
    }
    if (rows.stream().anyMatch(row -> !row.rules().isEmpty())) {
      places.add(
          new Place(
              Column.ofNames("RULES", 8),
              row -> cell(Optional.of(row.rules()).filter(text -> !text.isEmpty()))));
    }
    places.add(new Place(new Column("CHANGE", 16), ShownFinding::change));
    if (rows.size() == 1 || rows.stream().map(ShownFinding::result).distinct().count() > 1) {
      places.add(new Place(new Column("RESULT", 8), ShownFinding::result));
    }
    return places;
  }

  private boolean differs(Function<ShownFinding, Optional<String>> value) {
    return rows.stream().map(value).distinct().limit(2).count() > 1;
  }

  private static Cell cell(Optional<String> text) {
    return text.map(present -> new Cell(present, Style.PLAIN))
        .orElseGet(() -> new Cell(Cell.NONE, Style.DIM));
  }
}
