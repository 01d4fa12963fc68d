package io.quell.importers.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.finding.Json;
import io.quell.importers.CardDefaults;
import io.quell.importers.ImportResult;
import io.quell.importers.SourceFiles;
import io.quell.importers.UnreadableSourceException;
import io.quell.importers.automation.AutomationRules;
import io.quell.importers.automation.RandomAsff;
import io.quell.rule.Acceptance;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.testing.Findings;
import io.quell.testing.random.RandomCriteria;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is generated compiles, and the generated tests pass.
final class JavaRulesTest {
  private static final String PACKAGE = "org.example.imported";

  @TempDir Path folder;

  /// Compiles the files and runs all tests in them; the rule classes in the order of the rules.
  private List<Rule> compiledAndTested(JavaRules rules)
      throws IOException, ReflectiveOperationException {
    List<Path> paths = new ArrayList<>();
    for (var file : rules.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      paths.add(Files.writeString(path, file.getValue()));
    }
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    var errors = new StringWriter();
    Path classes = Files.createDirectories(folder.resolve("classes"));
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean isCompiled =
          compiler
              .getTask(
                  errors,
                  files,
                  null,
                  List.of(
                      "-d",
                      classes.toString(),
                      "-proc:none",
                      "-Xlint:all,-path,-classfile,-processing",
                      "-Werror"),
                  null,
                  files.getJavaFileObjectsFromPaths(paths))
              .call();
      assertThat(isCompiled).as("%s", errors).isTrue();
    }
    List<Rule> made = new ArrayList<>();
    try (var loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      for (String line : rules.bookLines()) {
        String name = PACKAGE + "." + line.substring("new ".length(), line.indexOf('('));
        var constructor = loader.loadClass(name).getDeclaredConstructor();
        made.add((Rule) constructor.newInstance());
        run(loader.loadClass(name + "Test"), rules);
      }
    }
    return made;
  }

  private static void run(Class<?> testClass, JavaRules rules) throws ReflectiveOperationException {
    var constructor = testClass.getDeclaredConstructor();
    constructor.setAccessible(true);
    for (Method method : testClass.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        method.setAccessible(true);
        try {
          method.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
          throw new AssertionError(
              "%s.%s%n%s"
                  .formatted(
                      testClass,
                      method.getName(),
                      rules
                          .files()
                          .get(
                              "src/test/java/%s.java"
                                  .formatted(testClass.getName().replace('.', '/')))),
              e.getCause());
        }
      }
    }
  }

  private static void assertSame(List<Rule> made, List<FixedRule> rules) {
    assertThat(made).hasSameSizeAs(rules);
    for (int at = 0; at < rules.size(); at++) {
      assertThat(made.get(at).card()).isEqualTo(rules.get(at).card());
      assertThat(made.get(at).when()).hasToString(rules.get(at).when().toString());
      assertThat(made.get(at).decide(Findings.finding().read())).isEqualTo(rules.get(at).then());
    }
  }

  private void generate(ImportResult imports) throws IOException, ReflectiveOperationException {
    JavaRules rules = JavaRules.of(imports.rules(), PACKAGE);
    assertThat(rules.remarks()).isEmpty();
    assertSame(compiledAndTested(rules), imports.rules());
  }

  @Test
  void makesClassesOfAutomationRules() throws IOException, ReflectiveOperationException {
    generate(SourceFiles.automationRules(SourceFiles.sample("automation-rules.json")));
  }

  @Test
  void makesClassesOfAutomationRulesOfTheSecondVersion()
      throws IOException, ReflectiveOperationException {
    generate(SourceFiles.automationRules(SourceFiles.sample("automation-rules-v2.json")));
  }

  @Test
  void makesClassesOfTheFindingsManagersRules() throws IOException, ReflectiveOperationException {
    generate(SourceFiles.findingsManager(SourceFiles.sample("findings-manager.yaml")));
  }

  @Test
  void makesClassesOfMutelists() throws IOException, ReflectiveOperationException {
    generate(SourceFiles.prowlerMutelist(SourceFiles.sample("prowler-mutelist.yaml")));
  }

  @Test
  void makesClassesOfRandomAutomationRules() throws IOException, ReflectiveOperationException {
    List<Object> rules = new ArrayList<>();
    for (int seed = 0; seed < 20; seed++) {
      rules.addAll(new RandomAsff(seed).rules());
    }
    ImportResult imports = SourceFiles.automationRules(Json.write(rules));
    JavaRules classes = JavaRules.of(imports.rules(), PACKAGE);
    assertSame(compiledAndTested(classes), imports.rules());
    // Some random criteria contradict themselves; most do not.
    assertThat(classes.remarks()).hasSizeLessThan(imports.rules().size() / 3);
  }

  @Test
  void makesClassesOfRandomCriteria() throws IOException, ReflectiveOperationException {
    var random = new Random(5);
    List<FixedRule> rules =
        IntStream.range(0, 20)
            .mapToObj(
                at ->
                    new FixedRule(
                        Card.builder("r-" + at, "Rule " + at, "It is made up.", "secops")
                            .changes(Set.of(Change.SUPPRESSION))
                            .accepts(
                                new Acceptance("conflict", "r-0", "It \"wins\"."),
                                new Acceptance("rests-on-tags", null, "Nobody else may tag."))
                            .build(),
                        RandomCriteria.criteria(random, 3),
                        Decision.suppress()))
            .toList();
    JavaRules classes = JavaRules.of(rules, PACKAGE);
    assertSame(compiledAndTested(classes), rules);
    assertThat(String.join("", classes.files().values()))
        .contains("onOneResource", "onEveryResource", "onOneVulnerability", "onEveryVulnerability");
  }

  /// A rule that says the text wherever a source can say one.
  private static Map<String, Object> saying(String text, int order) {
    return Map.of(
        "RuleName",
        text,
        "Description",
        text,
        "RuleStatus",
        "ENABLED",
        "RuleOrder",
        order,
        "Criteria",
        Map.of("Title", List.of(Map.of("Value", text, "Comparison", "CONTAINS"))),
        "Actions",
        List.of(
            Map.of(
                "Type",
                "FINDING_FIELDS_UPDATE",
                "FindingFieldsUpdate",
                Map.of(
                    "Note",
                    Map.of("Text", text, "UpdatedBy", "m"),
                    "UserDefinedFields",
                    Map.of("said", text)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ignore C:\\users path",
        "a \\u000a } int broken; {",
        "a \\u002a/ int broken;",
        "a */ int broken; /*",
        "\"quoted\" and \"\"\"",
        "a \\u0022 + broken + \\u0022",
        "ends in \\",
        "ends in \\\\",
        "\\uu000a x",
        "a\nint broken;",
        "a\rint broken;",
        "a\u0085int broken;",
        "a\u2028int broken;",
        "a\u2029int broken;",
        "a\fb\tc",
        "a\u001a b",
        "turned \u202e round",
        "a \\\u202e b",
        "<b>[x]{@code}",
        "`open",
        "%s %d %",
        "\uD83D\uDD12 locked"
      })
  void keepsTextsFromBecomingCode(String text) throws IOException, ReflectiveOperationException {
    ImportResult imports = SourceFiles.automationRules(Json.write(List.of(saying(text, 1))));
    assertThat(imports.rules()).as("%s", SourceFiles.reported(imports)).hasSize(1);
    JavaRules rules = JavaRules.of(imports.rules(), PACKAGE);
    assertSame(compiledAndTested(rules), imports.rules());
    assertThat(rules.files().values())
        .allSatisfy(
            file -> {
              List<String> lines = file.lines().toList();
              assertThat(lines)
                  .filteredOn(line -> line.strip().startsWith("//"))
                  .noneMatch(line -> line.contains("\\"));
              assertThat(file.replace("\n", "").codePoints().map(Character::getType))
                  .doesNotContain(
                      (int) Character.CONTROL,
                      (int) Character.FORMAT,
                      (int) Character.LINE_SEPARATOR,
                      (int) Character.PARAGRAPH_SEPARATOR);
            });
  }

  @Test
  void keepsRandomTextsFromBecomingCode() throws IOException, ReflectiveOperationException {
    List<String> parts =
        List.of(
            "\\", "u", "000a", "0022", "002a", "*/", "/*", "//", "\"", "\"\"\"", "\n", "\r",
            "\u2028", " ", "}", "{", "a", "\u202e", "%n", "'");
    List<Object> rules = new ArrayList<>();
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      rules.add(
          saying(
              "x"
                  + Stream.generate(() -> parts.get(random.nextInt(parts.size())))
                      .limit(12)
                      .collect(Collectors.joining()),
              seed + 1));
    }
    ImportResult imports = SourceFiles.automationRules(Json.write(rules));
    assertThat(imports.rules()).as("%s", SourceFiles.reported(imports)).hasSize(200);
    assertSame(compiledAndTested(JavaRules.of(imports.rules(), PACKAGE)), imports.rules());
  }

  @Test
  void namesClassesByWhatTheyDo() {
    JavaRules rules =
        JavaRules.of(
            SourceFiles.automationRules(SourceFiles.sample("automation-rules.json")).rules(),
            "io.quell.rules");
    assertThat(rules.bookLines())
        .containsExactly(
            "new SuppressSandboxAccounts(),",
            "new LowerWhatIsOldAndOfLittleConfidence(),",
            "new RaiseFindingsOnPaymentSystems(),",
            "new ResolveInformationalGuarddutyFindings(),",
            "new MarkFindingsOfTheShopApplication(),");
    assertThat(rules.files())
        .containsKeys(
            "src/main/java/io/quell/rules/SuppressSandboxAccounts.java",
            "src/test/java/io/quell/rules/SuppressSandboxAccountsTest.java");
  }

  @Test
  void testsRulesOnADayTheyAreInForceOn()
      throws IOException, ReflectiveOperationException, UnreadableSourceException {
    generate(
        AutomationRules.read(
            "rules.json",
            SourceFiles.bytes("automation-rules.json"),
            new CardDefaults("secops", LocalDate.of(2026, 3, 1))));
  }

  @Test
  void saysWhereNoFindingCouldBeMadeUp() throws IOException, ReflectiveOperationException {
    ImportResult imports =
        SourceFiles.automationRules(
            """
            {"RuleName": "Never", "RuleStatus": "ENABLED", "RuleOrder": 1, "Description": "It contradicts itself.",
             "Criteria": {"Title": [{"Value": "a", "Comparison": "EQUALS"}, {"Value": "a", "Comparison": "NOT_EQUALS"}]},
             "Actions": [{"Type": "FINDING_FIELDS_UPDATE", "FindingFieldsUpdate": {"Confidence": 5}}]}
            """);
    JavaRules rules = JavaRules.of(imports.rules(), PACKAGE);
    assertThat(rules.remarks())
        .containsExactly(
            "AnnotateNeverTest has no finding that the rule matches: none could be made up from its"
                + " criteria");
    assertSame(compiledAndTested(rules), imports.rules());
  }
}
