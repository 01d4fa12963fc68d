package io.quell.rulefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.criteria.Field;
import io.quell.rulefile.word.Keyword;
import io.quell.rulefile.word.Word;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of the file's words beside Java's has all of both.
final class JavaWordsTest {
  private static final Pattern CODE = Pattern.compile("`([A-Za-z-]+)[^`]*`");

  private static List<String[]> rows() throws IOException {
    String page = Files.readString(Path.of("../docs/rule-file.md"));
    return page.substring(page.indexOf("### The same words in Java"), page.indexOf("## Decisions"))
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|"))
        .toList();
  }

  private static Set<String> words(int column) throws IOException {
    return rows().stream()
        .flatMap(
            row -> CODE.matcher(row[column]).results().map((MatchResult code) -> code.group(1)))
        .collect(Collectors.toSet());
  }

  @Test
  void hasEveryKeyword() throws IOException {
    assertThat(words(1)).containsAll(Word.byWord(Keyword.values()).keySet());
  }

  @Test
  void hasEveryMethodThatMakesATestOfAField() throws IOException {
    Set<String> methods =
        Arrays.stream(Field.class.getMethods())
            .filter(method -> method.getReturnType() == Criteria.class)
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(methods).hasSizeGreaterThan(10);
    assertThat(words(2)).containsExactlyInAnyOrderElementsOf(methods);
  }
}
