package io.quell.cli.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A file of rules as people write it, whose comments and order stay.
final class RuleFileText {
  private static final Pattern EMPTY_LIST = Pattern.compile("(rules:)\\s*\\[\\s*](\\s*(#.*)?)");
  private static final Pattern LIST = Pattern.compile("rules:\\s*(#.*)?");
  private static final Pattern ITEM = Pattern.compile("( *)- .*");
  private static final Pattern NEXT_MEMBER = Pattern.compile("[^\\s#-].*|---.*");
  private static final int USUAL_INDENT = 2;

  private RuleFileText() {}

  /// The file with one more entry at the end of its rules; empty where its list is not written
  /// below a line `rules:`. Whoever calls has to read what comes out.
  ///
  /// @param entry the entry, not indented
  static Optional<String> with(String file, String entry) {
    String end = file.contains("\r\n") ? "\r\n" : "\n";
    List<String> lines = new ArrayList<>(file.lines().toList());
    int list = first(lines, 0, EMPTY_LIST);
    if (list >= 0) {
      Matcher empty = EMPTY_LIST.matcher(lines.get(list));
      if (empty.matches()) {
        lines.set(list, empty.group(1) + empty.group(2).stripTrailing());
      }
      lines.addAll(list + 1, entry.indent(USUAL_INDENT).lines().toList());
      return Optional.of(String.join(end, lines) + end);
    }
    list = first(lines, 0, LIST);
    int item = first(lines, list + 1, ITEM);
    if (list < 0 || item < 0) {
      return Optional.empty();
    }
    Matcher found = ITEM.matcher(lines.get(item));
    int indent = found.matches() ? found.group(1).length() : USUAL_INDENT;
    List<String> added = new ArrayList<>(List.of(""));
    added.addAll(entry.indent(indent).lines().toList());
    lines.addAll(endOfList(lines, item), added);
    return Optional.of(String.join(end, lines) + end);
  }

  private static int first(List<String> lines, int from, Pattern form) {
    return IntStream.range(from, lines.size())
        .filter(at -> form.matcher(lines.get(at)).matches())
        .findFirst()
        .orElse(-1);
  }

  /// The line after the last of the list. What stands above the next member, at the margin, is
  /// about that one.
  private static int endOfList(List<String> lines, int item) {
    int next = first(lines, item + 1, NEXT_MEMBER);
    int end = next < 0 ? lines.size() : next;
    while (lines.get(end - 1).isBlank() || (next >= 0 && lines.get(end - 1).startsWith("#"))) {
      end--;
    }
    return end;
  }
}
