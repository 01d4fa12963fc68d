package io.quell.cli.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds what the documentation gives Maven against the modules and tests that there are.
final class MavenArguments {
  private MavenArguments() {}

  /// The first module or test that does not exist.
  static Optional<String> mistake(Path project, List<String> arguments) throws IOException {
    for (int at = 0; at < arguments.size(); at++) {
      String argument = arguments.get(at);
      if (argument.equals("-pl")) {
        for (String module : arguments.get(at + 1).split(",", -1)) {
          if (!Files.exists(project.resolve(module).resolve("pom.xml"))) {
            return Optional.of("there is no module '%s'".formatted(module));
          }
        }
      } else if (argument.matches("-D(it\\.)?test=.*")) {
        for (String test : argument.replaceFirst(".*?=", "").split(",", -1)) {
          if (!isTest(project, test.replaceFirst("#.*", ""))) {
            return Optional.of("there is no test '%s'".formatted(test));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isTest(Path project, String name) throws IOException {
    try (Stream<Path> modules = Files.list(project)) {
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            if (files.anyMatch(file -> file.endsWith(name + ".java"))) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }
}
