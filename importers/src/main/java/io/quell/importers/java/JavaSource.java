package io.quell.importers.java;

import io.quell.value.Characters;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One Java file being written: its imports, gathered as names are used, and its body.
final class JavaSource {
  private static final int MOST_PAIRS = 10;

  private final String inPackage;
  private final Set<String> statics = new TreeSet<>();
  private final Set<String> types = new TreeSet<>();

  JavaSource(String inPackage) {
    this.inPackage = inPackage;
  }

  /// Imports a type and answers its simple name.
  String type(Class<?> type) {
    return type(type.getCanonicalName());
  }

  /// Imports a type by its full name and answers its simple name.
  String type(String name) {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    if (!name.equals("java.lang." + simple) && !name.equals(inPackage + "." + simple)) {
      types.add(name);
    }
    return simple;
  }

  /// Imports a static member and answers its name.
  String member(String type, String name) {
    statics.add(type + "." + name);
    return name;
  }

  /// A constant, qualified by its type.
  String constant(Enum<?> constant) {
    return type(constant.getDeclaringClass()) + "." + constant.name();
  }

  /// The whole file.
  String file(String body) {
    String imports =
        statics.stream().map("import static %s;\n"::formatted).collect(Collectors.joining());
    return "package %s;\n\n%s%s%s\n%s"
        .formatted(
            inPackage,
            imports,
            imports.isEmpty() ? "" : "\n",
            types.stream().map("import %s;\n"::formatted).collect(Collectors.joining()),
            body);
  }

  /// A value of JSON.
  String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> text(text);
      case Map<?, ?> members -> map(members);
      case List<?> elements ->
          type(List.class)
              + elements.stream().map(this::value).collect(Collectors.joining(", ", ".of(", ")"));
      case Long number -> number + "L";
      case BigDecimal number -> number(number);
      default -> value.toString();
    };
  }

  private String number(BigDecimal number) {
    if (number.scale() > 0) {
      return number.toString();
    }
    String digits = number.toBigInteger().toString();
    return switch (number.toBigInteger().bitLength() / 32) {
      case 0 -> digits;
      case 1 -> digits + "L";
      default -> "new %s(%s)".formatted(type(BigDecimal.class), text(digits));
    };
  }

  private String map(Map<?, ?> members) {
    String map = type(Map.class);
    if (members.size() <= MOST_PAIRS) {
      return map
          + members.entrySet().stream()
              .map(member -> value(member.getKey()) + ", " + value(member.getValue()))
              .collect(Collectors.joining(", ", ".of(", ")"));
    }
    return map
        + members.entrySet().stream()
            .map(
                member ->
                    "%s.entry(%s, %s)"
                        .formatted(map, value(member.getKey()), value(member.getValue())))
            .collect(Collectors.joining(", ", ".ofEntries(", ")"));
  }

  /// Texts, one after another, in quotes.
  static String texts(List<String> texts) {
    return texts.stream().map(JavaSource::text).collect(Collectors.joining(", "));
  }

  static String texts(String... texts) {
    return texts(Arrays.asList(texts));
  }

  /// A text in quotes.
  static String text(String text) {
    var literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default ->
                    literal.append(
                        Characters.isPlain(character)
                            ? Character.toString(character)
                            : escaped(character));
              }
            });
    return literal.append('"').toString();
  }

  private static String escaped(int character) {
    return Character.toString(character)
        .chars()
        .mapToObj("\\u%04x"::formatted)
        .collect(Collectors.joining());
  }

  /// A text as a part of a comment of one line. Java reads Unicode escapes before it knows of
  /// comments, so that an escaped line feed would end this one: a backslash becomes a slash. What
  /// breaks lines or is not seen becomes a space.
  static String comment(String text) {
    return text.codePoints()
        .map(character -> character == '\\' ? '/' : Characters.isPlain(character) ? character : ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}
