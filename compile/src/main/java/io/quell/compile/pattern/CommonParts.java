package io.quell.compile.pattern;

import io.quell.compile.pattern.matcher.Matcher;
import io.quell.compile.pattern.matcher.Size;
import io.quell.compile.pattern.matcher.TextTests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Values that begin alike, as a tree of their beginnings, any of which may take the place of all
/// values below it: `S3.1` that of `S3.1`, `S3.10` and `S3.11`. Endings are beginnings read
/// backwards.
final class CommonParts {
  /// How some of the values begin.
  static final class Part {
    private final String beginning;
    private final @Nullable Part parent;
    private final Matcher matcher;
    private final int longest;
    private final SortedSet<Matcher> values = new TreeSet<>();
    private final List<Part> children = new ArrayList<>();
    private int size;
    private boolean isWritten;

    private Part(String beginning, @Nullable Part parent, Matcher matcher, int longest) {
      this.beginning = beginning;
      this.parent = parent;
      this.matcher = matcher;
      this.longest = longest;
    }

    /// How many characters are lost of the longest value where the beginning is written.
    int loss() {
      return longest - beginning.length();
    }

    /// How many characters a pattern gets shorter where the beginning is written in place of the
    /// values.
    int saving() {
      return isBelowWritten() ? 0 : size - Size.ofElement(matcher);
    }

    String text() {
      return matcher.text();
    }

    private boolean isBelowWritten() {
      return isWritten || (parent != null && parent.isBelowWritten());
    }

    /// Writes the beginning in place of the values.
    void write() {
      int saving = saving();
      isWritten = true;
      for (Part at = this; at != null; at = at.parent) {
        at.size -= saving;
      }
    }

    private void collect(SortedSet<Matcher> found) {
      if (isWritten) {
        found.add(matcher);
        return;
      }
      found.addAll(values);
      children.forEach(child -> child.collect(found));
    }
  }

  /// A value with its text in the direction in which it is read.
  private record DirectedValue(String text, Matcher value) {}

  private final boolean backwards;
  private final Part root;
  private final List<Part> common = new ArrayList<>();

  private CommonParts(SortedSet<Matcher> values, boolean backwards) {
    this.backwards = backwards;
    List<DirectedValue> directed =
        values.stream()
            .map(value -> new DirectedValue(reversed(value.text()), value))
            .sorted(Comparator.comparing(DirectedValue::text).thenComparing(DirectedValue::value))
            .toList();
    root = part("", null, directed);
    grow(root, directed);
  }

  /// Of values, or beginnings, of strings.
  static CommonParts beginnings(SortedSet<Matcher> values) {
    return new CommonParts(values, false);
  }

  /// Of endings of strings.
  static CommonParts endings(SortedSet<Matcher> values) {
    return new CommonParts(values, true);
  }

  private String reversed(String text) {
    return backwards ? new StringBuilder(text).reverse().toString() : text;
  }

  private Part part(String beginning, @Nullable Part parent, List<DirectedValue> below) {
    String whole = reversed(TextTests.wholeCharacters(beginning));
    Part part =
        new Part(
            beginning,
            parent,
            backwards ? new Matcher.Suffix(whole) : new Matcher.Prefix(whole),
            below.stream().mapToInt(one -> one.text().length()).max().orElse(0));
    part.size = below.stream().mapToInt(one -> Size.ofElement(one.value())).sum();
    return part;
  }

  /// @param below what begins like the part, in order
  private void grow(Part part, List<DirectedValue> below) {
    int length = part.beginning.length();
    int from = 0;
    while (from < below.size() && below.get(from).text().length() == length) {
      part.values.add(below.get(from++).value());
    }
    while (from < below.size()) {
      char next = below.get(from).text().charAt(length);
      int to = from;
      while (to < below.size() && below.get(to).text().charAt(length) == next) {
        to++;
      }
      List<DirectedValue> alike = below.subList(from, to);
      Part child =
          part(commonBeginning(alike.getFirst().text(), alike.getLast().text()), part, alike);
      part.children.add(child);
      if (alike.size() > 1 && !child.text().isEmpty()) {
        common.add(child);
      }
      grow(child, alike);
      from = to;
    }
  }

  private static String commonBeginning(String one, String other) {
    int length = 0;
    while (length < Math.min(one.length(), other.length())
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return one.substring(0, length);
  }

  /// The beginnings that several values have in common.
  List<Part> parts() {
    return Collections.unmodifiableList(common);
  }

  /// The values, or what is written in their place.
  SortedSet<Matcher> values() {
    SortedSet<Matcher> found = new TreeSet<>();
    root.collect(found);
    return found;
  }
}
