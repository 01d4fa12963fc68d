package io.quell.compile.pattern;

import static io.quell.criteria.Criteria.control;
import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.Format;
import io.quell.rule.Rule;
import io.quell.run.RuleEngine;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How many findings the patterns of a large book keep away from the function: a thousand rules on
/// named controls.
final class NamedControlsTest {
  private static final int RULES = 1_000;
  /// Security Hub's services by how their controls are named, each with the number of its last
  /// control.
  private static final Map<String, Integer> SERVICES =
      Map.ofEntries(
          Map.entry("ACM", 3),
          Map.entry("APIGateway", 9),
          Map.entry("AppSync", 6),
          Map.entry("Athena", 4),
          Map.entry("AutoScaling", 9),
          Map.entry("Backup", 5),
          Map.entry("CloudFormation", 4),
          Map.entry("CloudFront", 16),
          Map.entry("CloudTrail", 10),
          Map.entry("CloudWatch", 17),
          Map.entry("CodeBuild", 7),
          Map.entry("Config", 1),
          Map.entry("DataSync", 2),
          Map.entry("DMS", 13),
          Map.entry("DocumentDB", 6),
          Map.entry("DynamoDB", 7),
          Map.entry("EC2", 182),
          Map.entry("ECR", 5),
          Map.entry("ECS", 21),
          Map.entry("EFS", 8),
          Map.entry("EKS", 9),
          Map.entry("ElastiCache", 7),
          Map.entry("ElasticBeanstalk", 3),
          Map.entry("ELB", 22),
          Map.entry("EMR", 4),
          Map.entry("ES", 9),
          Map.entry("EventBridge", 4),
          Map.entry("FSx", 5),
          Map.entry("Glue", 4),
          Map.entry("GuardDuty", 13),
          Map.entry("IAM", 28),
          Map.entry("Inspector", 4),
          Map.entry("Kinesis", 3),
          Map.entry("KMS", 5),
          Map.entry("Lambda", 7),
          Map.entry("Macie", 2),
          Map.entry("MQ", 6),
          Map.entry("MSK", 6),
          Map.entry("Neptune", 9),
          Map.entry("NetworkFirewall", 10),
          Map.entry("Opensearch", 11),
          Map.entry("RDS", 48),
          Map.entry("Redshift", 18),
          Map.entry("Route53", 2),
          Map.entry("S3", 25),
          Map.entry("SageMaker", 15),
          Map.entry("SecretsManager", 5),
          Map.entry("SNS", 4),
          Map.entry("SQS", 3),
          Map.entry("SSM", 7),
          Map.entry("StepFunctions", 2),
          Map.entry("Transfer", 7),
          Map.entry("WAF", 12),
          Map.entry("WorkSpaces", 2));

  private record Measured(
      int matched, int matchedRefused, int others, int othersRefused, int takenTwice) {
    double share() {
      return (double) othersRefused / others;
    }

    @Override
    public String toString() {
      return "refused %.1f %% of the %d findings that no rule matches, and %d of the %d that one does; %d taken twice"
          .formatted(100 * share(), others, matchedRefused, matched, takenTwice);
    }
  }

  private static List<String> controls(Random random) {
    List<String> all =
        new ArrayList<>(
            SERVICES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(
                    service ->
                        IntStream.rangeClosed(1, service.getValue())
                            .mapToObj(number -> service.getKey() + "." + number))
                .toList());
    Collections.shuffle(all, random);
    return all;
  }

  /// Each on one of the controls, or a few, and many on a tag, an account or a severity as well.
  private static List<Rule> book(Random random, List<String> controls) {
    return IntStream.range(0, RULES)
        .<Rule>mapToObj(
            at -> {
              Criteria criteria =
                  control(
                      controls.get(at % controls.size()),
                      controls.get(random.nextInt(controls.size())));
              criteria =
                  switch (random.nextInt(5)) {
                    case 0 ->
                        criteria.and(Criteria.resourceTag("team", "team-" + random.nextInt(40)));
                    case 1 -> criteria.and(Criteria.account("%012d".formatted(random.nextInt(30))));
                    case 2 -> criteria.unless(Criteria.resourceTag("stage", "prod"));
                    default -> criteria;
                  };
              return SampleRule.rule("r-" + at).when(criteria).decides(Decision.suppress());
            })
        .toList();
  }

