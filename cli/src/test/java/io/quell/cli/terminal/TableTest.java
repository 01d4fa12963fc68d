package io.quell.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.terminal.Table.Cell;
import io.quell.cli.terminal.Table.Column;
import io.quell.value.ShortText;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
  private static Table table(String... names) {
    var table = new Table(List.of(Column.ofNames("RULE", 12), Column.fixed("N")));
    for (String name : names) {
      table.add(List.of(new Cell(name, Style.PLAIN), new Cell("1", Style.PLAIN)));
    }
    return table;
  }

  @Test
  void keepsNamesApartThatBeginAlike() {
    assertThat(table("suppress-s3-log-buckets-eu", "suppress-s3-log-buckets-us").lines(17, false))
        .containsExactly("RULE            N", "suppres…ets-eu  1", "suppres…ets-us  1");
  }

  @Test
  void cutsNothingWhereThereIsRoom() {
    assertThat(table("suppress-s3-log-buckets-eu").lines(80, false))
        .contains("suppress-s3-log-buckets-eu  1");
  }

  @Test
  void cutsInTheMiddleNeverInsideACharacter() {
    assertThat(ShortText.inTheMiddle("abcdefgh", 8)).isEqualTo("abcdefgh");
    assertThat(ShortText.inTheMiddle("abcdefgh", 5)).isEqualTo("ab…gh");
    assertThat(ShortText.inTheMiddle("abcdefgh", 6)).isEqualTo("abc…gh");
    assertThat(ShortText.inTheMiddle("abcde😀h", 5)).isEqualTo("ab…h");
    assertThat(ShortText.inTheMiddle("abcdefgh", 2)).isEqualTo("a…");
  }
}
