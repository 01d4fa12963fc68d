package io.quell.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What others have written, as errors, reports and lines of the log quote it. A finding may have
/// 240 KB in one text and a file a million mistakes; Lambda cuts a line of its log after 256 KB, so
/// that it is no JSON any more.
public final class Bounded {
  /// The longest quoted value, in characters.
  public static final int LONGEST_VALUE = 200;
  /// The longest sentence, in characters.
  public static final int LONGEST_SENTENCE = 2_000;
  /// The most items of a list.
  public static final int MOST_ITEMS = 100;
  private static final int DEEPEST = 20;

  private Bounded() {}

  /// A value in a sentence: what follows it stays to be seen.
  public static String value(String text) {
    return cut(text, LONGEST_VALUE);
  }

  /// A sentence that may quote others.
  public static String sentence(String text) {
    return cut(text, LONGEST_SENTENCE);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest
        ? text
        : ShortText.of(text, longest)
            + String.format(Locale.ROOT, " (%,d characters)", text.length());
  }

  /// The first items, and how many more there are.
  public static List<String> items(Collection<String> items) {
    if (items.size() <= MOST_ITEMS) {
      return List.copyOf(items);
    }
    List<String> first = new ArrayList<>(items.stream().limit(MOST_ITEMS).toList());
    first.add(rest(items.size() - MOST_ITEMS));
    return first;
  }

  /// The first items, each cut, and how many more there are, in one text.
  public static String joined(String separator, Collection<String> items) {
    return String.join(separator, items(items).stream().map(Bounded::value).toList());
  }

  /// What stands for so many items that are left out.
  public static String rest(long count) {
    return String.format(Locale.ROOT, "and %,d more", count);
  }

  /// A JSON value with nothing in it longer than this.
  ///
  /// @param longest the longest text, in characters, above what tells of a cut
  /// @param most the most items of a list and members of an object
  public static @Nullable Object json(@Nullable Object value, int longest, int most) {
    return isWithin(value, longest, most, 0) ? value : json(value, longest, most, 0);
  }

  /// Whether nothing has to be cut, as in most lines.
  private static boolean isWithin(@Nullable Object value, int longest, int most, int depth) {
    if (value instanceof String text) {
      return text.length() <= longest;
    }
    if (value instanceof Map<?, ?> members) {
      if (depth > DEEPEST || members.size() > most) {
        return false;
      }
      for (Map.Entry<?, ?> member : members.entrySet()) {
        if (!isWithin(String.valueOf(member.getKey()), longest, most, depth + 1)
            || !isWithin(member.getValue(), longest, most, depth + 1)) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof List<?> items) {
      if (depth > DEEPEST || items.size() > most) {
        return false;
      }
      for (Object item : items) {
        if (!isWithin(item, longest, most, depth + 1)) {
          return false;
        }
      }
    }
    return true;
  }

  private static @Nullable Object json(@Nullable Object value, int longest, int most, int depth) {
    return switch (value) {
      case String text -> cut(text, longest);
      case List<?> _, Map<?, ?> _ when depth > DEEPEST -> ShortText.CUT;
      case List<?> items -> {
        List<@Nullable Object> first = new ArrayList<>();
        items.stream().limit(most).forEach(item -> first.add(json(item, longest, most, depth + 1)));
        if (items.size() > most) {
          first.add(rest(items.size() - (long) most));
        }
        yield first;
      }
      case Map<?, ?> members -> {
        Map<String, @Nullable Object> first = new LinkedHashMap<>();
        members.entrySet().stream()
            .limit(most)
            .forEach(
                member ->
                    first.put(
                        cut(String.valueOf(member.getKey()), longest),
                        json(member.getValue(), longest, most, depth + 1)));
        if (members.size() > most) {
          first.put(ShortText.CUT, rest(members.size() - (long) most));
        }
        yield first;
      }
      case null, default -> value;
    };
  }
}