  private static Stream<Finding> findings(String control, Random random) {
    SampleFinding consolidated = finding().control(control);
    SampleFinding old =
        finding()
            .without("Compliance", "SecurityControlId")
            .with("aws-foundational-security-best-practices/v/1.0.0/" + control, "GeneratorId")
            .with(control, "ProductFields", "ControlId");
    SampleFinding named =
        finding()
            .control(control)
            .with("cis-aws-foundations-benchmark/v/1.4.0/" + control, "GeneratorId");
    return Stream.of(consolidated, old, named, ocsfFinding().control(control))
        .map(
            sample ->
                sample
                    .account("%012d".formatted(random.nextInt(40)))
                    .tag("team", "team-" + random.nextInt(60))
                    .read());
  }

  private static Measured measure(
      List<Rule> rules, List<FindingPattern> patterns, List<Finding> findings) {
    var engine = new RuleEngine(rules, Clock.systemUTC());
    var bus = new EventBus(patterns);
    var open = new EventBus(List.of(FindingPattern.open(EnumSet.allOf(Format.class))));
    int matched = 0;
    int matchedRefused = 0;
    int others = 0;
    int othersRefused = 0;
    int twice = 0;
    for (Finding finding : findings) {
      if (open.takes(finding)) {
        int takers = bus.takers(finding);
        twice += takers > 1 ? 1 : 0;
        if (engine.evaluate(finding).matched().isEmpty()) {
          others++;
          othersRefused += takers == 0 ? 1 : 0;
        } else {
          matched++;
          matchedRefused += takers == 0 ? 1 : 0;
        }
      }
    }
    return new Measured(matched, matchedRefused, others, othersRefused, twice);
  }

  private static List<FindingPattern> compiled(List<Rule> rules) {
    List<FindingPattern> patterns = FindingPattern.of(rules, EnumSet.allOf(Format.class));
    System.out.printf(
        "%d rules: %d event rules, %d characters%n",
        rules.size(), patterns.size(), patterns.stream().mapToInt(FindingPattern::length).sum());
    assertThat(patterns)
        .hasSizeLessThanOrEqualTo(FindingPattern.MOST_EVENT_RULES)
        .allSatisfy(pattern -> assertThat(pattern.length()).isLessThanOrEqualTo(2_048));
    return patterns;
  }

  /// Of the service's other numbers too: beginnings alone would not do.
  @ParameterizedTest
  @ValueSource(ints = {100, 300, 500})
  void areKeptAwayWhereNoRuleNamesThem(int distinct) {
    var random = new Random(distinct);
    List<String> controls = controls(random);
    List<Rule> rules = book(random, controls.subList(0, distinct));

    Measured measured = measure(rules, controls, random);

    System.out.printf("%d rules on %d controls: %s%n", RULES, distinct, measured);
    assertThat(measured.matchedRefused()).isZero();
    assertThat(measured.share()).isGreaterThanOrEqualTo(0.9);
    assertThat(measured.takenTwice()).isLessThan(measured.matched() / 10);
  }

  /// More controls than Security Hub has.
  @Test
  void areKeptAwayEvenWhereEveryRuleNamesAnother() {
    var random = new Random(1);
    List<String> controls =
        new ArrayList<>(
            SERVICES.keySet().stream()
                .sorted()
                .flatMap(
                    service ->
                        IntStream.rangeClosed(1, 40).mapToObj(number -> service + "." + number))
                .toList());
    Collections.shuffle(controls, random);
    List<Rule> rules =
        controls.stream()
            .limit(RULES)
            .<Rule>map(
                id ->
                    SampleRule.rule(id.toLowerCase(Locale.ROOT).replace('.', '-'))
                        .when(control(id))
                        .decides(Decision.suppress()))
            .toList();

    Measured measured = measure(rules, controls, random);

    System.out.printf("%d rules on as many controls: %s%n", RULES, measured);
    assertThat(measured.matchedRefused()).isZero();
    assertThat(measured.share()).isGreaterThanOrEqualTo(0.9);
  }

  private static Measured measure(List<Rule> rules, List<String> controls, Random random) {
    List<Finding> findings =
        new ArrayList<>(controls.stream().flatMap(control -> findings(control, random)).toList());
    findings.addAll(Corpus.findings());
    return measure(rules, compiled(rules), findings);
  }
}
