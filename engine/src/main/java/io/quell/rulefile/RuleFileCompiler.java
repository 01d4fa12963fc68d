package io.quell.rulefile;

import io.quell.finding.Json;
import io.quell.rulefile.Node.Mapping;
import io.quell.rulefile.Node.Scalar;
import io.quell.rulefile.Node.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks a file of rules while the function is built, and writes it as JSON, which the function
/// reads faster when it starts. It is run by the build.
public final class RuleFileCompiler {
  private RuleFileCompiler() {}

  /// The exit code for a file that cannot be used. What else ends the process, such as a class that
  /// is missing, has another, so that the build cannot take one for the other.
  private static final int REFUSED = 3;

  /// Compiles a file, or ends the process with exit code 3 and all that is wrong. The file to write
  /// is gone until then, whatever an earlier build has left: the build looks for it.
  ///
  /// @param args the file to read, the file to write, and the repository's folder, from which
  ///     messages name the file
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Path compiled = Path.of(args[1]);
    String name = name(file, Path.of(args[2]));
    Files.deleteIfExists(compiled);
    try {
      Files.writeString(compiled, json(name, Files.readAllBytes(file)));
    } catch (RuleFileException e) {
      refuse(e.getMessage());
    } catch (NoSuchFileException e) {
      refuse("there is no file of rules, %s; one without rules says 'rules: []'".formatted(name));
    }
  }

  private static void refuse(@Nullable String problems) {
    System.err.println(problems);
    System.err.println(
        "The file of rules cannot be used, and so there is no function: fix the above.");
    System.exit(REFUSED);
  }

  /// The file's name as it lies in the repository, where the build is started.
  private static String name(Path file, Path root) {
    return file.toAbsolutePath().startsWith(root.toAbsolutePath())
        ? root.toAbsolutePath().relativize(file.toAbsolutePath()).toString()
        : file.toString();
  }

  /// The same rules as JSON.
  ///
  /// @param name what problems call the file
  /// @throws RuleFileException where anything is wrong; it has all that is
  public static String json(String name, byte[] content) throws RuleFileException {
    RuleFile.read(name, content);
    Problems problems = new Problems(name);
    return Json.write(
        YamlReader.read(content, problems).map(RuleFileCompiler::value).orElseThrow());
  }

  private static @Nullable Object value(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar.isNothing() ? null : scalar.text();
      case Sequence(_, var items) -> items.stream().map(RuleFileCompiler::value).toList();
      case Mapping(_, var members) -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        members.forEach((name, member) -> values.put(name, value(member.value())));
        yield values;
      }
    };
  }
}
