package io.quell.infra.function;

import io.quell.infra.options.Options;
import io.quell.infra.pattern.FindingPattern;
import io.quell.infra.permissions.PermittedChanges;
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
  /// @param options which formats it takes, and whether its role may change anything
  public static String of(
      List<FindingPattern> patterns, PermittedChanges changes, Options options) {
    Stream<String> permitted =
        changes.fields().entrySet().stream()
            .map(
                field ->
                    field.getKey().name()
                        + field.getValue().stream().map(Enum::name).sorted().toList())
            .sorted();
    Stream<String> others =
        Stream.of(
            "notes " + changes.notes(),
            options.intake().formatsText(),
            options.mode().name(),
            options.rules().name(),
            "book %s, before %s"
                .formatted(
                    options.book().own(), options.book().former().stream().sorted().toList()),
            "watch " + options.intake().watch(),
            "key " + options.organization().key(),
            "reads " + (options.updates().lateMinutes() > 0));
    String all =
        String.join(
            "\n",
            Stream.of(patterns.stream().map(pattern -> ordered(pattern.json())), permitted, others)
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
