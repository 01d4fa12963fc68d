package io.quell.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// A line that a workflow of GitHub shows beside a line of a file: the workflow commands `error`,
/// `warning` and `notice`, written as GitHub's own toolkit writes them (`@actions/core`).
///
/// @param kind how bad it is
/// @param title a few words
/// @param message what is wrong; it may have several lines
/// @param file the path of the file from the repository's folder; empty where it is about none
/// @param line the line, from 1, where it is known
/// @param column the column, from 1, where it is known
public record GithubAnnotation(
    AnnotationKind kind,
    String title,
    String message,
    String file,
    OptionalInt line,
    OptionalInt column) {

  /// How bad it is, the worst first.
  public enum AnnotationKind {
    ERROR,
    WARNING,
    NOTICE
  }

  /// An annotation of the workflow alone, without a file.
  public static GithubAnnotation of(AnnotationKind kind, String title, String message) {
    return new GithubAnnotation(kind, title, message, "", OptionalInt.empty(), OptionalInt.empty());
  }

  /// The workflow command, on one line.
  @Override
  public String toString() {
    Map<String, String> properties = new LinkedHashMap<>();
    if (!file.isEmpty()) {
      properties.put("file", file);
      line.ifPresent(number -> properties.put("line", String.valueOf(number)));
      column.ifPresent(number -> properties.put("col", String.valueOf(number)));
    }
    properties.put("title", title);
    return "::%s %s::%s"
        .formatted(
            kind.name().toLowerCase(Locale.ROOT),
            properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property(property.getValue()))
                .collect(Collectors.joining(",")),
            data(message));
  }

  /// GitHub reads only these three of a message; the percent sign comes first, for it is in the
  /// others.
  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
