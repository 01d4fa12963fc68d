package io.quell.cli.terminal;

import io.quell.value.ShortText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows in columns that are as wide as they must be, and no wider than the terminal.
public final class Table {
  private static final String GAP = "  ";

  /// A column.
  ///
  /// @param title what stands above it
  /// @param narrowest how narrow it may be made where the terminal has no room; its cells are then
  ///     cut
  /// @param isOfNames whether cells are cut in the middle: names differ most often at one end
  public record Column(String title, int narrowest, boolean isOfNames) {
    /// A column whose cells are cut at their ends.
    public Column(String title, int narrowest) {
      this(title, narrowest, false);
    }

    /// A column whose cells are cut in the middle, so that names which begin alike do not end up
    /// the same.
    public static Column ofNames(String title, int narrowest) {
      return new Column(title, narrowest, true);
    }

    /// A column whose cells are never cut.
    public static Column fixed(String title) {
      return new Column(title, Integer.MAX_VALUE);
    }
  }

  /// What stands in one place of the table.
  public record Cell(String text, Style style) {
    /// What stands for no value.
    public static final String NONE = "-";

    public Cell {
      text = Text.plain(text);
    }

    /// A value, or two with an arrow between them where it changes.
    public static Cell change(Optional<String> before, Optional<String> after) {
      return before.equals(after)
          ? new Cell(before.orElse(NONE), Style.PLAIN)
          : new Cell("%s → %s".formatted(before.orElse(NONE), after.orElse(NONE)), Style.CYAN);
    }
  }

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /// A table without rows.
  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /// Adds a row, a cell for each column.
  public void add(List<Cell> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row needs %d cells, not %d".formatted(columns.size(), row.size()));
    }
    rows.add(List.copyOf(row));
  }

  /// How many rows there are.
  public int size() {
    return rows.size();
  }

  /// Whether there is no row.
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// The lines: the titles, then the rows.
  public List<String> lines(int width, boolean colours) {
    int[] widths = widths(width);
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            columns.stream().map(column -> new Cell(column.title(), Style.BOLD)).toList(),
            widths,
            colours));
    rows.forEach(row -> lines.add(line(row, widths, colours)));
    return lines;
  }

  private int[] widths(int width) {
    int[] widths =
        IntStream.range(0, columns.size())
            .map(
                at ->
                    Math.max(
                        columns.get(at).title().length(),
                        rows.stream().mapToInt(row -> row.get(at).text().length()).max().orElse(0)))
            .toArray();
    int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - width;
    while (excess > 0) {
      int widest = -1;
      for (int at = 0; at < widths.length; at++) {
        if (widths[at] > columns.get(at).narrowest()
            && (widest < 0 || widths[at] > widths[widest])) {
          widest = at;
        }
      }
      if (widest < 0) {
        break; // every column is as narrow as it may be
      }
      widths[widest]--;
      excess--;
    }
    return widths;
  }

  private String line(List<Cell> cells, int[] widths, boolean colours) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            at -> {
              Cell cell = cells.get(at);
              String text =
                  columns.get(at).isOfNames()
                      ? ShortText.inTheMiddle(cell.text(), widths[at])
                      : ShortText.tidy(cell.text(), widths[at]);
              String padding =
                  at == widths.length - 1 ? "" : " ".repeat(widths[at] - text.length());
              return cell.style().on(text, colours) + padding;
            })
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
