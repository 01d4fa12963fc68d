package io.quell.cli.explain;

import static io.quell.criteria.Criteria.onOneVulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.criteria.Criteria;
import io.quell.criteria.Field.Named;
import io.quell.finding.Finding;
import io.quell.finding.SeverityLabel;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.testing.Findings;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExplainCommandTest {
  private static final String OTHER_BUCKET = Samples.event("control-s3-9-other-bucket");
  private static final FixedRule LOWER = rule("lower", false, Decision.severity(SeverityLabel.LOW));
  private static final FixedRule RAISE =
      rule("raise", false, Decision.severity(SeverityLabel.HIGH));
  private static final FixedRule LAST = rule("last", true, Decision.suppress());

  @Test
  void explainsEveryRule() {
    CommandLineRun run = CommandLineRun.of("explain", "--all", OTHER_BUCKET);
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(2 + Book.packaged().rules().size());
    assertThat(run.out()).contains("S3.9 acme-checkout-invoices");
  }

  @Test
  void namesTheFirstCriterionThatFailedAndWhatItSaw() {
    assertThat(CommandLineRun.of("explain", "--all", OTHER_BUCKET).lines())
        .contains(
            "  log-buckets: resource tag purpose is access-logs, but saw invoices",
            "  restricted-data: resource tag data-classification is restricted, but the"
                + " finding has nothing there");
  }

  @Test
  void countsTheRulesThatFailByTheFirstCriterionThatFails() {
    assertThat(CommandLineRun.of("explain", OTHER_BUCKET).lines())
        .hasSize(3)
        .last()
        .asString()
        .isEqualTo(
            "  6 rules do not match, by the first criterion that fails: product 2, resource tag"
                + " purpose 1, resource tag decommission-by 1, resource tag data-classification 1,"
                + " account 1");
    assertThat(CommandLineRun.of("explain", Samples.event("control-s3-9-log-bucket")).lines())
        .contains("  log-buckets: matched")
        .anyMatch(line -> line.startsWith("  5 rules do not match"));
  }

  @Test
  void tellsTheFirstOfManyFindingsAndCountsAllByRule() {
    String findings =
        IntStream.range(0, 3_000)
            .mapToObj(
                at ->
                    at % 3 == 0
                        ? Samples.logBucket("f" + at).replace("access-logs", "invoices")
                        : Samples.logBucket("f" + at))
            .collect(Collectors.joining("\n"));
    CommandLineRun run = new Shell().input(findings).run("explain", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .hasSizeLessThanOrEqualTo(40)
        .contains("  … and 2,996 more findings; --all shows them", "All 3,000 findings")
        .anyMatch(
            line -> line.matches("log-buckets +resource tag purpose \\(1,000\\) +2,000 +1,000"));
  }

  @Test
  void saysOfASingleRuleWhichCriteriaHoldAndWhichFail() {
    assertThat(
            CommandLineRun.of("explain", "--rule", "log-buckets", OTHER_BUCKET)
                .lines()
                .subList(2, 6))
        .containsExactly(
            "  log-buckets: resource tag purpose is access-logs, but saw invoices",
            "    holds: control is S3.9",
            "    holds: not (severity is CRITICAL)",
            "    fails: resource tag purpose is access-logs, but saw invoices");
    assertThat(
            CommandLineRun.of(
                    "explain",
                    "--rule",
                    "bastion-probes",
                    Samples.event("own-product-two-resources"))
                .lines()
                .subList(2, 9))
        .containsExactly(
            "  bastion-probes: product is aws/guardduty, but saw" + " 444455556666/default",
            "    holds: not (severity is CRITICAL)",
            "    fails: product is aws/guardduty, but saw 444455556666/default",
            "    fails: type ends with /Recon:EC2-PortProbeUnprotectedPort or"
                + " Recon:EC2/PortProbeUnprotectedPort, but saw Software and Configuration"
                + " Checks/AWS Security Best Practices",
            "    fails: not every resource meets it:",
            "      on arn:aws:rds:eu-west-1:444455556666:snapshot:ledger-2026-11-17, resource tag"
                + " role is bastion, but it has nothing there",
            "      on arn:aws:rds:eu-west-1:444455556666:db:ledger, resource tag role is bastion,"
                + " but it has nothing there");
  }

  @Test
  void saysOfSeveralRulesOnlyTheFirstThatFails() {
    assertThat(
            CommandLineRun.of(
                    "explain", "--rule", "log-buckets", "--rule", "test-data", OTHER_BUCKET)
                .lines())
        .hasSize(4)
        .noneMatch(line -> line.contains("holds: "));
  }

  @Test
  void namesTheExceptionThatLeftTheFindingOut() {
    assertThat(
            CommandLineRun.of("explain", "--all", Samples.event("control-ec2-13-sandbox-account"))
                .lines())
        .contains(
            "  partners-in-sandboxes: left out by its exception: product starts with aws/"
                + " (aws/securityhub)");
  }

  // --- Who wins

  private static FixedRule rule(String id, boolean terminal, Decision.Apply then) {
    SampleRule sample = SampleRule.rule(id);
    return (terminal ? sample.terminal() : sample).asData(then);
  }

  @Test
  void saysWhoWinsEachField() {
    assertThat(
            new Shell()
                .input(Samples.logBucket("a"))
                .rules(LOWER, RAISE, LAST)
                .run("explain", "-")
                .lines())
        .endsWith(
            "  severity: lower wanted LOW, raise wanted HIGH: raise wins, it runs later",
            "  workflow status: last wanted SUPPRESSED and gets it");
  }

  @Test
  void saysOnlyOfTheRulesAskedForWhatTheyContendFor() {
    List<String> lines =
        new Shell()
            .input(Samples.logBucket("a"))
            .rules(LOWER, RAISE, LAST)
            .run("explain", "--rule", "lower", "-")
            .lines();
    assertThat(lines.subList(2, lines.size()))
        .containsExactly(
            "  lower: matched",
            "  severity: lower wanted LOW, raise wanted HIGH: raise wins, it runs later");
  }

  @Test
  void saysWhichRuleEndedTheRun() {
    CommandLineRun run =
        new Shell().input(Samples.logBucket("a")).rules(LAST, LOWER).run("explain", "-");
    assertThat(run.lines())
        .contains("  lower: not asked, for rule last ended the run; by itself: matched");
    assertThat(run.exitCode()).isZero();
    Map<?, ?> line =
        new Shell()
            .input(Samples.logBucket("a"))
            .rules(LAST, LOWER)
            .run("explain", "--json", "--rule", "lower", "-")
            .json()
            .getFirst();
    assertThat(line.get("endedBy")).isEqualTo("last");
    assertThat(line.get("matched")).isEqualTo(false);
  }

  @Test
  void saysWhatAPersonsChangeKeeps() {
    String resolved =
        Samples.logBucket("a").replace("\"Status\": \"NEW\"", "\"Status\": \"RESOLVED\"");
    String kept =
        "the workflow status RESOLVED that Quell did not set, which rule last wanted to be"
            + " SUPPRESSED";
    assertThat(new Shell().input(resolved).rules(LAST).run("explain", "-").lines())
        .endsWith("  workflow status: last wanted SUPPRESSED; left as it was: " + kept);
    Map<?, ?> line =
        new Shell()
            .input(resolved)
            .rules(LAST)
            .run("explain", "--json", "-")
            .json("contest")
            .getFirst();
    assertThat(line.get("result")).isEqualTo("kept");
    assertThat(line.get("kept")).isEqualTo(List.of(kept));
  }

  @Test
  void saysThatAPersonHasReleasedTheFinding() {
    String released =
        Samples.logBucket("a")
            .replace(
                "\"Id\": \"a\"",
                "\"Id\": \"a\", \"UserDefinedFields\": {\"quell.released\": \"yes\"}");
    assertThat(new Shell().input(released).rules(LAST).run("explain", "-").lines())
        .endsWith(
            "  last: a person has released the finding",
            "  left as it was: everything: a person has released the finding");
  }

  @Test
  void failsWhereARuleIsBroken() {
    Rule broken =
        new Rule() {
          @Override
          public Card card() {
            return rule("broken", false, Decision.suppress()).card();
          }

          @Override
          public Criteria when() {
            return Criteria.allOf();
          }

          @Override
          public Decision decide(Finding finding) {
            throw new IllegalStateException("broken");
          }
        };
    CommandLineRun run =
        new Shell().input(Samples.logBucket("a")).rules(broken, LAST).run("explain", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("  broken: the rule failed: java.lang.IllegalStateException: broken at ")
        .containsOnlyOnce("the rule failed");
    assertThat(
            new Shell()
                .input(Samples.logBucket("a"))
                .rules(broken, LAST)
                .run("explain", "--rule", "last", "-")
                .exitCode())
        .isZero();
  }

  @Test
  void saysThatARuleIsNotInForce() {
    assertThat(new Shell().on("2027-07-01").run("explain", OTHER_BUCKET).lines())
        .contains("  log-buckets: expired after 2027-06-30");
  }

  @Test
  void saysThatARuleMatched() {
    assertThat(CommandLineRun.of("explain", Samples.event("control-s3-9-log-bucket")).lines())
        .contains("  log-buckets: matched");
  }

  @Test
  void printsJsonLines() {
    CommandLineRun run =
        CommandLineRun.of("explain", "--json", "--rule", "log-buckets", OTHER_BUCKET);
    Map<?, ?> line = run.json().getFirst();
    assertThat(line.get("rule")).isEqualTo("log-buckets");
    assertThat(line.get("matched")).isEqualTo(false);
    assertThat(line.get("criterion")).isEqualTo("resource tag purpose is access-logs");
    assertThat(line.get("wanted")).isEqualTo("is access-logs");
    assertThat(line.get("seen")).isEqualTo(List.of("invoices"));
    assertThat(line.get("held"))
        .isEqualTo(List.of("control is S3.9", "not (severity is CRITICAL)"));
    assertThat((List<?>) line.get("failed")).hasSize(1);
  }

  @Test
  void printsTheResourcesThatFailAsParts() {
    Map<?, ?> line =
        CommandLineRun.of("explain", "--json", "--rule", "being-removed", OTHER_BUCKET)
            .json()
            .getFirst();
    assertThat((List<?>) line.get("parts"))
        .singleElement()
        .isEqualTo(
            Map.of(
                "resource",
                "arn:aws:s3:::acme-checkout-invoices",
                "criterion",
                "resource tag decommission-by is present",
                "wanted",
                "is present",
                "seen",
                List.of()));
  }

  @Test
  void printsTheVulnerabilitiesThatFailAsParts() {
    FixedRule rule =
        SampleRule.rule("severe")
            .when(onOneVulnerability(Named.CVSS.isAtLeast(9), Named.EXPLOIT_AVAILABLE.is("YES")))
            .asData(Decision.suppress());
    SampleFinding finding =
        Findings.finding()
            .vulnerabilities(
                Map.of(
                    "Id",
                    "CVE-2026-1",
                    "Cvss",
                    List.of(Map.of("BaseScore", 9.8)),
                    "ExploitAvailable",
                    "NO"),
                Map.of("Id", "CVE-2026-2", "ExploitAvailable", "YES"));
    Shell shell = new Shell().input(finding.text()).rules(rule);
    assertThat((List<?>) shell.run("explain", "--json", "-").json().getFirst().get("parts"))
        .isEqualTo(
            List.of(
                Map.of(
                    "vulnerability",
                    "CVE-2026-1",
                    "criterion",
                    "exploit available is YES",
                    "wanted",
                    "is YES",
                    "seen",
                    List.of("NO")),
                Map.of(
                    "vulnerability",
                    "CVE-2026-2",
                    "criterion",
                    "CVSS score is at least 9",
                    "wanted",
                    "is at least 9",
                    "seen",
                    List.of())));
    assertThat(shell.run("explain", "-").out())
        .contains("no vulnerability meets it:")
        .contains("on CVE-2026-1, exploit available is YES, but saw NO")
        .contains("on CVE-2026-2, CVSS score is at least 9, but it has nothing there");
  }

  @Test
  void showsBothNamesOfAResource() {
    FixedRule rule =
        SampleRule.rule("named")
            .when(Named.RESOURCE_ID.is("arn:aws:s3:::logs-b"))
            .asData(Decision.suppress());
    Shell shell = new Shell().input(Samples.ocsfLogBucket("a")).rules(rule);
    assertThat(shell.run("explain", "--json", "-").json().getFirst().get("seen"))
        .isEqualTo(List.of("arn:aws:s3:::logs-a", "logs-a"));
    assertThat(shell.run("explain", "-").out())
        .contains("resource id is arn:aws:s3:::logs-b, but saw arn:aws:s3:::logs-a, logs-a");
  }

  @Test
  void printsALineForEachFieldThatRulesWant() {
    Map<?, ?> line =
        new Shell()
            .input(Samples.logBucket("a"))
            .rules(LOWER, RAISE)
            .run("explain", "--json", "-")
            .json("contest")
            .getFirst();
    assertThat(line.get("field")).isEqualTo("severity");
    assertThat(line.get("bids"))
        .isEqualTo(
            List.of(
                Map.of("rule", "lower", "wanted", "LOW"),
                Map.of("rule", "raise", "wanted", "HIGH")));
    assertThat(line.get("winner")).isEqualTo("raise");
    assertThat(line.get("result")).isEqualTo("set");
  }

  @Test
  void saysThatNoRuleIsAskedWhereAPersonReleases() {
    String event =
        Samples.eventOf(Samples.logBucket("a"))
            .replace(
                "\"detail\"",
                "\"resources\":"
                    + " [\"arn:aws:securityhub:eu-west-1:444455556666:action/custom/QuellRelease\"],"
                    + " \"detail\"");
    CommandLineRun run = new Shell().input(event).run("explain", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            "Not explained%n  standard input: skipped: a person releases these findings, and no rule is asked%n"
                .formatted());
  }

  @Test
  void failsWhereAFileCannotBeRead() {
    CommandLineRun run = new Shell().input("nonsense").run("explain", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("Not explained", "standard input: unreadable: no valid JSON");
  }
}
