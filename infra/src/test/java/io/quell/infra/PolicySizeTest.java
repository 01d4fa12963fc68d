package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quell.criteria.Criteria;
import io.quell.infra.options.Options;
import io.quell.rule.Rule;
import io.quell.testing.SampleRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Policies stay within IAM's limits, whatever rules there are and whatever an organization asks.
final class PolicySizeTest {
  /// Characters without white space (IAM quotas, managed policies).
  private static final int MANAGED = 6_144;
  /// The most managed policies of a role (IAM quotas).
  private static final int MOST_POLICIES = 10;
  /// SQS, queue policies: 8 KB; KMS, key policies: 32 KB. The smaller of the two.
  private static final int OF_RESOURCE = 8_192;

  private static final Map<String, Object> MOST =
      Map.ofEntries(
          Map.entry("rules", "appconfig"),
          Map.entry("tracing", "on"),
          Map.entry("alarmEmails", "team@example.com"),
          Map.entry("key", "create"),
          Map.entry("vpc", "vpc-0123456789abcdef0"),
          Map.entry(
              "subnets",
              IntStream.range(0, 16).mapToObj("subnet-0123456789abcde%02d"::formatted).toList()),
          Map.entry(
              "securityGroups",
              IntStream.range(0, 5).mapToObj("sg-0123456789abcde%02d"::formatted).toList()),
          Map.entry("reservedConcurrency", 5));

  static Stream<List<Rule>> books() {
    return Stream.of(
        // The fewer rules, the more is denied.
        List.of(),
        IntStream.range(0, 400)
            .<Rule>mapToObj(
                at ->
                    SampleRule.rule("r-" + at)
                        .when(Criteria.control("Service%d.%d".formatted(at % 40, at))))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("books")
  void staysWithinTheLimits(List<Rule> rules) {
    Map<String, Object> options = new HashMap<>(MOST);
    options.put("mode", rules.isEmpty() ? "observe" : "enforce");
    Template template =
        Synthesis.template(QuellProps.of(Options.of(options), Synthesis.jar(), rules));

    assertThat(template.all("AWS::IAM::Policy")).isEmpty();
    assertThat(template.all("AWS::IAM::Role"))
        .allSatisfy(role -> assertThat(role.properties().has("Policies")).isFalse());
    assertThat(template.all("AWS::IAM::ManagedPolicy"))
        .hasSizeGreaterThan(3)
        .hasSizeLessThan(MOST_POLICIES)
        .allSatisfy(
            policy ->
                assertThat(deployed(policy.property("PolicyDocument")))
                    .as(policy.logicalId())
                    .hasSizeLessThanOrEqualTo(MANAGED));
    for (String kind : List.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")) {
      assertThat(template.all(kind))
          .isNotEmpty()
          .allSatisfy(
              policy ->
                  assertThat(deployed(policy.property("PolicyDocument")))
                      .hasSizeLessThanOrEqualTo(OF_RESOURCE));
    }
  }

  /// The document as IAM has it, with names as long as CloudFormation makes them.
  private static String deployed(JsonNode document) {
    return filled(document).toString();
  }

  private static JsonNode filled(JsonNode value) {
    if (value.has("Ref") || value.has("Fn::GetAtt") || value.has("Fn::Join")) {
      return TextNode.valueOf(
          Template.text(value)
              .replace("{AWS::Partition}", "aws-us-gov")
              .replace("{AWS::Region}", "ap-southeast-2")
              .replace("{AWS::AccountId}", "111122223333")
              .replaceAll("\\{[^}.]+\\}", "n".repeat(64))
              .replaceAll("\\{[^}]+\\}", "n".repeat(130)));
    }
    if (value instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object.properties().forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(element -> copy.add(filled(element)));
      return copy;
    }
    return value;
  }
}
