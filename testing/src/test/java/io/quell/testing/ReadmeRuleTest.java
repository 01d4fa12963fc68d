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
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rule that the README shows leaves on a finding what is said there. The class that
/// `docs/rule-class.md` shows is the same rule, and it and its test are compiled from that page.
final class ReadmeRuleTest {
  private static final String NAME = "SuppressAccessLoggingOnLogBuckets";
  private static final String CLASSES = "package io.quell.rules;";

  @TempDir private Path folder;
  private final String readme = Files.readString(Path.of("../README.md"));
  private final String page = Files.readString(Path.of("../docs/rule-class.md"));

  @SuppressWarnings("NullAway.Init") // set before each test
  private URLClassLoader loader;

  ReadmeRuleTest() throws IOException {}

  /// All blocks of code in a language.
  private static List<String> blocks(String text, String language) {
    return Pattern.compile("```" + language + "[^\n]*\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @BeforeEach
  void compile() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String source : blocks(page, "java")) {
      assertThat(source).startsWith(CLASSES);
      Matcher name = Pattern.compile("final class (\\w+)").matcher(source);
      assertThat(name.find()).as(source).isTrue();
      sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), source));
    }
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
                  files.getJavaFileObjects(sources.toArray(Path[]::new)))
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
    Constructor<?> constructor =
        loader.loadClass("io.quell.rules." + name).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private Rule rule() throws ReflectiveOperationException {
    return (Rule) made(NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {NAME, "LowerSeverityToTheCapOfTheTag"})
  void passesItsTests(String name) throws ReflectiveOperationException {
    List<Method> tests =
        Arrays.stream(loader.loadClass("io.quell.rules." + name + "Test").getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .toList();
    assertThat(tests).hasSizeGreaterThan(1);
    for (Method test : tests) {
      test.setAccessible(true);
      test.invoke(made(name + "Test"));
    }
  }

  @Test
  void isTheSameInYaml() throws RuleFileException, ReflectiveOperationException {
    FixedRule shown =
        RuleFile.read("README.md", blocks(readme, "yaml").getFirst().getBytes(UTF_8))
            .rules()
            .getFirst();
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
