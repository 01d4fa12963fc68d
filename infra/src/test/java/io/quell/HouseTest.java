package io.quell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quell.lambda.QuellHandler;
import io.quell.lambda.RuleFileValidator;
import io.quell.lambda.reconciliation.ReconciliationHandler;
import io.quell.rule.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What Maven cannot hold together: the rooms inside the modules. It reads the main classes of all
/// modules as they were built.
final class HouseTest {
  /// What each module's main code may use; its poms let it see more, for what they name brings
  /// along what that needs.
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("engine", Set.of()),
          Map.entry("testing", Set.of("engine")),
          Map.entry("lint", Set.of("engine")),
          Map.entry("importers", Set.of("engine", "lint")),
          Map.entry("localhub", Set.of()),
          Map.entry("hub", Set.of("engine")),
          Map.entry("lambda", Set.of("engine", "hub", "lint")),
          Map.entry("function", Set.of("engine", "lambda")),
          Map.entry("release", Set.of("engine", "lambda")),
          Map.entry("compile", Set.of("engine")),
          Map.entry(
              "cli", Set.of("engine", "lint", "importers", "hub", "lambda", "localhub", "compile")),
          Map.entry("infra", Set.of("engine", "lambda", "compile")),
          Map.entry("bench", Set.of("engine", "testing", "lint", "hub", "lambda", "localhub")));
  private static final Set<String> MODULES = MAY_USE.keySet();

  /// The simple names that stand for two types, and why. One of the two, at least, is nested.
  private static final Map<String, String> SHARED_NAMES =
      Map.ofEntries(
          Map.entry("Entry", "a field's name and text; what became of one delivery of a report"),
          Map.entry("Exists", "a criterion, and EventBridge's matcher for it"),
          Map.entry("FieldChange", "the local hub shares no code with what it judges"),
          Map.entry("FilterKind", "the local hub shares no code with what it judges"),
          Map.entry("Findings", "the kit's, for rules' tests alone; what a delivery brought"),
          Map.entry("Literal", "the word of logic, and EventBridge's for a value without quotes"),
          Map.entry("Member", "JSON's word: of a finding, and of a file of rules"),
          Map.entry("Mode", "what a stack is deployed to do, and what a lever makes of it"),
          Map.entry("Network", "a criterion, and where functions run"),
          Map.entry("NoMatch", "one rule's decision, and what all decisions came to"),
          Map.entry("Prefix", "a criterion, and EventBridge's matcher for it"),
          Map.entry("Result", "what came of a field, and of a finding"),
          Map.entry("Suffix", "a criterion, and EventBridge's matcher for it"),
          Map.entry("Text", "a form of value among others; text for a terminal"),
          Map.entry("Unprocessed", "the local hub shares no code with what it judges"),
          Map.entry("Wildcard", "a criterion, and EventBridge's matcher for it"));

  /// What a reader takes in at a glance.
  private static final int MOST_FILES = 20;
  private static final Pattern MODULE = Pattern.compile("/([a-z]+)/target/classes/");
  private static final List<Path> FOLDERS =
      MODULES.stream().map(module -> Path.of("..", module, "target", "classes")).toList();
  private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(FOLDERS);

  @BeforeAll
  static void needsTheWholeBuild() {
    assumeTrue(
        FOLDERS.stream().allMatch(Files::isDirectory),
        "skipped: only a build of all modules has the classes of all");
  }

  @Test
  void packagesHaveNoCircles() {
    slices()
        .matching("io.quell.(**)")
        .should()
        .beFreeOfCycles()
        .because("two rooms that need each other are one room")
        .check(CLASSES);
  }

  @Test
  void modulesUseWhatTheMapSays() {
    for (JavaClass type : CLASSES) {
      Set<String> used =
          type.getDirectDependenciesFromSelf().stream()
              .flatMap(dependency -> module(dependency.getTargetClass()).stream())
              .filter(module -> !module.equals(module(type).orElseThrow()))
              .collect(Collectors.toSet());
      assertThat(MAY_USE.get(module(type).orElseThrow())).as(type.getName()).containsAll(used);
    }
  }

  /// Each class costs time when the function starts, and its rules were proved before.
  @Test
  void onlyTheValidatorKnowsLint() {
    assertThat(
            CLASSES.stream()
                .filter(type -> module(type).orElseThrow().equals("lambda"))
                .filter(
                    type ->
                        type.getDirectDependenciesFromSelf().stream()
                            .flatMap(dependency -> module(dependency.getTargetClass()).stream())
                            .anyMatch("lint"::equals))
                .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder("RuleFileValidator", "ProvenErrors");
  }

  /// The module whose classes a class was read from; none where it is somebody else's.
  private static Optional<String> module(JavaClass type) {
    return type.getSource()
        .map(source -> MODULE.matcher(source.getUri().toString()))
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  @Test
  void theEnginesPackagesPointDownwards() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("book")
        .definedBy("io.quell.book")
        .layer("rulefile")
        .definedBy("io.quell.rulefile..")
        .layer("run")
        .definedBy("io.quell.run..")
        .layer("rule")
        .definedBy("io.quell.rule")
        .layer("update")
        .definedBy("io.quell.update")
        .layer("criteria")
        .definedBy("io.quell.criteria")
        .layer("finding")
        .definedBy("io.quell.finding")
        .layer("value")
        .definedBy("io.quell.value")
        .whereLayer("book")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("rulefile")
        .mayOnlyBeAccessedByLayers("book")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("book")
        .whereLayer("rule")
        .mayOnlyBeAccessedByLayers("book", "rulefile", "run")
        .whereLayer("update")
        .mayOnlyBeAccessedByLayers("book", "rulefile", "run", "rule")
        .whereLayer("criteria")
        .mayOnlyBeAccessedByLayers("book", "rulefile", "run", "rule", "update")
        .whereLayer("finding")
        .mayOnlyBeAccessedByLayers("book", "rulefile", "run", "rule", "update", "criteria")
        .because("a reader who knows one package needs only those below it")
        .check(CLASSES);
  }

  @Test
  void onlyTheHubAppConfigAndTheQueueKnowTheSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.quell.hub..",
            "io.quell.lambda.publication",
            "io.quell.lambda.queue",
            "io.quell.cli.identity",
            "io.quell.cli.aws",
            "io.quell.bench.start",
            "software.amazon.awssdk.regions")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .because("what an AWS API is like is said in one place for each")
        .check(CLASSES);
  }

  @Test
  void onlyTheHandlersKnowLambda() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.quell.lambda", "io.quell.lambda.reconciliation", "io.quell.bench.start")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.amazonaws..")
        .because("the same code runs in the command line and in tests")
        .check(CLASSES);
  }

  @Test
  void onlyWhatRunsPrints() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(
            QuellHandler.class, RuleFileValidator.class, ReconciliationHandler.class)
        .and()
        .doNotHaveFullyQualifiedName("io.quell.cli.Main")
        .and()
        .resideOutsideOfPackage("io.quell.bench..")
        .should()
        .accessField(System.class, "out")
        .because("in Lambda it is the log, and on the command line the report")
        .check(CLASSES);
  }

  @Test
  void nobodyNamesAClassOfTheFunction() throws IOException {
    String book =
        Files.readString(
                Path.of("../function/target/classes/META-INF/services", RuleBook.class.getName()))
            .strip();
    String rules = book.substring(0, book.lastIndexOf('.'));
    noClasses()
        .that()
        .resideOutsideOfPackage(rules)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(rules)
        .because("the rule book is found on the class path: it is the user's")
        .check(CLASSES);
  }

  /// The sample events in `events` and the rules are the user's too: tests have their own, in
  /// `testing/src/test/resources/events` and in rule books of theirs.
  @Test
  void noTestOutsideTheFunctionReadsWhatUsersEdit() throws IOException {
    Pattern users =
        Pattern.compile(
            "\\.\\./events|\"\\.\\.\", \"events|path\\(\"events|\\.\\./function/src|\"function\","
                + " \"src|path\\(\"function/src");
    for (String module : MODULES) {
      Path tests = Path.of("..", module, "src", "test", "java");
      if (module.equals("function") || !Files.isDirectory(tests)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(tests)) {
        assertThat(
                files.filter(Files::isRegularFile).filter(file -> !file.endsWith("HouseTest.java")))
            .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(users));
      }
    }
  }

  @Test
  void theLocalHubSharesNoCodeWithWhatItJudges() {
    noClasses()
        .that()
        .resideInAPackage("io.quell.localhub..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith("io.quell.localhub"))
                .distinct()
                .toArray(String[]::new))
        .because("an oracle that repeats the mistake proves nothing")
        .check(CLASSES);
  }

  /// Two types of one name are confused, by people first. A private one is known in its own file
  /// alone.
  @Test
  void noSimpleNameStandsForTwoTypesWithoutAReason() {
    Map<String, TreeSet<String>> types = new TreeMap<>();
    CLASSES.stream()
        .filter(type -> type.isTopLevelClass() || type.isMemberClass())
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> !type.getModifiers().contains(JavaModifier.PRIVATE))
        .forEach(
            type ->
                types
                    .computeIfAbsent(type.getSimpleName(), _ -> new TreeSet<>())
                    .add(type.getName()));
    types.values().removeIf(named -> named.size() == 1);
    assertThat(types).containsOnlyKeys(SHARED_NAMES.keySet());
    assertThat(types.values())
        .allSatisfy(
            named -> assertThat(named).filteredOn(type -> !type.contains("$")).hasSizeLessThan(2));
  }

  private static boolean isType(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".java") && !name.equals("package-info.java");
  }

  @Test
  void aRoomCanBeTakenInAtAGlance() throws Exception {
    for (String module : MODULES) {
      try (Stream<Path> all = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path folder : all.filter(Files::isDirectory).toList()) {
          try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(HouseTest::isType).count())
                .as("the files in %s", folder)
                .isLessThanOrEqualTo(MOST_FILES);
          }
        }
      }
    }
  }

  /// The map names places that are there: every path in backticks, from the root.
  @Test
  void theMapShowsTheHouse() throws Exception {
    String map = Files.readString(Path.of("../docs/architecture.md"));
    assertThat(Pattern.compile("`([a-z]+/[A-Za-z/.]+)`").matcher(map).results())
        .hasSizeGreaterThan(15)
        .allSatisfy(place -> assertThat(Path.of("..", place.group(1))).exists());
    assertThat(MODULES).allSatisfy(module -> assertThat(map).contains("| `" + module + "` |"));
  }
}
