package io.quell.cli.report;

import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.finding.Note;
import io.quell.run.mark.Marks;
import io.quell.update.ReservedFields;
import io.quell.update.Update;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The notes that are written on findings: each text once, with how many findings get it, and never
/// more than so many texts.
public final class NoteTexts {
  private static final int MOST_HELD = 200;
  private static final int LINES_OF_FEW = 8;
  private static final int LINES_OF_MANY = 2;

  private final Map<String, Long> texts = new LinkedHashMap<>();
  private long others;

  /// Adds what an update writes. Where somebody else's note stands, Quell's is in a field
  /// beside it.
  public void add(Update update) {
    Optional<String> beside =
        Optional.ofNullable(update.userDefinedFields().get(ReservedFields.NOTE))
            .map(
                text ->
                    "in the field %s, beside the note that is there: %s"
                        .formatted(ReservedFields.NOTE, text));
    update.note().map(Note::text).map(Marks::said).or(() -> beside).ifPresent(this::add);
  }

  private void add(String text) {
    if (texts.containsKey(text) || texts.size() < MOST_HELD) {
      texts.merge(text, 1L, Long::sum);
    } else {
      others++;
    }
  }

  /// Prints them.
  ///
  /// @param title what stands above them
  /// @param most so many texts, in full where there are no more
  /// @return whether there was any
  public boolean print(TextOutput out, String title, int most) {
    if (texts.isEmpty()) {
      return false;
    }
    out.line(0, Style.BOLD, title);
    texts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(most)
        .forEach(
            note ->
                out.paragraph(
                    1,
                    Style.PLAIN,
                    "%s: %s".formatted(Text.counted(note.getValue(), "finding"), note.getKey()),
                    texts.size() <= most ? LINES_OF_FEW : LINES_OF_MANY));
    long left =
        others
            + texts.values().stream()
                .sorted(Comparator.reverseOrder())
                .skip(most)
                .mapToLong(Long::longValue)
                .sum();
    if (left > 0) {
      out.line(
          1,
          Style.PLAIN,
          "… and other notes on %s%s"
              .formatted(
                  Text.counted(left, "finding"), texts.size() > most ? "; --all shows them" : ""));
    }
    return true;
  }
}
