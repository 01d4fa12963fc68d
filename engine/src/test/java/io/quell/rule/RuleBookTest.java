package io.quell.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which rule book is found on a class path.
final class RuleBookTest {
  private static final String SERVICE = "META-INF/services/io.quell.rule.RuleBook";

  @TempDir private Path folder;

  /// A book that tests put on the class path.
  public static final class Alpha implements RuleBook {
    @Override
    public List<Rule> classes() {
      return List.of();
    }
  }

  /// Another one.
  public static final class Beta implements RuleBook {
    @Override
    public List<Rule> classes() {
      return List.of();
    }
  }

  /// A loader whose class path has a folder for each of these lists of books, as it has a jar for
  /// each dependency.
  private URLClassLoader classPath(List<?>... jars) throws IOException {
    var urls = new URL[jars.length];
    for (int at = 0; at < jars.length; at++) {
      Path jar = folder.resolve("jar" + at);
      Path service = jar.resolve(SERVICE);
      Files.createDirectories(service.getParent());
      Files.write(service, jars[at].stream().map(book -> ((Class<?>) book).getName()).toList());
      urls[at] = jar.toUri().toURL();
    }
    return new URLClassLoader(urls, RuleBookTest.class.getClassLoader());
  }

  @Test
  void saysWhereToNameOneIfThereIsNone() throws IOException {
    String message =
        "there is no rule book on the class path: name the class that implements"
            + " io.quell.rule.RuleBook in META-INF/services/io.quell.rule.RuleBook";
    try (URLClassLoader none = classPath()) {
      assertThatIllegalStateException().isThrownBy(() -> RuleBooks.only(none)).withMessage(message);
    }
    assertThatIllegalStateException().isThrownBy(RuleBook::find).withMessage(message);
  }

  @Test
  void findsTheOnlyOne() throws IOException {
    try (URLClassLoader one = classPath(List.of(Alpha.class))) {
      assertThat(RuleBooks.only(one)).isInstanceOf(Alpha.class);
    }
  }

  @Test
  void findsTheOnlyOneAlthoughTheClassPathNamesItTwice() throws IOException {
    try (URLClassLoader one = classPath(List.of(Alpha.class), List.of(Alpha.class))) {
      assertThat(RuleBooks.only(one)).isInstanceOf(Alpha.class);
    }
  }

  @Test
  void namesAllWhereThereAreTwo() throws IOException {
    try (URLClassLoader two = classPath(List.of(Beta.class), List.of(Alpha.class))) {
      assertThatIllegalStateException()
          .isThrownBy(() -> RuleBooks.only(two))
          .withMessage(
              "there are 2 rule books on the class path, of which one can run:"
                  + " io.quell.rule.RuleBookTest$Alpha, io.quell.rule.RuleBookTest$Beta");
    }
  }

  @Test
  void saysWhichOneIsNamedThatIsNotThere() throws IOException {
    Path service = folder.resolve("jar").resolve(SERVICE);
    Files.createDirectories(service.getParent());
    Files.writeString(service, "org.example.GoneBook\n");
    try (URLClassLoader gone =
        new URLClassLoader(
            new URL[] {folder.resolve("jar").toUri().toURL()},
            RuleBookTest.class.getClassLoader())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> RuleBooks.only(gone))
          .withMessageContaining("the rule book that META-INF/services names cannot be used")
          .withMessageContaining("org.example.GoneBook");
    }
  }

  /// Lambda runs its handlers with a loader of its own choice in the thread; the book is beside
  /// Quell's classes all the same.
  @Test
  void doesNotAskTheThreadsOwnLoader() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader one = classPath(List.of(Alpha.class))) {
      thread.setContextClassLoader(one);
      assertThatIllegalStateException().isThrownBy(RuleBook::find);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
