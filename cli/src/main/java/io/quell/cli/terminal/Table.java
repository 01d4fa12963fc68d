package io.quell.cli.terminal;

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
  ///
  /// @param text what it says
  /// @param brief what it says where the column is too narrow for that
  public record Cell(String text, String brief, Style style) {
    /// What stands for no value.
    public static final String NONE = "-";

    public Cell {
      boolean isSame = brief.equals(text);
      text = Text.plain(text);
      brief = isSame ? text : Text.plain(brief);
    }

    /// A cell that is cut where the column is too narrow.
    public Cell(String text, Style style) {
      this(text, text, style);
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
    Layout layout = layout(width, colours);
    List<String> lines = new ArrayList<>();
    lines.add(layout.titles());
    rows.forEach(row -> lines.add(layout.line(row)));
    return lines;
  }

  /// How the rows that it has now fit a line. What comes later is cut to the same columns.
  public Layout layout(int width, boolean colours) {
    return new Layout(columns, widths(width), colours);
  }

  private int[] widths(int width) {
    int[] widths =
        IntStream.range(0, columns.size())
            .map(
                at ->
                    Math.max(
                        columns.get(at).title().length(),
                        rows.stream()
                            .mapToInt(row -> TextWidth.of(row.get(at).text()))
                            .max()
                            .orElse(0)))
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

  /// Columns of fixed widths.
  public static final class Layout {
    private final List<Column> columns;
    private final int[] widths;
    private final boolean colours;

    private Layout(List<Column> columns, int[] widths, boolean colours) {
      this.columns = columns;
      this.widths = widths;
      this.colours = colours;
    }

    /// The line above the rows.
    public String titles() {
      return line(columns.stream().map(column -> new Cell(column.title(), Style.BOLD)).toList());
    }

    /// A row, a cell for each column.
    public String line(List<Cell> cells) {
      return IntStream.range(0, widths.length)
          .mapToObj(
              at -> {
                Cell cell = cells.get(at);
                String text = fitted(cell, at);
                String padding =
                    at == widths.length - 1 ? "" : " ".repeat(widths[at] - TextWidth.of(text));
                return cell.style().on(text, colours) + padding;
              })
          .collect(Collectors.joining(GAP))
          .stripTrailing();
    }

    private String fitted(Cell cell, int at) {
      String text = TextWidth.of(cell.text()) <= widths[at] ? cell.text() : cell.brief();
      return columns.get(at).isOfNames()
          ? TextWidth.cutInTheMiddle(text, widths[at])
          : TextWidth.cut(text, widths[at]);
    }
  }
}
