package io.quell.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Note;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.run.RuleEngine;
import io.quell.update.Update;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rule that the README shows, and its test, work as they stand there: they are compiled from
/// it.
final class ReadmeRuleTest {
  private static final String NAME = "SuppressAccessLoggingOnLogBuckets";
  private static final String IMPORTS =
      """
      import static io.quell.criteria.Criteria.control;
      import static io.quell.criteria.Criteria.resourceTag;
      import static io.quell.criteria.Field.Named.SEVERITY;
      import static io.quell.finding.SeverityLabel.CRITICAL;
      import static io.quell.testing.Findings.finding;
      import static io.quell.testing.RuleAssert.assertThat;
      import static io.quell.update.Change.SUPPRESSION;
      import static io.quell.update.Decision.suppress;

      import io.quell.criteria.Criteria;
      import io.quell.finding.Finding;
      import io.quell.rule.Rule;
      import io.quell.rule.RuleCard;
      import io.quell.update.Decision;
      import org.junit.jupiter.api.Test;

      """;

  @TempDir private Path folder;
  private final String readme = Files.readString(Path.of("../README.md"));

  @SuppressWarnings("NullAway.Init") // set before each test
  private URLClassLoader loader;

  ReadmeRuleTest() throws IOException {}

  /// A block of code by what it begins with, without its indentation.
  private String shown(String language, String beginning) {
    String begin = "```" + language + "\n";
    for (int at = readme.indexOf(begin); at >= 0; at = readme.indexOf(begin, at + 1)) {
      String block = readme.substring(at + begin.length(), readme.indexOf("```", at + 3));
      if (block.stripLeading().startsWith(beginning)) {
        return block.stripIndent();
      }
    }
    throw new AssertionError("the README shows no " + beginning);
  }

  @BeforeEach
  void compile() throws IOException {
    Path rule = folder.resolve(NAME + ".java");
    Files.writeString(rule, IMPORTS + shown("java", "/// Suppresses"));
    Path test = folder.resolve("ShownTest.java");
    Files.writeString(
        test,
        IMPORTS
            + "public final class ShownTest {\n  private final Rule rule = new %s();\n"
                .formatted(NAME)
            + shown("java", "@Test").replace("void ", "public void ")
            + "}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      boolean isCompiled =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-proc:none", "-d", folder.toString()),
                  null,
                  files.getJavaFileObjects(rule, test))
              .call();
      assertThat(isCompiled).as(said.toString()).isTrue();
    }
    loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ReadmeRuleTest.class.getClassLoader());
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  private Object made(String name) throws ReflectiveOperationException {
    return loader.loadClass(name).getConstructor().newInstance();
  }

  private Rule rule() throws ReflectiveOperationException {
    return (Rule) made(NAME);
  }

  @Test
  void passesItsTest() throws ReflectiveOperationException {
    Object test = made("ShownTest");
    test.getClass().getMethod("suppressesOnLogBuckets").invoke(test);
  }

  @Test
  void isTheSameInYaml() throws RuleFileException, ReflectiveOperationException {
    FixedRule shown =
        RuleFile.read("README.md", shown("yaml", "rules:").getBytes(UTF_8)).rules().getFirst();
    assertThat(shown.card()).isEqualTo(rule().card());
    assertThat(shown.when()).isEqualTo(rule().when());
    assertThat(shown.decide(Findings.finding().read()))
        .isEqualTo(rule().decide(Findings.finding().read()));
  }

  @Test
  void leavesOnAFindingWhatIsSaid() throws ReflectiveOperationException {
    var engine =
        new RuleEngine(
            List.of(rule()), Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC));

    Update update =
        engine
            .evaluate(Findings.finding().control("S3.9").tag("purpose", "access-logs").read())
            .update();

    assertThat(update.note().map(Note::text))
        .hasValueSatisfying(text -> assertThat(readme).contains(text));
    assertThat(update.userDefinedFields().keySet())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
  }
}
