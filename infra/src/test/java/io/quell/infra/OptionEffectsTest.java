package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.book.Book;
import io.quell.infra.options.DeploymentOption;
import io.quell.infra.options.OptionException;
import io.quell.infra.options.Options;
import io.quell.rule.RuleHistory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/// What each option does to the template: one thing in it that is as the option says, by default
/// and with another value.
final class OptionEffectsTest {
  /// Every option with another value than its default, in a Region that takes them all.
  private static final Map<String, Object> OTHERS =
      Map.ofEntries(
          Map.entry("delivery", "direct"),
          Map.entry("mode", "enforce"),
          Map.entry("formats", "asff"),
          Map.entry("stackName", "Quell-pilot"),
          Map.entry("book", "prod"),
          Map.entry("formerBooks", "none"),
          Map.entry("userDefinedFields", "merge"),
          Map.entry("mostGivenBack", 10),
          Map.entry("lateMinutes", 5),
          Map.entry("watch", "off"),
          Map.entry("regions", List.of("us-east-1")),
          Map.entry("customActions", "stack"),
          Map.entry("alarmTopic", "arn:aws:sns:us-east-1:111122223333:alarms"),
          Map.entry("alarmEmails", "team@example.com"),
          Map.entry("mostUpdates", 50),
          Map.entry("key", "create"),
          Map.entry("vpc", "vpc-0a1b2c3d"),
          Map.entry("subnets", List.of("subnet-0a1b2c3d", "subnet-1a1b2c3d")),
          Map.entry("securityGroups", "sg-0a1b2c3d"),
          Map.entry("reservedConcurrency", 5),
          Map.entry("tags", List.of("team=security")),
          Map.entry("logRetentionDays", 90),
          Map.entry("ruleMetrics", "on"),
          Map.entry("memoryMb", 512),
          Map.entry("architecture", "x86_64"),
          Map.entry("tracing", "on"),
          Map.entry("snapStart", "off"),
          Map.entry("rules", "appconfig"),
          Map.entry("reconcileAtMost", 25),
          Map.entry("reconcileReads", 2),
          Map.entry("reconcileUpdates", 9),
          Map.entry("reconcileFindings", 5000),
          Map.entry("fips", "on"));

  /// Options that are tried alone: with the others there would be nothing left to see of these.
  private static final Map<String, Object> ALONE =
      Map.of("reconcile", "off", "endpointUrl", "http://localhost:8090");

  record Effect(
      String option, Function<Synthesized, String> look, String byDefault, String otherwise) {
    @Override
    public String toString() {
      return option;
    }
  }

  /// @param name the stack's
  private record Synthesized(String name, String environment, Template template) {
    static Synthesized of(Map<String, Object> options) {
      var stack = Synthesis.assembly(options).getStacks().getFirst();
      return new Synthesized(
          stack.getStackName(), region(stack), new Template(Project.json(stack.getTemplate())));
    }

    JsonNode function(String handler) {
      return template.all("AWS::Lambda::Function").stream()
          .map(Template.Resource::properties)
          .filter(function -> function.get("Handler").asText().endsWith(handler))
          .findFirst()
          .orElseThrow();
    }

    String of(String property) {
      return function(".QuellHandler").at(property).asText();
    }

    String variable(String name) {
      return of("/Environment/Variables/" + name);
    }

    String reconciliation(String name) {
      return function(".ReconciliationHandler").at("/Environment/Variables/" + name).asText();
    }

    String count(String type) {
      return String.valueOf(template.all(type).size());
    }

    boolean has(String text) {
      return template.json().toString().contains(text);
    }
  }

