package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.infra.Template.Resource;
import io.quell.infra.region.Partition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/// One home Region or several, in each partition.
final class RegionsTest {

  private static String textOf(CloudFormationStackArtifact stack) {
    return Project.json(stack.getTemplate()).toString();
  }

  private static String environmentOf(CloudFormationStackArtifact stack) {
    return Project.json(Path.of(stack.getAssembly().getDirectory()).resolve("manifest.json"))
        .get("artifacts")
        .get(stack.getId())
        .get("environment")
        .asText();
  }

  @Test
  void leaveTheChoiceToTheCredentialsWhereNoneIsNamed() {
    CloudFormationStackArtifact home = Synthesis.assembly(Map.of()).getStacks().getFirst();

    assertThat(environmentOf(home)).isEqualTo("aws://unknown-account/unknown-region");
    assertThat(textOf(home)).contains("AWS::Partition", "AWS::Region").doesNotContain("\"arn:aws:");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, aws, amazonaws.com",
    "cn-north-1, aws-cn, amazonaws.com.cn",
    "us-gov-west-1, aws-us-gov, amazonaws.com"
  })
  void haveTheArnsOfTheirPartition(String region, String partition, String urls) {
    CloudAssembly assembly = Synthesis.assembly(Map.of("regions", region, "mode", "enforce"));
    CloudFormationStackArtifact stack = assembly.getStacks().getFirst();
    Template template = new Template(Project.json(stack.getTemplate()));
    List<String> hubs =
        template
            .at("Quell-" + region + "/Quell/Role/Permissions")
            .property("PolicyDocument")
            .get("Statement")
            .findValues("Resource")
            .stream()
            .flatMap(resources -> Template.texts(resources).stream())
            .filter(resource -> resource.contains("securityhub"))
            .distinct()
            .toList();

    assertThat(assembly.getStacks()).hasSize(1);
    assertThat(environmentOf(stack)).isEqualTo("aws://unknown-account/" + region);
    assertThat(hubs)
        .containsExactly(
            "arn:%s:securityhub:%s:{AWS::AccountId}:hub/default".formatted(partition, region),
            "arn:%s:securityhub:%s:{AWS::AccountId}:hubv2/*".formatted(partition, region));
    assertThat(template.all("AWS::Events::Rule"))
        .extracting(Resource::properties)
        .filteredOn(rule -> rule.get("EventPattern").has("resources"))
        .allSatisfy(
            rule ->
                assertThat(Template.texts(rule.get("EventPattern").get("resources")).getFirst())
                    .startsWith("arn:%s:securityhub:%s:".formatted(partition, region)));
    for (Partition other : Partition.values()) {
      if (!other.id().equals(partition)) {
        assertThat(textOf(stack)).doesNotContain("\"arn:" + other.id() + ":");
      }
    }
    // Service principals have one name in all partitions; other addresses have not.
    assertThat(
            textOf(stack)
                .replaceAll(
                    "\"(lambda|events|cloudwatch|scheduler|appconfig)\\.amazonaws\\.com\"", ""))
        .doesNotContain(urls.endsWith(".cn") ? ".amazonaws.com\"" : ".amazonaws.com.cn");
  }

  @Test
  void getAStackEachOfTheSameName() {
    CloudAssembly assembly = Synthesis.assembly(Map.of("regions", "eu-west-1, us-east-1"));

    assertThat(assembly.getStacks())
        .extracting(CloudFormationStackArtifact::getId)
        .containsExactlyInAnyOrder("Quell-eu-west-1", "Quell-us-east-1");
    assertThat(assembly.getStacks())
        .extracting(CloudFormationStackArtifact::getStackName)
        .containsOnly("Quell");
    List<String> templates = assembly.getStacks().stream().map(RegionsTest::textOf).toList();
    assertThat(withoutRegion(templates.getFirst())).isEqualTo(withoutRegion(templates.getLast()));
  }

  /// A function's version has a name that follows from all its settings, its log group's Region
  /// among them.
  private static String withoutRegion(String template) {
    return template
        .replaceAll("eu-west-1|us-east-1", "REGION")
        .replaceAll("(CurrentVersion\\w{8})\\w{32}", "$1");
  }
}
