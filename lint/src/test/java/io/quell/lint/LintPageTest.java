package io.quell.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.lint.book.LintOptions;
import io.quell.lint.problem.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page for people has every check as the code has it.
final class LintPageTest {
  private static final Path PAGE = Path.of("../docs/lint.md");

  /// A row of the table. Its anchor is the address that reports give for the check.
  private static String row(Check check) {
    return "| <a id=\"%s\"></a>`%s` | %s | A rule %s. | %s |"
        .formatted(
            check.id(),
            check.id(),
            check.level().name().toLowerCase(Locale.ROOT),
            check.finds(),
            check.advice());
  }

  /// Where it fails, the message has the table as it should be.
  @Test
  void hasEveryCheck() throws IOException {
    String table =
        "| check | level | what it finds | what to do |\n|---|---|---|---|\n"
            + Stream.of(Check.values()).map(LintPageTest::row).collect(Collectors.joining("\n"));
    assertThat(Files.readString(PAGE)).contains(table);
  }

  @Test
  void saysWhatTheLimitsAre() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("%d days".formatted(LintOptions.SOON_DAYS))
        .contains("%.0f %%".formatted(100 * LintOptions.MOST_SHARE));
  }
}
