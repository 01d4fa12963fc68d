package io.quell.infra;

import io.quell.rule.RuleBook;
import io.quell.testing.SampleRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.ServiceLoader;

/// The function's jar as the build has made it.
final class BuiltFunction {
  static final Path JAR = Project.path("function/target/quell-function.jar");
  // Stays open: a rule may need more classes when it decides.
  private static final URLClassLoader LOADER = loader();

  private BuiltFunction() {}

  /// The jar with the tests' rule book in place of its own, whose rules are the deployment's: they
  /// can be others, and have a last day.
  static List<Path> withTestBook() {
    try {
      Path jar = Files.createTempFile("quell-function", ".jar");
      jar.toFile().deleteOnExit();
      Files.copy(JAR, jar, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem entries = FileSystems.newFileSystem(jar)) {
        Files.writeString(
            entries.getPath("META-INF/services", RuleBook.class.getName()),
            TestBook.class.getName());
      }
      return List.of(jar, origin(TestBook.class), origin(SampleRule.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The jar or the folder that a class was loaded from.
  private static Path origin(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The rule book that the jar was packaged with.
  static RuleBook ruleBook() {
    return ServiceLoader.load(RuleBook.class, LOADER).stream()
        .filter(found -> LOADER.equals(found.type().getClassLoader()))
        .map(ServiceLoader.Provider::get)
        .findFirst()
        .orElseThrow();
  }

  private static URLClassLoader loader() {
    try {
      return new URLClassLoader(new URL[] {JAR.toUri().toURL()});
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
