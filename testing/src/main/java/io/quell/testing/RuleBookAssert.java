package io.quell.testing;

import io.quell.book.Book;
import io.quell.rule.Card;
import io.quell.rule.Rule;
import io.quell.rule.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/// What holds for all rules of a book at once: `assertThat(book).listsEveryRuleClass()`.
public final class RuleBookAssert extends AbstractAssert<RuleBookAssert, RuleBook> {
  private static final String CLASS = ".class";
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

  private RuleBookAssert(RuleBook book) {
    super(book, RuleBookAssert.class);
  }

  /// Starts a sentence about a rule book.
  public static RuleBookAssert assertThat(RuleBook book) {
    return new RuleBookAssert(book);
  }

  /// Every card is right, no id is there twice, and the file of rules fits in.
  public RuleBookAssert makesAnEngine() {
    Book book = Book.packaged(actual);
    Assertions.assertThat(book.engine(Clock.systemUTC()).cards())
        .extracting(Card::id)
        .doesNotHaveDuplicates()
        .hasSameSizeAs(book.rules());
    return this;
  }

  /// No rule class of the book's package is forgotten.
  public RuleBookAssert listsEveryRuleClass() {
    Assertions.assertThat(listed())
        .as("the rules that %s lists", actual.getClass().getSimpleName())
        .containsExactlyInAnyOrderElementsOf(
            classes().filter(Rule.class::isAssignableFrom).<Class<?>>map(type -> type).toList());
    return this;
  }

  /// Every rule class has a test beside it: `…Test`, in its package.
  public RuleBookAssert hasATestForEveryRuleClass() {
    Assertions.assertThat(listed())
        .allSatisfy(
            rule ->
                Assertions.assertThat(testMethods(rule))
                    .as("the tests in %sTest", rule.getSimpleName())
                    .isNotEmpty());
    return this;
  }

  private List<Class<?>> listed() {
    return actual.classes().stream().<Class<?>>map(Rule::getClass).toList();
  }

  private Stream<Class<?>> classes() {
    String name = actual.packageName();
    try (Stream<Path> files = Files.list(origin().resolve(name.replace('.', '/')))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(CLASS) && !file.equals("package-info.class"))
          .sorted()
          .map(file -> file.substring(0, file.length() - CLASS.length()))
          .<Class<?>>map(type -> load(name + "." + type))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path origin() {
    try {
      return Path.of(actual.getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, actual.getClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError("there is no class " + name, e);
    }
  }

  private List<String> testMethods(Class<?> rule) {
    return Arrays.stream(load(rule.getName() + "Test").getDeclaredMethods())
        .filter(
            method ->
                Arrays.stream(method.getAnnotations())
                    .anyMatch(mark -> TESTS.contains(mark.annotationType().getSimpleName())))
        .map(java.lang.reflect.Method::getName)
        .toList();
  }
}
