package io.quell.cli.report;

import io.quell.cli.terminal.Style;
import io.quell.cli.terminal.Text;
import io.quell.cli.terminal.TextOutput;
import io.quell.value.ShortText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sentences, each with how often it was said and the names of some that it was said of. There are
/// never more than so many, however many findings come: the others are counted together.
public final class Reasons {
  private static final int MOST = 50;
  private static final int MOST_NAMES = 3;
  private static final int MOST_LINES = 2;
  private static final int LONGEST_NAME = 400;
  private static final String OTHERS = "for other reasons";

  /// What a sentence is said of.
  public static final class Said {
    private final List<String> names = new ArrayList<>();
    private long number;

    /// How often it is said.
    public long number() {
      return number;
    }

    /// Some that it is said of.
    public List<String> names() {
      return names;
    }
  }

  private final Map<String, Said> sentences = new LinkedHashMap<>();

  /// Adds one that a sentence is said of.
  public void add(String sentence, String name) {
    String key = sentences.containsKey(sentence) || sentences.size() < MOST ? sentence : OTHERS;
    Said said = sentences.computeIfAbsent(key, _ -> new Said());
    said.number++;
    if (said.names.size() < MOST_NAMES) {
      said.names.add(ShortText.tidy(name, LONGEST_NAME));
    }
  }

  /// The sentences in the order in which they first came up.
  public Map<String, Said> all() {
    return sentences;
  }

  /// Whether nothing was said.
  public boolean isEmpty() {
    return sentences.isEmpty();
  }

  /// Prints them for people: each sentence with its number and the names of some.
  ///
  /// @param most so many sentences, each in a few lines; the others are counted together
  /// @param names so many names of each
  /// @param noun what is counted, such as `finding`
  public void print(TextOutput out, int most, int names, String noun) {
    sentences.entrySet().stream()
        .limit(most)
        .forEach(entry -> print(out, names, noun, entry.getKey(), entry.getValue()));
    long others = sentences.values().stream().skip(most).mapToLong(Said::number).sum();
    if (others > 0) {
      out.paragraph(1, Style.PLAIN, "… and for other reasons: " + Text.counted(others, noun));
    }
  }

  private static void print(TextOutput out, int names, String noun, String sentence, Said said) {
    List<String> shown = said.names().stream().limit(names).toList();
    if (said.number() == 1 && shown.size() == 1) {
      out.paragraph(
          1, Style.PLAIN, Text.plain("%s: %s".formatted(shown.getFirst(), sentence)), MOST_LINES);
      return;
    }
    out.paragraph(
        1,
        Style.PLAIN,
        Text.plain(
            "%s%s: %s"
                .formatted(
                    Text.counted(said.number(), noun),
                    names == 1 ? ", such as " + shown.getFirst() : "",
                    sentence)),
        MOST_LINES);
    if (names == 1) {
      return;
    }
    shown.forEach(name -> out.paragraph(2, Style.DIM, Text.plain(name), MOST_LINES));
  }
}