  /// An environment is called `aws://ACCOUNT/REGION`.
  @SuppressWarnings("deprecation") // the CDK has no other way to it yet
  private static String region(CloudFormationStackArtifact stack) {
    String name = stack.getEnvironment().getName();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  static Stream<Effect> effects() {
    return Stream.of(
        new Effect("delivery", it -> String.valueOf(it.has("AsyncEventAge")), "false", "true"),
        new Effect("mode", it -> it.variable("QUELL_MODE"), "observe", "enforce"),
        new Effect("formats", it -> it.reconciliation("QUELL_FORMATS"), "both", "asff"),
        new Effect("stackName", Synthesized::name, "Quell", "Quell-pilot"),
        new Effect("book", it -> it.variable("QUELL_BOOK"), "Quell", "prod"),
        new Effect("formerBooks", it -> it.variable("QUELL_FORMER_BOOKS"), "unnamed", ""),
        new Effect(
            "userDefinedFields",
            it -> it.variable("QUELL_USER_DEFINED_FIELDS"),
            "replace",
            "merge"),
        new Effect("mostGivenBack", it -> it.variable("QUELL_MOST_GIVEN_BACK"), "1000", "10"),
        new Effect("lateMinutes", it -> it.variable("QUELL_LATE_MINUTES"), "15", "5"),
        new Effect("watch", it -> String.valueOf(it.has("QuellBook")), "true", "false"),
        new Effect("regions", Synthesized::environment, "unknown-region", "us-east-1"),
        new Effect("customActions", it -> it.count("AWS::SecurityHub::ActionTarget"), "0", "3"),
        new Effect("alarmTopic", it -> String.valueOf(it.has("3333:alarms")), "false", "true"),
        new Effect(
            "mostUpdates", it -> String.valueOf(it.has("changed 50 findings")), "false", "true"),
        new Effect("key", it -> it.count("AWS::KMS::Key"), "0", "1"),
        new Effect("vpc", it -> String.valueOf(it.has("vpc/vpc-0a1b2c3d")), "false", "true"),
        new Effect("subnets", it -> it.of("/VpcConfig/SubnetIds/1"), "", "subnet-1a1b2c3d"),
        new Effect(
            "securityGroups", it -> it.of("/VpcConfig/SecurityGroupIds/0"), "", "sg-0a1b2c3d"),
        new Effect("reservedConcurrency", it -> it.of("/ReservedConcurrentExecutions"), "", "5"),
        new Effect("tags", it -> it.of("/Tags/0/Value"), "", "security"),
        new Effect(
            "alarmEmails", it -> String.valueOf(it.has("team@example.com")), "false", "true"),
        new Effect(
            "logRetentionDays",
            it -> String.valueOf(it.has("\"RetentionInDays\":90")),
            "false",
            "true"),
        new Effect("ruleMetrics", it -> it.variable("QUELL_RULE_METRICS"), "off", "on"),
        new Effect("memoryMb", it -> it.of("/MemorySize"), "1024", "512"),
        new Effect("architecture", it -> it.of("/Architectures/0"), "arm64", "x86_64"),
        new Effect("tracing", it -> it.of("/TracingConfig/Mode"), "", "Active"),
        new Effect("snapStart", it -> it.of("/SnapStart/ApplyOn"), "PublishedVersions", ""),
        new Effect(
            "rules", it -> String.valueOf(it.variable("QUELL_CHANGES").isEmpty()), "true", "false"),
        new Effect(
            "reconcileAtMost", it -> it.reconciliation("QUELL_RECONCILE_AT_MOST"), "1000", "25"),
        new Effect("reconcileReads", it -> it.reconciliation("QUELL_RECONCILE_READS"), "1", "2"),
        new Effect(
            "reconcileUpdates", it -> it.reconciliation("QUELL_RECONCILE_UPDATES"), "2", "9"),
        new Effect(
            "reconcileFindings",
            it -> it.reconciliation("QUELL_RECONCILE_FINDINGS"),
            "100000",
            "5000"),
        new Effect("fips", it -> it.variable("AWS_USE_FIPS_ENDPOINT"), "", "true"),
        new Effect(
            "reconcile", it -> String.valueOf(it.has("ReconciliationHandler")), "true", "false"),
        new Effect(
            "endpointUrl",
            it -> it.variable("AWS_ENDPOINT_URL_SECURITYHUB"),
            "",
            "http://localhost:8090"));
  }

  @ParameterizedTest
  @MethodSource("effects")
  void areInTheTemplate(Effect effect) {
    Map<String, Object> others = ALONE.containsKey(effect.option()) ? ALONE : OTHERS;

    assertThat(effect.look().apply(Synthesized.of(Map.of()))).isEqualTo(effect.byDefault());
    assertThat(effect.look().apply(Synthesized.of(others))).isEqualTo(effect.otherwise());
  }

  @Test
  void areKnownOfEveryOption() {
    assertThat(effects().map(Effect::option))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DeploymentOption.values()).map(DeploymentOption::key).toList());
  }

  @Test
  void tellTheFunctionsTheStacksName() {
    assertThat(Synthesized.of(OTHERS).variable("QUELL_STACK")).isEqualTo("Quell-pilot");
    assertThat(Synthesized.of(OTHERS).reconciliation("QUELL_STACK")).isEqualTo("Quell-pilot");
    assertThat(Synthesized.of(Map.of()).variable("QUELL_STACK")).isEqualTo("Quell");
  }

  @Test
  void areEachRegionsOwn() {
    Map<String, Integer> memory = new LinkedHashMap<>();
    Synthesis.assembly(
            Map.of(
                "memoryMb",
                512,
                "regions",
                Map.of("eu-west-1", Map.of("memoryMb", 2048), "ap-east-2", Map.of())))
        .getStacks()
        .forEach(
            stack ->
                memory.put(
                    region(stack),
                    new Template(Project.json(stack.getTemplate()))
                        .at("Quell-" + region(stack) + "/Quell/Function")
                        .property("MemorySize")
                        .asInt()));

    assertThat(memory).isEqualTo(Map.of("eu-west-1", 2048, "ap-east-2", 512));
  }

  @Test
  void haveNoSnapshotWhereTheRegionHasNone() {
    assertThat(Synthesized.of(Map.of("regions", "ap-southeast-6")).has("SnapStart")).isFalse();
  }

  /// A stack in an app of one's own is in a Region that only the synthesis knows.
  @ParameterizedTest
  @CsvSource({
    "cn-north-1, tracing, on, Option tracing is on",
    "cn-north-1, delivery, direct, Option delivery is direct",
    "ap-east-2, snapStart, on, Option snapStart is on",
    "eu-west-1, fips, on, Option fips is on"
  })
  void areRefusedAtTheSynthesisWhereTheRegionLacksSomething(
      String region, String option, String value, String message) {
    Options options = Options.of(Map.of(option, value));
    StackProps inRegion =
        StackProps.builder().env(Environment.builder().region(region).build()).build();

    assertThatThrownBy(
            () ->
                new QuellStack(
                    new App(),
                    "Theirs",
                    inRegion,
                    QuellProps.of(options, Synthesis.jar(), List.of())))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void askTheBookWhetherItsRulesAreExamples() {
    Options enforcing = Options.of(Map.of("mode", "enforce"));
    Book examples = new Book(List.of(), RuleHistory.NONE, "packaged 1", true);
    Book own = new Book(List.of(), RuleHistory.NONE, "packaged 1", false);

    assertThatThrownBy(() -> QuellProps.of(enforcing, Synthesis.jar(), examples))
        .isInstanceOf(OptionException.class);
    assertThat(QuellProps.of(enforcing, Synthesis.jar(), own).areExamples()).isFalse();
    assertThat(QuellProps.of(Options.defaults(), Synthesis.jar(), examples).areExamples()).isTrue();
  }

  @Test
  void letExamplesChangeNobodysFindings() {
    String refusal = "Option mode is enforce, but the packaged rules are examples, ";
    for (Map<String, String> options :
        List.of(
            Map.of("mode", "enforce"),
            Map.of("mode", "enforce", "rules", "appconfig"),
            Map.of("mode", "enforce", "endpointUrl", "https://hub.example.com"))) {
      assertThatThrownBy(() -> QuellProps.of(Options.of(options), Synthesis.jar(), List.of(), true))
          .isInstanceOf(OptionException.class)
          .hasMessageStartingWith(refusal)
          .hasMessageEndingWith("Until then deploy with mode: observe.");
      assertThat(
              QuellProps.of(Options.of(options), Synthesis.jar(), List.of(), false).areExamples())
          .isFalse();
    }
    for (Map<String, String> options :
        List.of(
            Map.<String, String>of(),
            Map.of("mode", "enforce", "endpointUrl", "http://host.docker.internal:8090"))) {
      assertThat(QuellProps.of(Options.of(options), Synthesis.jar(), List.of(), true).areExamples())
          .isTrue();
    }
  }
}
