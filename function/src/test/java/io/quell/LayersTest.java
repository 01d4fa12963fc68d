package io.quell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;

/// The packages are the map: imports point only downwards.
@AnalyzeClasses(packages = "io.quell", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayersTest {
  @ArchTest
  static final ArchRule IMPORTS_POINT_DOWNWARDS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("function")
          .definedBy("io.quell")
          .layer("report")
          .definedBy("io.quell.report")
          .layer("appconfig")
          .definedBy("io.quell.appconfig")
          .layer("hub")
          .definedBy("io.quell.hub")
          .layer("rules")
          .definedBy("io.quell.rules")
          .layer("rulefile")
          .definedBy("io.quell.rulefile")
          .layer("engine")
          .definedBy("io.quell.criteria", "io.quell.update", "io.quell.rule", "io.quell.run")
          .layer("lint")
          .definedBy("io.quell.lint..")
          .layer("event")
          .definedBy("io.quell.event")
          .layer("finding")
          .definedBy("io.quell.finding")
          .whereLayer("lint")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("function")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("function")
          .whereLayer("appconfig")
          .mayOnlyBeAccessedByLayers("function", "report")
          .whereLayer("hub")
          .mayOnlyBeAccessedByLayers("function", "report", "appconfig")
          .whereLayer("rules")
          .mayOnlyBeAccessedByLayers("function", "appconfig")
          .whereLayer("rulefile")
          .mayOnlyBeAccessedByLayers("function", "appconfig", "rules")
          .whereLayer("event")
          .mayOnlyBeAccessedByLayers("function", "report")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers(
              "function", "report", "appconfig", "hub", "rules", "rulefile", "lint")
          .because("a reader who knows one package needs only those below it");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CIRCLES =
      slices()
          .matching("io.quell.(**)")
          .should()
          .beFreeOfCycles()
          .because("a room that needs another that needs it is one room");

  @ArchTest
  static final ArchRule ONLY_HUB_AND_APPCONFIG_KNOW_THE_SDK =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.quell.hub", "io.quell.appconfig")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..")
          .because("what an AWS API is like is said in one place for each");

  @ArchTest
  static final ArchRule ONLY_THE_HANDLER_KNOWS_LAMBDA =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.quell")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.amazonaws..")
          .because("the same code runs in the command line and in tests");

  @ArchTest
  static final ArchRule RULES_ARE_FINAL_AND_HAVE_A_CARD =
      classes()
          .that()
          .implement(Rule.class)
          .and()
          .resideInAPackage("io.quell.rules")
          .should()
          .beAnnotatedWith(RuleCard.class)
          .andShould()
          .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
          .because("a rule says what it is beside its code");
}
