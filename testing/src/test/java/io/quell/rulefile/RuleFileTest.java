package io.quell.rulefile;

import static io.quell.criteria.Criteria.account;
import static io.quell.criteria.Criteria.allOf;
import static io.quell.criteria.Criteria.anyOf;
import static io.quell.criteria.Criteria.control;
import static io.quell.criteria.Criteria.not;
import static io.quell.criteria.Criteria.onEveryResource;
import static io.quell.criteria.Criteria.onEveryVulnerability;
import static io.quell.criteria.Criteria.onOneResource;
import static io.quell.criteria.Criteria.onOneVulnerability;
import static io.quell.criteria.Criteria.raw;
import static io.quell.criteria.Criteria.rawResource;
import static io.quell.criteria.Criteria.resourceTag;
import static io.quell.criteria.Criteria.userDefinedField;
import static io.quell.criteria.Field.Named.ACCOUNT;
import static io.quell.criteria.Field.Named.AGE;
import static io.quell.criteria.Field.Named.CREATED_AT;
import static io.quell.criteria.Field.Named.CVSS;
import static io.quell.criteria.Field.Named.EXPLOIT_AVAILABLE;
import static io.quell.criteria.Field.Named.FIX_AVAILABLE;
import static io.quell.criteria.Field.Named.NORMALIZED_SEVERITY;
import static io.quell.criteria.Field.Named.NOTE_TEXT;
import static io.quell.criteria.Field.Named.REGION;
import static io.quell.criteria.Field.Named.RESOURCE_ID;
import static io.quell.criteria.Field.Named.RESOURCE_TYPE;
import static io.quell.criteria.Field.Named.SEVERITY;
import static io.quell.criteria.Field.Named.TITLE;
import static io.quell.rulefile.RuleFiles.problems;
import static io.quell.rulefile.RuleFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.criteria.Condition;
import io.quell.criteria.Criteria;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.rule.Acceptance;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.value.QuellBuild;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RuleFileTest {
  private static final String CARD =
      """
      rules:
        - id: a-rule
          title: A title
          reason: A reason.
          owner: team
      """;

  private static final String NEWER =
      ". This is Quell %s; a newer Quell may know it".formatted(QuellBuild.version());

  private static Criteria when(String criteria) {
    return only(CARD
            + "    when: %s\n    then: {workflow-status: SUPPRESSED}\n".formatted(criteria))
        .when();
  }

  private static Decision.Apply then(String changes) {
    return only(CARD + "    when: {}\n    then: %s\n".formatted(changes)).then();
  }

  private static FixedRule only(String yaml) {
    List<FixedRule> rules = read(yaml).rules();
    assertThat(rules).hasSize(1);
    return rules.getFirst();
  }

  @Test
  void readsACard() {
    FixedRule rule =
        only(
            """
            rules:
              - id: s3-9-log-buckets
                title: Log buckets keep no access log of their own
                reason: >-
                  A bucket that logs to itself
                  grows without end.
                owner: platform-security
                ticket: SEC-1
                from: 2026-12-01
                expires: 2027-06-30
                terminal: true
                suppresses-critical: true
                imported-from: the findings manager
                accept:
                  - {check: conflict, with: other-rule, reason: The later is meant to win.}
                  - check: rests-on-tags
                    reason: Nobody but the platform team sets it.
                changes: [SUPPRESSION, SEVERITY]
                when: {control: S3.9}
                then: {workflow-status: SUPPRESSED}
            """);

    assertThat(rule.card())
        .isEqualTo(
            new Card(
                "s3-9-log-buckets",
                "Log buckets keep no access log of their own",
                "A bucket that logs to itself grows without end.",
                "platform-security",
                "SEC-1",
                LocalDate.of(2026, 12, 1),
                LocalDate.of(2027, 6, 30),
                true,
                Set.of(Change.SUPPRESSION, Change.SEVERITY),
                Set.of(),
                Set.of(WorkflowStatus.SUPPRESSED),
                true,
                "the findings manager",
                List.of(
                    new Acceptance("conflict", "other-rule", "The later is meant to win."),
                    new Acceptance(
                        "rests-on-tags", null, "Nobody but the platform team sets it."))));
  }

  @Test
  void derivesFromTheDecisionWhatARuleMaySet() {
    Card card =
        only(CARD
                + """
                    when: {}
                    then:
                      workflow-status: NOTIFIED
                      severity: {raise: 3}
                      note: Look at it.
                """
                    .indent(-4)
                    .indent(4))
            .card();

    assertThat(card.changes()).containsExactly(Change.SEVERITY, Change.WORKFLOW, Change.NOTE);
    assertThat(card.severities()).containsExactly(SeverityLabel.HIGH, SeverityLabel.CRITICAL);
    assertThat(card.workflowStatuses()).containsExactly(WorkflowStatus.NOTIFIED);
    assertThat(card.terminal()).isFalse();
    assertThat(card.suppressesCritical()).isFalse();
  }

  static List<Map.Entry<String, Criteria>> criteria() {
    Instant may = Instant.parse("2026-05-01T00:00:00Z");
    return List.of(
        Map.entry("{}", allOf()), //
        Map.entry("{control: S3.9}", control("S3.9")), //
        Map.entry("{control: [S3.9, EC2.1]}", control("S3.9", "EC2.1")),
        Map.entry("{account: 012345678901}", account("012345678901")),
        Map.entry(
            "{control: S3.9, region: eu-west-1}", control("S3.9").and(REGION.is("eu-west-1"))),
        Map.entry("{title: {prefix: [a, b]}}", TITLE.startsWith("a", "b")),
        Map.entry(
            "{title: [{suffix: a}, b, {contains: c}]}",
            anyOf(TITLE.endsWith("a"), TITLE.is("b"), TITLE.contains("c"))),
        Map.entry(
            "{resource-id: {wildcard: 'arn:*:s3:::logs-*'}}",
            RESOURCE_ID.fits("arn:*:s3:::logs-*")),
        Map.entry("{title: {regex: 'S3\\.\\d+'}}", TITLE.matches("S3\\.\\d+")),
        Map.entry("{title: {equals-ignore-case: x}}", TITLE.isIgnoringCase("x")),
        Map.entry(
            "{raw: {Network.SourceIpV4: {cidr: 10.0.0.0/8}}}",
            raw("Network", "SourceIpV4").isInNetwork("10.0.0.0/8")),
        Map.entry(
            "{resource: {Details.Other.a\\.b: x}}", rawResource("Details", "Other", "a.b").is("x")),
        Map.entry(
            "{severity: {anything-but: [CRITICAL, HIGH]}}",
            SEVERITY.isPresent().and(not(SEVERITY.is(SeverityLabel.CRITICAL, SeverityLabel.HIGH)))),
        Map.entry(
            "{normalized-severity: {numeric: ['>=', 40, '<', 70]}}",
            new Criteria.Test(
                NORMALIZED_SEVERITY, new Condition.NumericRange(40, true, 70, false))),
        Map.entry("{cvss: {numeric: ['=', 9.8]}}", CVSS.isBetween(9.8, 9.8)),
        Map.entry("{cvss: {numeric: ['>', 7]}}", CVSS.isMoreThan(7)),
        Map.entry("{note-text: {exists: false}}", NOTE_TEXT.isAbsent()),
        Map.entry("{note-text: {exists: true}}", NOTE_TEXT.isPresent()),
        Map.entry("{age: {older-than: 30 days}}", AGE.olderThan(Duration.ofDays(30))),
        Map.entry("{age: [{newer-than: 1 hour}]}", AGE.newerThan(Duration.ofHours(1))),
        Map.entry(
            "{created-at: {not-before: 2026-05-01T00:00:00Z, not-after: 2026-05-02T00:00:00Z}}",
            CREATED_AT.isWithin(may, may.plus(Duration.ofDays(1)))),
        Map.entry(
            "{created-at: {not-before: 2026-05-01T02:00:00+02:00}}",
            new Criteria.Test(CREATED_AT, new Condition.TimeRange(may, null))),
        Map.entry(
            "{resource-tag: {team: a, stage: [dev, test]}}",
            resourceTag("team", "a").and(resourceTag("stage", "dev", "test"))),
        Map.entry("{user-defined-field: {x: y}}", userDefinedField("x").is("y")),
        Map.entry(
            "{any-of: [{control: S3.9}, {region: a, title: b}]}",
            control("S3.9").or(REGION.is("a").and(TITLE.is("b")))),
        Map.entry(
            "{all-of: [{title: {prefix: a}}, {title: {suffix: b}}]}",
            TITLE.startsWith("a").and(TITLE.endsWith("b"))),
        Map.entry("{not: {control: S3.9}}", not(control("S3.9"))),
        Map.entry(
            "{not: [{control: S3.9}, {region: a}]}", not(control("S3.9")).and(not(REGION.is("a")))),
        Map.entry(
            "{one-resource: {resource-type: AwsS3Bucket, resource-tag: {a: b}}}",
            onOneResource(RESOURCE_TYPE.is("AwsS3Bucket"), resourceTag("a", "b"))),
        Map.entry(
            "{every-resource: {resource-tag: {a: b}}}", onEveryResource(resourceTag("a", "b"))),
        Map.entry(
            "{one-vulnerability: {fix-available: 'NO', cvss: {numeric: ['>=', 9]}}}",
            onOneVulnerability(FIX_AVAILABLE.is("NO"), CVSS.isAtLeast(9))),
        Map.entry(
            "{every-vulnerability: {exploit-available: 'NO'}}",
            onEveryVulnerability(EXPLOIT_AVAILABLE.is("NO"))));
  }

  @ParameterizedTest
  @MethodSource("criteria")
  void readsCriteria(Map.Entry<String, Criteria> row) {
    assertThat(when(row.getKey())).isEqualTo(row.getValue());
  }

  @Test
  void readsExceptions() {
    String yaml =
        CARD
            + "    when: {control: S3.9}\n"
            + "    unless: %s\n"
            + "    then: {workflow-status: SUPPRESSED}\n";

    assertThat(only(yaml.formatted("{severity: CRITICAL}")).when())
        .isEqualTo(control("S3.9").unless(SEVERITY.is("CRITICAL")));
    assertThat(only(yaml.formatted("[{severity: CRITICAL}, {region: a}]")).when())
        .isEqualTo(control("S3.9").unless(SEVERITY.is("CRITICAL")).unless(REGION.is("a")));
  }

  @Test
  void readsNamedListsWhereverAFieldIsTested() {
    RuleFile file =
        read(
            """
            lists:
              sandboxes: ["111122223333", 444455556666]
              ours: [{list: sandboxes}, "777788889999", {prefix: "0"}]
            """
                + CARD
                + """
                    when: {account: {list: sandboxes}, raw: {Owner: [x, {list: ours}]}}
                    unless: {account: {anything-but: {list: ours}}}
                    then: {workflow-status: SUPPRESSED}
                """
                    .indent(-4)
                    .indent(4));

    assertThat(file.rules().getFirst().when())
        .isEqualTo(
            allOf(
                account("111122223333", "444455556666"),
                anyOf(
                    raw("Owner").is("x", "111122223333", "444455556666", "777788889999"),
                    raw("Owner").startsWith("0")),
                not(
                    ACCOUNT
                        .isPresent()
                        .and(
                            not(
                                anyOf(
                                    account("111122223333", "444455556666", "777788889999"),
                                    ACCOUNT.startsWith("0")))))));
  }

  static List<Map.Entry<String, Decision.Apply>> decisions() {
    return List.of(
        Map.entry("{workflow-status: RESOLVED}", Decision.workflow(WorkflowStatus.RESOLVED)),
        Map.entry("{severity: LOW}", Decision.severity(SeverityLabel.LOW)),
        Map.entry("{severity: {raise: 1}}", Decision.raiseSeverity(1)),
        Map.entry("{severity: {lower: 2}}", Decision.lowerSeverity(2)),
        Map.entry("{severity: {at-most: MEDIUM}}", Decision.capSeverity(SeverityLabel.MEDIUM)),
        Map.entry("{severity: {at-least: HIGH}}", Decision.floorSeverity(SeverityLabel.HIGH)),
        Map.entry(
            "{workflow-status: SUPPRESSED, note: Known.}",
            Decision.suppress().and(Decision.note("Known."))),
        Map.entry("{normalized-severity: 12}", Decision.normalizedSeverity(12)),
        Map.entry("{product-severity: 2.5}", Decision.productSeverity(2.5)),
        Map.entry("{severity-id: FATAL}", Decision.severity(OcsfSeverity.FATAL)),
        Map.entry("{status-id: ARCHIVED}", Decision.status(OcsfStatus.ARCHIVED)),
        Map.entry(
            "{verification-state: BENIGN_POSITIVE}",
            Decision.verificationState(VerificationState.BENIGN_POSITIVE)),
        Map.entry(
            "{confidence: 0, criticality: 100}",
            Decision.confidence(0).and(Decision.criticality(100))),
        Map.entry("{types: [TTPs/a, Effects]}", Decision.types("TTPs/a", "Effects")),
        Map.entry(
            "{user-defined-fields: {a: b, c: 1}}",
            Decision.userDefinedField("a", "b").and(Decision.userDefinedField("c", "1"))),
        Map.entry(
            "{related-findings: [{id: a, product-arn: b}]}", Decision.relatedFinding("a", "b")));
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void readsDecisions(Map.Entry<String, Decision.Apply> row) {
    assertThat(then(row.getKey())).isEqualTo(row.getValue());
  }

  @Test
  void readsAQuotedNullAsAText() {
    assertThat(when("{title: 'null'}")).isEqualTo(TITLE.is("null"));
  }

  @Test
  void readsYamlInFlowStyle() {
    assertThat(
            only("{rules: [{id: a, title: t, reason: r, owner: o, when: {control: S3.9}, then:"
                    + " {severity: LOW}}]}")
                .when())
        .isEqualTo(control("S3.9"));
  }

  @Test
  void saysWhereAFileIsNoUtf8() {
    byte[] latin =
        "rules:\n  - id: a\n    title: Schl\u00fcssel\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(RuleFileException.class)
        .isThrownBy(() -> RuleFile.read("rules.yaml", latin))
        .withMessage("rules.yaml:3:16: this is no UTF-8, in which the file has to be");
  }

  @Test
  void readsJsonAsWell() {
    assertThat(
            only("""
            {"rules": [{"id": "a", "title": "t", "reason": "r", "owner": "o", "when": {"control": ["S3.9"]},
              "then": {"severity": "LOW"}}]}
            """)
                .when())
        .isEqualTo(control("S3.9"));
  }

  @Test
  void knowsLinesAndVersion() {
    RuleFile file = read(CARD + "    when: {}\n    then: {severity: LOW}\n");

    assertThat(file.places()).containsExactly(Map.entry("a-rule", new RuleFile.RulePlace(2, 5)));
    assertThat(file.version())
        .matches("[0-9a-f]{12}")
        .isEqualTo(read(CARD + "    when: {}\n    then: {severity: LOW}\n").version())
        .isNotEqualTo(read(CARD + "    when: {}\n    then: {severity: HIGH}\n").version());
    assertThat(read("rules: []").rules()).isEmpty();
  }

  static List<Map.Entry<String, String>> onVulnerabilities() {
    return List.of(
        Map.entry("{resource-type: AwsS3Bucket}", "resource type"),
        Map.entry("{cvss: {numeric: ['>=', 9]}, resource-tag: {team: a}}", "resource tag team"),
        Map.entry("{not: {resource: {Details.Size: '5'}}}", "resource Details.Size"),
        Map.entry("{any-of: [{one-resource: {epss: '1'}}]}", "one resource"));
  }

  @ParameterizedTest
  @MethodSource("onVulnerabilities")
  void refusesToAskAVulnerabilityAboutResources(Map.Entry<String, String> row) {
    for (String word : List.of("one-vulnerability", "every-vulnerability")) {
      assertThat(problems(rule("{%s: %s}".formatted(word, row.getKey()), "{severity: LOW}")))
          .singleElement()
          .asString()
          .endsWith(
              "%s: %s cannot be asked of a vulnerability: findings do not say which resource has which vulnerability. Move it out, beside the criteria on vulnerabilities"
                  .formatted(word, row.getValue()));
    }
  }

  @Test
  void refusesWhatIsNoCriteriaOfAVulnerability() {
    assertThat(problems(rule("{one-vulnerability: [{cvss: '9'}]}", "{severity: LOW}")))
        .singleElement()
        .asString()
        .contains("one-vulnerability is a list; allowed is a mapping of fields");
    assertThat(problems(rule("{one-vulnerability: {cve: x}}", "{severity: LOW}")))
        .singleElement()
        .asString()
        .contains("there is no field 'cve'");
  }

  @Test
  void tellsAllThatIsWrongInOneGo() {
    assertThat(
            problems(
                """
                lists:
                  empty: []
                rules:
                  - id: Bad Id
                    title: A title
                    owner: team
                    colour: red
                    expires: 31.12.2026
                    when:
                      contrl: S3.9
                      severity: [URGENT]
                      account: {list: nobody}
                    then: {workflow-status: MUTED}
                  - id: good
                    title: A title
                    reason: A reason.
                    owner: team
                    when: {title: {regex: "("}}
                    then: {severity: {by: 1}, note: ""}
                  - 7
                  - {id: good, title: t, reason: r, owner: o, then: {confidence: 101}}
                """))
        .containsExactly(
            "rules.yaml:2:10: list empty is an empty list, which no value could pass",
            "rules.yaml:4:5: rule 'Bad Id': reason is missing; it has to be not blank",
            "rules.yaml:4:9: rule 'Bad Id': id is 'Bad Id'; allowed is lower-case words joined by"
                + " hyphens, at most 50 characters",
            "rules.yaml:7:5: rule 'Bad Id': there is no member 'colour'; there are id, title,"
                + " reason, owner, ticket, from, expires, terminal, suppresses-critical,"
                + " imported-from, accept, changes, when, unless, then, examples"
                + NEWER,
            "rules.yaml:8:14: rule 'Bad Id': expires is '31.12.2026'; allowed is a day such as"
                + " 2027-01-31",
            "rules.yaml:10:7: rule 'Bad Id': there is no field 'contrl'; did you mean 'control'?"
                + " There are format, class, vulnerability, cvss, epss, fix-available,"
                + " exploit-available, control, standard, product, generator, id, account, region,"
                + " title, description, type, severity, provider-severity, normalized-severity and"
                + " 28 more"
                + NEWER,
            "rules.yaml:11:18: rule 'Bad Id': severity is 'URGENT'; allowed is INFORMATIONAL, LOW,"
                + " MEDIUM, HIGH, CRITICAL",
            "rules.yaml:12:23: rule 'Bad Id': there is no list 'nobody'; there are empty",
            "rules.yaml:13:29: rule 'Bad Id': workflow-status is 'MUTED'; allowed is NEW, NOTIFIED,"
                + " SUPPRESSED, RESOLVED",
            "rules.yaml:18:27: rule 'good': title: regex: '(' is no regular expression: Unclosed"
                + " group",
            "rules.yaml:19:23: rule 'good': there is no change of severity 'by'; there are raise,"
                + " lower, at-most, at-least"
                + NEWER,
            "rules.yaml:19:37: rule 'good': note is ''; allowed is a text",
            "rules.yaml:20:5: rule number 3: a rule is '7'; allowed is a mapping with the members"
                + " id, title, reason, owner, ticket, from, expires, terminal, suppresses-critical,"
                + " imported-from, accept, changes, when, unless, then, examples",
            "rules.yaml:21:5: rule 'good': when is missing; {} is any finding",
            "rules.yaml:21:10: rule 'good': the id is that of the rule on line 14 already",
            "rules.yaml:21:66: rule 'good': confidence is '101'; allowed is a whole number from 0"
                + " to 100");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void saysWhatIsWrong(Map.Entry<String, String> row) {
    assertThat(problems(row.getKey())).hasSize(1).first().asString().contains(row.getValue());
  }

  static String rule(String when, String then) {
    return CARD + "    when: %s\n    then: %s\n".formatted(when, then);
  }

  static List<Map.Entry<String, String>> broken() {
    String suppress = "{workflow-status: SUPPRESSED}";
    return List.of(
        Map.entry("", "the file is empty"),
        Map.entry("# nothing\n", "the file is empty"),
        Map.entry("[]", "the file is a list; allowed is a mapping"),
        Map.entry("{}", "rules is missing"),
        Map.entry("rules: 7", "rules is missing, or no list"),
        Map.entry("rulez: []\nrules: []", "did you mean 'rules'?"),
        Map.entry("rulse: []\nrules: []", "did you mean 'rules'?"),
        Map.entry("rules: [", "rules.yaml:1:9: no valid YAML: "),
        Map.entry("rules: []\n---\nrules: []", "a second document"),
        Map.entry("rules: []\nrules: []", "'rules' is there twice"),
        Map.entry("lists: 7\nrules: []", "lists is '7'"),
        Map.entry("\tx: 1", "no valid YAML"),
        Map.entry(
            "[".repeat(200) + "]".repeat(200),
            "lists and mappings stand in each other more than 100 levels deep"),
        Map.entry("rules:\n  - ? [a]\n    : b", "the name of a member is a text"),
        Map.entry(rule("7", suppress), "when is '7'; allowed is a mapping"),
        Map.entry(rule("", suppress), "when is empty"),
        Map.entry(rule("{control: }", suppress), "control has no value"),
        Map.entry(rule("{control: []}", suppress), "control is an empty list"),
        Map.entry(rule("{control: [[a]]}", suppress), "control is a list; allowed is a value"),
        Map.entry(rule("{control: {}}", suppress), "a condition has one member"),
        Map.entry(
            rule("{control: {prefix: a, suffix: b}}", suppress), "a condition has one member"),
        Map.entry(
            rule("{control: {prefix: }}", suppress), "control: prefix is empty; allowed is a text"),
        Map.entry(rule("{control: {prefix: []}}", suppress), "at least one"),
        Map.entry(rule("{control: {prefx: a}}", suppress), "did you mean 'prefix'?"),
        Map.entry(
            rule("{control: {exists: yes}}", suppress),
            "control: exists is 'yes'; allowed is true or false"),
        Map.entry(
            rule("{cvss: {numeric: 7}}", suppress),
            "cvss: numeric is '7'; allowed is one comparison or two"),
        Map.entry(rule("{cvss: {numeric: ['>', x]}}", suppress), "cvss: numeric is a list"),
        Map.entry(
            rule("{cvss: {numeric: ['>', 7, '<', 7]}}", suppress),
            "no number lies between 7 and 7"),
        Map.entry(rule("{cvss: {numeric: ['>', 7, '>', 8]}}", suppress), "that a number can pass"),
        Map.entry(rule("{cvss: {numeric: ['~', 7]}}", suppress), "that a number can pass"),
        Map.entry(
            rule("{age: {older-than: 30}}", suppress),
            "a number of days, hours, minutes or seconds"),
        Map.entry(
            rule("{age: {older-than: 0 days}}", suppress),
            "a number of days, hours, minutes or seconds"),
        Map.entry(
            rule("{created-at: {not-before: 2026-05-01}}", suppress), "a time with its offset"),
        Map.entry(
            rule("{created-at: {not-after: +999999999-12-31T23:59:59Z}}", suppress),
            "a time with its offset"),
        Map.entry(
            rule("{created-at: {not-before: -0001-01-01T00:00:00Z}}", suppress),
            "a time with its offset"),
        Map.entry(
            rule(
                "{created-at: {not-before: 2026-05-02T00:00:00Z, not-after: 2026-05-01T00:00:00Z}}",
                suppress),
            "no time lies between"),
        Map.entry(rule("{raw: {Network.SourceIpV4: {cidr: 10}}}", suppress), "'10' is no network"),
        Map.entry(rule("{raw: {a..b: x}}", suppress), "a path is member names joined by dots"),
        Map.entry(
            rule("{resource-tag: team}", suppress), "resource-tag is 'team'; allowed is a mapping"),
        Map.entry(
            rule("{account: {list: [a]}}", suppress),
            "account: list is a list; allowed is the name of a list"),
        Map.entry(rule("{any-of: []}", suppress), "any-of is an empty list"),
        Map.entry(
            rule("{any-of: {control: a}}", suppress),
            "any-of is a mapping; allowed is a list of criteria"),
        Map.entry(rule("{not: 7}", suppress), "not is '7'"),
        Map.entry(rule("{not: []}", suppress), "not is an empty list"),
        Map.entry(rule("{all-of: []}", suppress), "all-of is an empty list"),
        Map.entry(rule("{control: null}", suppress), "control has no value"),
        Map.entry(rule("{control: ~}", suppress), "control has no value"),
        Map.entry(
            rule("{resource-tag: {exempt: NULL}}", suppress), "resource-tag exempt has no value"),
        Map.entry(
            rule("{control: {prefix: [a, null]}}", suppress),
            "control: prefix is empty; allowed is a text"),
        Map.entry(rule("{}", "{note: null}"), "note is empty; allowed is a text"),
        Map.entry(
            rule("{}", "{severity: LOW, normalized-severity: 95}"),
            "severity and normalized-severity set the same"),
        Map.entry(
            rule("{}", "{status-id: ARCHIVED, workflow-status: NEW}"),
            "workflow-status and status-id set the same"),
        Map.entry(
            rule("{cvss: {numeric: ['>=', 70, '<', 40]}}", suppress),
            "no number lies between 70 and 40"),
        Map.entry(
            CARD + "    ticket: ~\n    when: {}\n    then: {severity: LOW}\n",
            "ticket is empty; allowed is 1 to 40"),
        Map.entry(
            CARD + "    unless: []\n    when: {}\n    then: {severity: LOW}\n",
            "unless is an empty list"),
        Map.entry(rule("{}", "{}"), "then sets nothing; allowed is a mapping"),
        Map.entry(rule("{}", "SUPPRESSED"), "then is 'SUPPRESSED'"),
        Map.entry(rule("{}", "{mute: true}"), "there is no field to set 'mute'"),
        Map.entry(rule("{}", "{note: " + "x".repeat(301) + "}"), "a note has 1 to 300 characters"),
        Map.entry(rule("{}", "{types: [Nonsense]}"), "types: the type is Nonsense"),
        Map.entry(rule("{}", "{user-defined-fields: {QuellRules: x}}"), "is Quell's own"),
        Map.entry(rule("{}", "{related-findings: [{id: a}]}"), "a list of {id: …, product-arn: …}"),
        Map.entry(rule("{}", "{severity: {raise: 5}}"), "1 to 4 labels"),
        Map.entry(
            rule("{}", "{severity: low}"), "severity is 'low'; did you mean 'LOW'? Allowed is"),
        Map.entry(
            rule("{}", "{severity-id: HIGH}"),
            "severity-id is 'HIGH'; allowed is UNKNOWN, FATAL, OTHER"),
        Map.entry(CARD + "    when: {}\n", "then is missing"),
        Map.entry(
            CARD + "    terminal: yes\n    when: {}\n    then: {severity: LOW}\n",
            "terminal is 'yes'"),
        Map.entry(
            CARD
                + "    from: 2027-01-02\n"
                + "    expires: 2027-01-01\n"
                + "    when: {}\n"
                + "    then: {severity: LOW}\n",
            "expires is '2027-01-01'; allowed is a day not before 2027-01-02"),
        Map.entry(
            CARD + "    changes: [SUPPRESSION]\n    when: {}\n    then: {severity: LOW}\n",
            "changes allows [SUPPRESSION], but what the rule decides needs [SEVERITY]"),
        Map.entry(
            CARD + "    changes: [MUTING]\n    when: {}\n    then: {severity: LOW}\n", "changes"));
  }
}
