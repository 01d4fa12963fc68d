package io.quell.cli.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A block of code on a page of the documentation.
///
/// @param page the page, from the project's folder
/// @param line the number of the first line inside the block
/// @param language what it is written in, such as `sh`
/// @param words what else its fence says, such as `run` or `file=rules.yaml`
/// @param text its lines, each with its end
record DocumentedBlock(String page, int line, String language, List<String> words, String text) {
  private static final Pattern FENCE = Pattern.compile("( *)```(.*)");

  /// All blocks of a page, in their order.
  ///
  /// @param project the project's folder
  static List<DocumentedBlock> of(Path project, String page) throws IOException {
    List<DocumentedBlock> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(project.resolve(page));
    for (int at = 0; at < lines.size(); at++) {
      Matcher fence = FENCE.matcher(lines.get(at));
      if (!fence.matches()) {
        continue;
      }
      int begin = at + 1;
      do {
        at++;
      } while (at < lines.size() && !lines.get(at).strip().equals("```"));
      if (at == lines.size()) {
        throw new AssertionError(page + ":" + begin + ": this block has no end");
      }
      List<String> words = List.of(fence.group(2).strip().split(" +", -1));
      StringBuilder text = new StringBuilder();
      for (String line : lines.subList(begin, at)) {
        int indent = Math.min(fence.group(1).length(), line.length());
        text.append(line, indent, line.length()).append('\n');
      }
      blocks.add(
          new DocumentedBlock(
              page, begin + 1, words.getFirst(), words.subList(1, words.size()), text.toString()));
    }
    return blocks;
  }

  /// Whether its fence says this word.
  boolean is(String word) {
    return words.contains(word);
  }

  /// What its fence says behind `NAME=`.
  Optional<String> value(String name) {
    return words.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst();
  }

  /// A sentence about one of its lines.
  ///
  /// @param offset how many lines below the first
  String says(int offset, String what) {
    return page + ":" + (line + offset) + ": " + what;
  }
}
