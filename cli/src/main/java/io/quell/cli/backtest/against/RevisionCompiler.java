package io.quell.cli.backtest.against;

import io.quell.cli.command.FailedException;
import io.quell.cli.terminal.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles rule classes in memory, against the Quell that runs.
final class RevisionCompiler {
  /// As many errors as a person reads; the others most often follow from them.
  private static final int MOST_ERRORS = 10;
  private static final String JAVA = ".java";

  private RevisionCompiler() {}

  /// A source file.
  private static final class Source extends SimpleJavaFileObject {
    private final String path;
    private final String text;

    Source(String path, byte[] content) {
      super(URI.create("revision:///" + path.replace(' ', '_')), Kind.SOURCE);
      this.path = path;
      this.text = new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /// A class file.
  private static final class Compiled extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Compiled(String className) {
      super(URI.create("revision:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  /// Keeps class files in memory, and reads all else from the class path.
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Compiled> classes = new HashMap<>();

    InMemory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return classes.computeIfAbsent(className, Compiled::new);
    }
  }

  /// Compiles sources.
  ///
  /// @param revision what the revision is called in messages
  /// @param sources the sources by their paths
  /// @param folder the folder that the paths are counted from, for messages
  /// @return the class files by the names of their classes
  /// @throws FailedException where they do not compile, with the compiler's words and what to do
  static Map<String, byte[]> compile(String revision, Map<String, byte[]> sources, String folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new FailedException(
          "the Java that runs has no compiler for the rule classes of %s: run Quell with a JDK"
              .formatted(revision));
    }
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (var files =
        new InMemory(
            compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8))) {
      List<Source> units =
          sources.entrySet().stream()
              .filter(file -> file.getKey().endsWith(JAVA))
              .map(file -> new Source(file.getKey(), file.getValue()))
              .toList();
      boolean isCompiled =
          compiler
              .getTask(
                  Writer.nullWriter(),
                  files,
                  problems,
                  List.of("-proc:none", "-nowarn", "-classpath", classPath()),
                  null,
                  units)
              .call();
      if (!isCompiled) {
        throw refused(revision, folder, problems.getDiagnostics());
      }
      Map<String, byte[]> classes = new HashMap<>();
      files.classes.forEach((name, compiled) -> classes.put(name, compiled.bytes.toByteArray()));
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path", "");
  }

  private static FailedException refused(
      String revision, String folder, List<Diagnostic<? extends JavaFileObject>> problems) {
    List<Diagnostic<? extends JavaFileObject>> errors =
        problems.stream().filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR).toList();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "the rule classes of %s do not compile against the Quell that runs:".formatted(revision));
    errors.stream().limit(MOST_ERRORS).map(error -> said(folder, error)).forEach(sentences::add);
    if (errors.size() > MOST_ERRORS) {
      sentences.add("and %d more".formatted(errors.size() - MOST_ERRORS));
    }
    sentences.add(
        "compare without its classes, with '--against rules.yaml' as that revision has the file;"
            + " or check the revision out, run 'quell backtest --json' there, and compare the two");
    return new FailedException(sentences);
  }

  private static String said(String folder, Diagnostic<? extends JavaFileObject> error) {
    String message = Text.plain(error.getMessage(Locale.ROOT)).replaceAll("  +", " ").strip();
    return error.getSource() instanceof Source source
        ? "%s/%s:%d: %s".formatted(folder, source.path, error.getLineNumber(), message)
        : message;
  }
}
