package io.quell.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.terminal.GithubAnnotation.AnnotationKind;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A workflow command is one line that GitHub's runner takes apart again: at the first `::` after
/// the properties, at commas and equals signs, and then by the escapes, the percent sign last.
final class GithubAnnotationTest {
  private static final Pattern COMMAND = Pattern.compile("::([a-z]+) ([^:]*)::(.*)");

  private static String unescaped(String text) {
    return text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%");
  }

  /// The properties as the runner reads them, the message under `message`, the command under `::`.
  private static Map<String, String> read(String line) {
    Matcher command = COMMAND.matcher(line);
    assertThat(command.matches()).as(line).isTrue();
    Map<String, String> read = new HashMap<>();
    read.put("::", command.group(1));
    for (String property : command.group(2).split(",", -1)) {
      String[] parts = property.split("=", 2);
      read.put(parts[0], unescaped(parts[1]));
    }
    read.put(
        "message", command.group(3).replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%"));
    return read;
  }

  @Test
  void isWrittenAsTheDocumentationHasIt() {
    assertThat(
            new GithubAnnotation(
                AnnotationKind.ERROR,
                "YOUR-TITLE",
                "Missing semicolon",
                "app.js",
                OptionalInt.of(1),
                OptionalInt.of(5)))
        .hasToString("::error file=app.js,line=1,col=5,title=YOUR-TITLE::Missing semicolon");
    assertThat(GithubAnnotation.of(AnnotationKind.NOTICE, "Heads up", "Look"))
        .hasToString("::notice title=Heads up::Look");
  }

  @Test
  void comesOutAsItWentIn() {
    String hostile = "a%0Ab, c: 100%25\r\n::error::x, y=z";
    var annotation =
        new GithubAnnotation(
            AnnotationKind.WARNING,
            hostile,
            hostile,
            hostile,
            OptionalInt.of(3),
            OptionalInt.empty());

    assertThat(annotation.toString().lines()).hasSize(1);
    assertThat(read(annotation.toString()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "::", "warning", "file", hostile, "line", "3", "title", hostile, "message",
                hostile));
  }
}
