package io.quell.cli.report;

import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Table;
import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A table of names and numbers, the numbers one below the other.
public final class CountTable {
  private static final int NARROWEST_NAME = 16;

  private final List<String> names;
  private final List<String> numbers;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param names what stands above the names
  /// @param numbers what stands above the numbers
  public CountTable(List<String> names, List<String> numbers) {
    this.names = List.copyOf(names);
    this.numbers = List.copyOf(numbers);
  }

  /// Adds a row; a zero is a dash.
  public void add(List<String> ofRow, long... counts) {
    List<String> row = new ArrayList<>(ofRow);
    for (long count : counts) {
      row.add(count == 0 ? Cell.NONE : "%,d".formatted(count));
    }
    rows.add(row);
  }

  /// Whether there is no row.
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// The table with columns as wide as they must be. A column of numbers that are all zero is left
  /// out.
  public Table table() {
    List<Integer> shown =
        IntStream.range(0, names.size() + numbers.size())
            .filter(
                at ->
                    at < names.size()
                        || rows.stream().anyMatch(row -> !row.get(at).equals(Cell.NONE)))
            .boxed()
            .toList();
    Table table = new Table(shown.stream().map(this::column).toList());
    for (List<String> row : rows) {
      table.add(shown.stream().map(at -> cell(at, row.get(at))).toList());
    }
    return table;
  }

  private Column column(int at) {
    return at < names.size()
        ? Column.ofNames(names.get(at), NARROWEST_NAME)
        : Column.fixed(padded(at, numbers.get(at - names.size())));
  }

  private Cell cell(int at, String text) {
    return at < names.size()
        ? new Cell(text, Style.PLAIN)
        : new Cell(padded(at, text), text.equals(Cell.NONE) ? Style.DIM : Style.PLAIN);
  }

  private String padded(int at, String text) {
    int widest =
        Math.max(
            numbers.get(at - names.size()).length(),
            rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    return " ".repeat(widest - text.length()) + text;
  }
}
