package io.quell.infra.options.file;

import io.quell.infra.options.Deployment;
import io.quell.infra.options.OptionException;
import io.quell.infra.options.OptionProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The file that says how to deploy: `quell.yaml`, or `quell.prod.yaml` where the context has
/// `deployment=prod`. It stands in one folder, at the top of the project.
public final class OptionsFile {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern FILE = Pattern.compile("quell(\\.[A-Za-z0-9_-]+)?\\.yaml");

  private OptionsFile() {}

  /// Reads the file that the context asks for.
  ///
  /// @param folder where the files are
  /// @param context the CDK's
  /// @throws OptionException where the context has an option, there is no such file, or something
  ///     in it is wrong; each problem with its line and column
  public static Deployment read(Path folder, Map<String, ?> context) {
    String file = name(context.get(ContextKeys.DEPLOYMENT));
    ContextKeys.refuseOptions(context, file);
    YamlOptions yaml = YamlOptions.read(file, content(folder, file));
    try {
      return Deployment.of(yaml.values());
    } catch (OptionException e) {
      throw new OptionException(
          e.problems().stream()
              .map(problem -> placed(yaml, file, problem))
              .collect(Collectors.joining("\n")));
    }
  }

  private static String name(@Nullable Object deployment) {
    if (deployment == null) {
      return "quell.yaml";
    }
    if (!(deployment instanceof String name) || !NAME.matcher(name).matches()) {
      throw new OptionException(
          "The context has %s=%s, but it must be the middle of a file's name: -c %s=prod takes quell.prod.yaml."
              .formatted(ContextKeys.DEPLOYMENT, deployment, ContextKeys.DEPLOYMENT));
    }
    return "quell." + name + ".yaml";
  }

  private static byte[] content(Path folder, String file) {
    try {
      Path path = folder.resolve(file);
      if (!Files.isRegularFile(path)) {
        throw new OptionException(
            "There is no %s in %s. It says how to deploy, and the shipped one says what can be in it; there are: %s."
                .formatted(file, folder.toAbsolutePath().normalize(), files(folder)));
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      String found =
          files
              .map(path -> String.valueOf(path.getFileName()))
              .filter(name -> FILE.matcher(name).matches())
              .sorted()
              .collect(Collectors.joining(", "));
      return found.isEmpty() ? "none" : found;
    }
  }

  private static String placed(YamlOptions yaml, String file, OptionProblem problem) {
    return yaml.position(problem.path())
        .map(at -> "%s:%s: %s".formatted(file, at, problem.message()))
        .orElseGet(() -> "%s: %s".formatted(file, problem.message()));
  }
}
