package io.quell.compile;

import io.quell.compile.pattern.FindingPattern;
import io.quell.compile.permission.PermittedChanges;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a version of the function needs of the rest of the stack: event patterns that let its
/// findings in, and a role that may set what it sets. An alias turns back neither, so `quell
/// rollback --code` turns to a version only where this is the same.
public final class BookHash {
  /// The function's variable that has it.
  public static final String VARIABLE = "QUELL_BOOK_HASH";

  private static final int LENGTH = 12;

  private BookHash() {}

  /// The first 12 hexadecimal digits of a SHA-256 over it.
  ///
  /// @param patterns which findings start the function
  /// @param changes what it may set
  /// @param others what else patterns and role depend on, a text each
  public static String of(
      List<FindingPattern> patterns, PermittedChanges changes, List<String> others) {
    Stream<String> permitted =
        changes.fields().entrySet().stream()
            .map(
                field ->
                    field.getKey().name()
                        + field.getValue().stream().map(Enum::name).sorted().toList())
            .sorted();
    String all =
        String.join(
            "\n",
            Stream.of(
                    patterns.stream().map(pattern -> ordered(pattern.json())),
                    permitted,
                    Stream.of("notes " + changes.notes()),
                    others.stream())
                .flatMap(lines -> lines)
                .toList());
    return digest(all);
  }

  /// The same text for the same value, in whichever order its members come.
  private static String ordered(Object value) {
    return switch (value) {
      case Map<?, ?> members ->
          members.entrySet().stream()
              .map(member -> member.getKey() + "=" + ordered(member.getValue()))
              .sorted()
              .toList()
              .toString();
      case List<?> items -> items.stream().map(BookHash::ordered).toList().toString();
      default -> value.toString();
    };
  }

  private static String digest(String all) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)))
          .substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
