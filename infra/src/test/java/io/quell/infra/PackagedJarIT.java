package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quell.infra.function.FunctionJar;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// The jar that is deployed, as the build has made it.
final class PackagedJarIT {
  @Test
  void hasTheHandlerThatTheTemplateNames() throws Exception {
    String handler =
        Synthesis.template(Map.of()).at("Quell/Quell/Function").property("Handler").asText();

    // Nothing but the jar and the JDK, as in Lambda.
    try (URLClassLoader lambda =
        new URLClassLoader(
            new URL[] {BuiltFunction.JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> loaded = lambda.loadClass(handler);
      assertThat(loaded.getInterfaces())
          .extracting(Class::getName)
          .contains(RequestStreamHandler.class.getName());
      assertThat(loaded.getConstructor()).isNotNull();
    }
  }

  /// Every class is paid for when the function starts; `lint` is there for the validator alone.
  /// Those of the rule book are the deployment's.
  @Test
  void holdsOnlyWhatLambdaRuns() throws Exception {
    String rules = BuiltFunction.ruleBook().packageName().replace('.', '/') + "/";
    try (ZipFile jar = new ZipFile(BuiltFunction.JAR.toFile())) {
      Set<String> rooms =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith("io/quell/") && name.endsWith(".class"))
              .filter(name -> !name.startsWith(rules))
              .map(name -> name.split("/", -1)[2])
              .collect(Collectors.toSet());
      assertThat(rooms)
          .containsExactlyInAnyOrder(
              "book",
              "criteria",
              "finding",
              "hub",
              "lambda",
              "lint",
              "rule",
              "rulefile",
              "run",
              "update",
              "value",
              "yaml");
    }
  }

  /// The licences ask for their texts, and scanners look for the poms.
  @Test
  void passesOnTheLicencesAndPomsOfWhatItHas() throws Exception {
    try (ZipFile jar = new ZipFile(BuiltFunction.JAR.toFile())) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/NOTICE.txt")
          .contains(
              Stream.of(
                      "io.quell/quell-engine",
                      "io.quell/quell-lambda",
                      "io.quell/quell-hub",
                      "io.quell/quell-lint",
                      "software.amazon.awssdk/securityhub",
                      "software.amazon.awssdk/sqs",
                      "com.fasterxml.jackson.core/jackson-core",
                      "org.snakeyaml/snakeyaml-engine")
                  .map("META-INF/maven/%s/pom.xml"::formatted)
                  .toArray(String[]::new));
      String licence =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/LICENSE")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(licence).contains(Project.text(Project.path("LICENSE")).strip());
      String notice =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/NOTICE")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(notice).contains("org-crac: the BSD licence");
    }
  }

  /// Each table is a class, and there are 300 of services and 50 of Regions.
  @Test
  void loadsTheTablesOfRegionsThatItAsksFor() throws Exception {
    List<String> tables = new ArrayList<>();
    try (URLClassLoader lambda =
        new URLClassLoader(
            new URL[] {BuiltFunction.JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = super.findClass(name);
            if (name.matches(".*\\.regions\\.(service|region)metadata\\..*")) {
              tables.add(found.getSimpleName());
            }
            return found;
          }
        }) {
      Class<?> services = lambda.loadClass("software.amazon.awssdk.regions.ServiceMetadata");
      services.getMethod("of", String.class).invoke(null, "securityhub");
      services.getMethod("of", String.class).invoke(null, "sqs");
      Class<?> region = lambda.loadClass("software.amazon.awssdk.regions.Region");
      lambda
          .loadClass("software.amazon.awssdk.regions.RegionMetadata")
          .getMethod("of", region)
          .invoke(null, region.getMethod("of", String.class).invoke(null, "eu-west-1"));
    }
    assertThat(tables)
        .containsExactly("SecurityhubServiceMetadata", "SqsServiceMetadata", "EuWest1");
  }

  @Test
  void hasTheValidatorThatTheTemplateNames() throws Exception {
    String validator =
        Synthesis.template(Map.of("rules", "appconfig"))
            .at("Quell/Quell/Rules/Validator")
            .property("Handler")
            .asText();

    try (URLClassLoader lambda =
        new URLClassLoader(
            new URL[] {BuiltFunction.JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> loaded = lambda.loadClass(validator);
      assertThat(loaded.getInterfaces())
          .extracting(Class::getName)
          .contains(RequestStreamHandler.class.getName());
      assertThat(loaded.getConstructor()).isNotNull();
    }
  }

  @Test
  void hasTheHandlerOfReconciliationThatTheTemplateNames() throws Exception {
    String handler =
        Synthesis.template(Map.of())
            .at("Quell/Quell/Reconciliation/Reconciler")
            .property("Handler")
            .asText();

    assertThat(handler).isEqualTo("io.quell.lambda.reconciliation.ReconciliationHandler");
    try (URLClassLoader lambda =
        new URLClassLoader(
            new URL[] {BuiltFunction.JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> loaded = lambda.loadClass(handler);
      assertThat(RequestStreamHandler.class.getName())
          .isIn(Stream.of(loaded.getInterfaces()).map(Class::getName).toList());
      assertThat(loaded.getConstructor()).isNotNull();
    }
  }

  @Test
  void runsOnTheRuntimeThatTheTemplateNames() {
    assertThat(new FunctionJar(BuiltFunction.JAR).runtime().getName())
        .isEqualTo(
            Synthesis.template(Map.of()).at("Quell/Quell/Function").property("Runtime").asText());
  }
}
