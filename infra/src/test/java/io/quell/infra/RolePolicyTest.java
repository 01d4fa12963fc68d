package io.quell.infra;

import static io.quell.testing.Findings.finding;
import static io.quell.testing.OcsfFindings.ocsfFinding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quell.compile.permission.PermittedChanges;
import io.quell.compile.permission.UpdatePermissions;
import io.quell.criteria.Criteria;
import io.quell.finding.Format;
import io.quell.finding.OcsfSeverity;
import io.quell.finding.OcsfStatus;
import io.quell.finding.SeverityLabel;
import io.quell.finding.VerificationState;
import io.quell.finding.WorkflowStatus;
import io.quell.infra.IamPolicy.Answer;
import io.quell.infra.IamPolicy.Request;
import io.quell.infra.options.Options;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.run.RuleEngine;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Action;
import io.quell.update.Change;
import io.quell.update.Decision;
import io.quell.update.FieldValue;
import io.quell.update.Update;
import io.quell.update.UpdateField;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the function's role may do, statement by statement.
final class RolePolicyTest {
  private static final Map<String, Object> ENFORCE = Map.of("mode", "enforce");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final String UPDATE = "securityhub:BatchUpdateFindings";
  private static final String HOME = "arn:aws:securityhub:eu-west-1:111122223333:";

  /// `Workflow.Status=SUPPRESSED Note.Text=x` are the fields of a request; `asff` or `ocsf` says
  /// which operation.
  static Request update(String format, String fields) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String field : fields.split(" ", -1)) {
      int equals = field.indexOf('=');
      keys.put(
          "securityhub:%sSyntaxPath/%s"
              .formatted(format.toUpperCase(Locale.ROOT), field.substring(0, equals)),
          field.substring(equals + 1));
    }
    return new Request(UPDATE, HOME + (format.equals("asff") ? "hub/default" : "hubv2/5c4b"), keys);
  }

  static IamPolicy policy(Map<String, Object> options) {
    return DeployedRole.of(Synthesis.template(options), "Quell/Quell/Role");
  }

  static final String TABLE =
      """
      asff | Workflow.Status=SUPPRESSED                                    | allowed | UpdateFindings
      asff | Workflow.Status=SUPPRESSED Note.Text=x Note.UpdatedBy=quell UserDefinedFields.key=quell.rules UserDefinedFields.value=x | allowed | UpdateFindings
      asff | Severity.Label=INFORMATIONAL Note.Text=x Note.UpdatedBy=quell | allowed | UpdateFindings
      asff | Severity.Label=LOW                                            | allowed | UpdateFindings
      asff | Severity.Label=MEDIUM                                         | allowed | UpdateFindings
      asff | Severity.Label=HIGH                                           | allowed | UpdateFindings
      asff | Severity.Label=CRITICAL                                       | allowed | UpdateFindings
      asff | Workflow.Status=NEW                                           | allowed | UpdateFindings
      asff | Workflow.Status=NOTIFIED                                      | allowed | UpdateFindings
      asff | Workflow.Status=RESOLVED                                      | denied  | DenyValuesASFFWorkflowStatus
      asff | Workflow.Status=RESOLVED Note.Text=x                          | denied  | DenyValuesASFFWorkflowStatus
      asff | Severity.Normalized=1                                         | allowed | UpdateFindings
      asff | Severity.Product=1.0                                          | allowed | UpdateFindings
      asff | Confidence=1                                                  | allowed | UpdateFindings
      asff | Workflow.Status=RESOLVED Confidence=1                         | denied  | DenyValuesASFFWorkflowStatus
      asff | Criticality=1                                                 | allowed | UpdateFindings
      asff | RelatedFindings=x                                             | denied  | DenyFieldASFFRelatedFindings
      asff | Confidence=1 RelatedFindings=x                                | denied  | DenyFieldASFFRelatedFindings
      asff | Types=Effects                                                 | allowed | UpdateFindings
      asff | VerificationState=UNKNOWN                                     | allowed | UpdateFindings
      asff | VerificationState=TRUE_POSITIVE                               | denied  | DenyValuesASFFVerificationState
      asff | VerificationState=FALSE_POSITIVE                              | denied  | DenyValuesASFFVerificationState
      asff | VerificationState=BENIGN_POSITIVE                             | denied  | DenyValuesASFFVerificationState
      ocsf | StatusId=3                                                    | allowed | UpdateFindings
      ocsf | StatusId=3 Comment=x                                          | allowed | UpdateFindings
      ocsf | StatusId=1                                                    | allowed | UpdateFindings
      ocsf | StatusId=2                                                    | allowed | UpdateFindings
      ocsf | SeverityId=1                                                  | allowed | UpdateFindings
      ocsf | SeverityId=2                                                  | allowed | UpdateFindings
      ocsf | SeverityId=3                                                  | allowed | UpdateFindings
      ocsf | SeverityId=4                                                  | allowed | UpdateFindings
      ocsf | SeverityId=5 Comment=x                                        | allowed | UpdateFindings
      ocsf | StatusId=4                                                    | denied  | DenyValuesOCSFStatusId
      ocsf | StatusId=0                                                    | allowed | UpdateFindings
      ocsf | StatusId=5                                                    | denied  | DenyValuesOCSFStatusId
      ocsf | StatusId=6                                                    | denied  | DenyValuesOCSFStatusId
      ocsf | StatusId=99 Comment=x                                         | denied  | DenyValuesOCSFStatusId
      ocsf | SeverityId=0                                                  | allowed | UpdateFindings
      ocsf | SeverityId=6                                                  | allowed | UpdateFindings
      ocsf | SeverityId=99                                                 | allowed | UpdateFindings
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void letsUpdatesThroughAsTheRulesNeedThem(
      String format, String fields, String answer, String statement) {
    assertThat(policy(ENFORCE).evaluate(update(format, fields)))
        .isEqualTo(new Answer(answer.equals("allowed"), List.of(statement)));
  }

  @Test
  void hasNoStatementAboutUpdatesThatTheTableLeavesOut() {
    Set<String> tried = new HashSet<>();
    TABLE.lines().forEach(line -> tried.add(line.substring(line.lastIndexOf('|') + 1).strip()));

    assertThat(policy(ENFORCE).ids())
        .containsExactlyInAnyOrderElementsOf(
            with(
                tried,
                "WriteLog",
                "ReceiveFindings",
                "HandOverFailedEvents",
                "ReadFindings",
                "ReadLevers"));
  }

  private static Set<String> with(Set<String> ids, String... more) {
    Set<String> all = new HashSet<>(ids);
    all.addAll(List.of(more));
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "securityhub:BatchImportFindings",
    "securityhub:GetFindingsV2",
    "securityhub:GetFindingHistory",
    "securityhub:UpdateFindings",
    "securityhub:BatchUpdateAutomationRules",
    "securityhub:DisableSecurityHub"
  })
  void deniesEveryOtherActionOfSecurityHub(String action) {
    assertThat(policy(ENFORCE).evaluate(new Request(action, HOME + "hub/default", Map.of())))
        .isEqualTo(new Answer(false, List.of()));
  }

  /// One action authorises reading in both formats (service authorization reference, GetFindings).
  @ParameterizedTest
  @CsvSource({
    "enforce, 15, true",
    "enforce, 1, true",
    "enforce, 0, false",
    "enforce, off, false",
    "observe, 15, false"
  })
  void readsOnlyWhereItEnforcesAndLateEventsAreRead(String mode, String minutes, boolean allowed) {
    IamPolicy policy = policy(Map.of("mode", mode, "lateMinutes", minutes));

    for (String hub : List.of("hub/default", "hubv2/5c4b")) {
      Request read = new Request("securityhub:GetFindings", HOME + hub, Map.of());
      assertThat(policy.evaluate(read))
          .isEqualTo(new Answer(allowed, allowed ? List.of("ReadFindings") : List.of()));
    }
    Request elsewhere =
        new Request(
            "securityhub:GetFindings",
            "arn:aws:securityhub:us-east-1:111122223333:hub/default",
            Map.of());
    assertThat(policy.evaluate(elsewhere).allowed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:securityhub:eu-west-1:444455556666:hub/default",
    "arn:aws:securityhub:us-east-1:111122223333:hub/default",
    "arn:aws-cn:securityhub:eu-west-1:111122223333:hubv2/x",
    "arn:aws:securityhub:eu-west-1:111122223333:hub/other",
    "arn:aws:securityhub:eu-west-1:111122223333:product/x"
  })
  void deniesTheHubsOfOthers(String resource) {
    assertThat(policy(ENFORCE).evaluate(new Request(UPDATE, resource, Map.of())))
        .isEqualTo(new Answer(false, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          asff | Workflow.Status=SUPPRESSED
          asff | Note.Text=x
          ocsf | StatusId=3
          ocsf | Comment=x
          """)
  void deniesEveryUpdateInObserveMode(String format, String fields) {
    assertThat(policy(Map.of("mode", "observe")).evaluate(update(format, fields)))
        .isEqualTo(new Answer(false, List.of("DenyObserve")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          asff | Workflow.Status=NEW             | true
          asff | Workflow.Status=NOTIFIED        | true
          asff | Severity.Label=INFORMATIONAL    | true
          asff | Severity.Label=CRITICAL         | true
          asff | Note.Text=x Note.UpdatedBy=quell UserDefinedFields.key=quell.rules | true
          asff | Workflow.Status=SUPPRESSED      | false
          asff | Workflow.Status=RESOLVED        | false
          asff | Severity.Normalized=1           | true
          asff | Severity.Product=1.0            | true
          asff | VerificationState=UNKNOWN       | true
          asff | VerificationState=FALSE_POSITIVE | false
          asff | Confidence=1                    | true
          asff | Criticality=1                   | true
          asff | Types=Effects                   | true
          asff | RelatedFindings=x               | false
          ocsf | StatusId=1                      | true
          ocsf | StatusId=2                      | true
          ocsf | SeverityId=1                    | true
          ocsf | SeverityId=5                    | true
          ocsf | SeverityId=6                    | true
          ocsf | Comment=x                       | true
          ocsf | StatusId=0                      | true
          ocsf | StatusId=3                      | false
          ocsf | StatusId=4                      | false
          ocsf | StatusId=5                      | false
          ocsf | StatusId=6                      | false
          ocsf | StatusId=99                     | false
          """)
  void givesBackWhatEarlierBooksHaveSetAndSetsNothingElseWithoutARule(
      String format, String fields, boolean allowed) {
    for (String customActions : List.of("command", "stack", "off")) {
      Options options = Options.of(Map.of("mode", "enforce", "customActions", customActions));
      QuellProps props = QuellProps.of(options, Synthesis.jar(), List.of());

      assertThat(policy(props.changes()).evaluate(update(format, fields)).allowed())
          .as("customActions=%s", customActions)
          .isEqualTo(allowed);
    }
  }

  /// What the engine itself gives back, whatever open finding it had changed; the role knows none
  /// of the rules.
  @ParameterizedTest
  @EnumSource
  void permitsEveryUpdateThatGivesBack(Format format) {
    IamPolicy policy = policy(PermittedChanges.of(List.of()).andGivingBack());
    List<SampleFinding> samples =
        switch (format) {
          case ASFF ->
              Arrays.stream(SeverityLabel.values())
                  .map(RolePolicyTest::withAllFields)
                  .flatMap(
                      sample ->
                          Stream.of(
                              sample.workflow(WorkflowStatus.NEW),
                              sample.workflow(WorkflowStatus.NOTIFIED)))
                  .toList();
          case OCSF ->
              Arrays.stream(OcsfSeverity.values())
                  .<SampleFinding>map(
                      severity ->
                          ocsfFinding()
                              .with(severity.id(), "severity_id")
                              .without("vendor_attributes"))
                  .flatMap(
                      sample ->
                          Stream.of(
                              sample.workflow(WorkflowStatus.NEW),
                              sample.workflow(WorkflowStatus.NOTIFIED),
                              sample.with(OcsfStatus.UNKNOWN.id(), "status_id")))
                  .toList();
        };
    Set<String> tried = new TreeSet<>();
    for (SampleFinding open : samples) {
      SampleFinding changed = open.after(evaluate(open, ALL_FIELDS));
      Update back = evaluate(changed, ALL_FIELDS.expires("2026-05-31"));
      String fields = fields(format, back);

      assertThat(policy.evaluate(update(fields.substring(0, 4), fields.substring(5))))
          .as("%s on %s", fields, open.text())
          .isEqualTo(new Answer(true, List.of("UpdateFindings")));
      tried.add(fields);
    }
    assertThat(tried)
        .as("each severity and status leads to an update of its own")
        .hasSameSizeAs(samples);
    System.out.printf(
        "%s: %d updates that give back, such as %s%n",
        format, tried.size(), tried.iterator().next());
    assertThat(tried).allSatisfy(fields -> assertThat(fields).contains(backOn(format)));
  }

  /// Sets every field that is given back, and has a look at the numbers, so that those from before
  /// are remembered.
  private static final SampleRule ALL_FIELDS =
      SampleRule.rule("a")
          .when(Criteria.not(Criteria.raw("Severity", "Product").is("-1")))
          .decides(
              Decision.suppress()
                  .and(Decision.normalizedSeverity(7))
                  .and(Decision.productSeverity(8))
                  .and(Decision.verificationState(VerificationState.FALSE_POSITIVE))
                  .and(Decision.confidence(1))
                  .and(Decision.criticality(2))
                  .and(Decision.types("Effects")));

  private static SampleFinding withAllFields(SeverityLabel label) {
    return finding()
        .severity(label)
        .with(label.lowestNormalized() + 3, "Severity", "Normalized")
        .with(5.5, "Severity", "Product")
        .with("UNKNOWN", "VerificationState")
        .with(60, "Confidence")
        .with(60, "FindingProviderFields", "Confidence")
        .with(30, "Criticality")
        .with(30, "FindingProviderFields", "Criticality");
  }

  private static List<String> backOn(Format format) {
    return switch (format) {
      case ASFF ->
          List.of(
              "Severity.Product=5.5",
              "VerificationState=UNKNOWN",
              "Confidence=60",
              "Criticality=30",
              "Types=Software");
      case OCSF -> List.of("StatusId=");
    };
  }

  private static Update evaluate(SampleFinding sample, Rule rule) {
    return new RuleEngine(List.of(rule), CLOCK).evaluate(sample.read()).update();
  }

  /// A request as [#update] takes it, its format before it.
  private static String fields(Format format, Update update) {
    assertThat(update.isEmpty()).isFalse();
    return update.within(format).values().entrySet().stream()
        .map(
            entry ->
                switch (entry.getKey()) {
                  case NOTE -> format == Format.ASFF ? "Note.Text=x Note.UpdatedBy=x" : "Comment=x";
                  case USER_DEFINED_FIELDS -> "UserDefinedFields.key=x UserDefinedFields.value=x";
                  default ->
                      String.join(".", entry.getKey().member(format))
                          + "="
                          + text(entry.getValue());
                })
        .collect(Collectors.joining(" ", format.name().toLowerCase(Locale.ROOT) + " ", ""));
  }

  /// In OCSF by number, and without blanks, which stand between the fields.
  private static String text(FieldValue value) {
    return switch (value) {
      case FieldValue.Constant(OcsfSeverity severity) -> Integer.toString(severity.id());
      case FieldValue.Constant(OcsfStatus status) -> Integer.toString(status.id());
      default -> value.toString().replace(' ', '_');
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          asff | ocsf | StatusId=3                 | DenyFieldOCSFStatusId
          asff | ocsf | SeverityId=2               | DenyFieldOCSFSeverityId
          asff | ocsf | Comment=x                  | DenyFieldOCSFComment
          ocsf | asff | Workflow.Status=SUPPRESSED | DenyFieldASFFWorkflowStatus
          ocsf | asff | Severity.Label=LOW         | DenyFieldASFFSeverityLabel
          ocsf | asff | Note.Text=x                | DenyFieldASFFNoteText
          ocsf | asff | UserDefinedFields.key=x    | DenyFieldASFFUserDefinedFieldskey
          """)
  void deniesTheFormatThatIsNotDelivered(
      String delivered, String format, String fields, String statement) {
    assertThat(
            policy(Map.of("mode", "enforce", "formats", delivered))
                .evaluate(update(format, fields)))
        .isEqualTo(new Answer(false, List.of(statement)));
  }

  private static IamPolicy policy(Rule... rules) {
    return policy(PermittedChanges.of(List.of(rules)));
  }

  private static IamPolicy policy(PermittedChanges permitted) {
    return new IamPolicy(
        UpdatePermissions.of(
                permitted,
                EnumSet.allOf(Format.class),
                true,
                List.of(HOME + "hub/default", HOME + "hubv2/*"))
            .stream()
            .map(statement -> Project.json(statement.json()))
            .toList());
  }

  private static FixedRule fixed(String id, Decision.Apply then) {
    Set<Change> changes = then.actions().stream().map(Action::change).collect(Collectors.toSet());
    return new FixedRule(
        Card.builder(id, "title", "reason", "owner").changes(changes).build(),
        Criteria.allOf(),
        then);
  }

  private static final String TABLE_OF_FIXED_RULES =
      """
      asff | Workflow.Status=RESOLVED         | allowed
      asff | Workflow.Status=SUPPRESSED       | denied
      asff | Workflow.Status=NEW              | denied
      asff | Severity.Label=LOW               | allowed
      asff | Severity.Label=MEDIUM            | denied
      asff | Severity.Label=INFORMATIONAL     | denied
      asff | Severity.Label=HIGH              | allowed
      asff | Severity.Normalized=75           | allowed
      asff | Severity.Product=1.0             | denied
      asff | VerificationState=FALSE_POSITIVE | allowed
      asff | VerificationState=TRUE_POSITIVE  | denied
      asff | VerificationState=UNKNOWN        | denied
      asff | Confidence=1                     | allowed
      asff | Criticality=1                    | denied
      asff | Types=Effects                    | denied
      asff | RelatedFindings=x                | denied
      asff | Note.Text=x                      | allowed
      asff | UserDefinedFields.key=x          | allowed
      ocsf | StatusId=4                       | allowed
      ocsf | StatusId=3                       | denied
      ocsf | StatusId=1                       | denied
      ocsf | StatusId=5                       | allowed
      ocsf | StatusId=6                       | denied
      ocsf | StatusId=99                      | denied
      ocsf | SeverityId=2                     | allowed
      ocsf | SeverityId=3                     | denied
      ocsf | SeverityId=4                     | allowed
      ocsf | SeverityId=5                     | denied
      ocsf | SeverityId=6                     | allowed
      ocsf | SeverityId=0                     | denied
      ocsf | SeverityId=99                    | denied
      ocsf | Comment=x                        | allowed
      """;

  /// Their cards would allow more.
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = TABLE_OF_FIXED_RULES)
  void letsRulesThatAreDataSetTheirValuesAndNoOthers(String format, String fields, String answer) {
    IamPolicy policy =
        policy(
            fixed("a", Decision.workflow(WorkflowStatus.RESOLVED).and(Decision.confidence(7))),
            fixed("b", Decision.capSeverity(SeverityLabel.LOW).and(Decision.note("x"))),
            fixed("c", Decision.normalizedSeverity(75)),
            fixed("d", Decision.verificationState(VerificationState.FALSE_POSITIVE)),
            fixed(
                "e",
                Decision.status(OcsfStatus.ARCHIVED).and(Decision.severity(OcsfSeverity.FATAL))));

    assertThat(policy.evaluate(update(format, fields)).allowed())
        .isEqualTo(answer.equals("allowed"));
  }

  /// `Decision` says SUPPRESSED as a workflow status; an action made by hand can say it as OCSF's.
  @Test
  void permitsAStatusHoweverARuleSaysIt() {
    IamPolicy policy =
        policy(
            fixed(
                "a",
                new Decision.Apply(
                    List.of(
                        new Action.SetField(
                            UpdateField.STATUS_ID,
                            new FieldValue.Constant(OcsfStatus.SUPPRESSED))))));
    assertThat(policy.evaluate(update("ocsf", "StatusId=3")).allowed()).isTrue();
    assertThat(policy.evaluate(update("ocsf", "StatusId=4")).allowed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void letsARuleClassDoWhatItsCardAllows(Change change) {
    SampleRule rule = SampleRule.rule("a").mayOnly(change);
    String format = change.isExpressibleIn(Format.ASFF) ? "asff" : "ocsf";
    String fields =
        switch (change) {
          case SUPPRESSION -> "Workflow.Status=SUPPRESSED";
          case WORKFLOW -> "Workflow.Status=RESOLVED";
          case SEVERITY -> "Severity.Label=CRITICAL";
          case NOTE -> "Note.Text=x";
          case SEVERITY_SCORE ->
              "Severity.Normalized=90 Severity.Label=CRITICAL Severity.Product=1.0";
          case SEVERITY_ID -> "SeverityId=99";
          case STATUS_ID -> "StatusId=6";
          case VERIFICATION_STATE -> "VerificationState=BENIGN_POSITIVE";
          case CONFIDENCE -> "Confidence=1";
          case CRITICALITY -> "Criticality=1";
          case TYPES -> "Types=Effects";
          case USER_DEFINED_FIELDS -> "UserDefinedFields.key=x";
          case RELATED_FINDINGS -> "RelatedFindings=x";
        };

    assertThat(policy(rule).evaluate(update(format, fields)).allowed()).isTrue();
    assertThat(policy().evaluate(update(format, fields)).allowed()).isFalse();
    for (Change other : Change.values()) {
      boolean isNeededAnyway =
          change == Change.NOTE
              || change == Change.USER_DEFINED_FIELDS
              || (change == Change.SEVERITY && other == Change.SEVERITY_SCORE);
      assertThat(
              policy(SampleRule.rule("b").mayOnly(other))
                  .evaluate(update(format, fields))
                  .allowed())
          .as("a book that changes %s alone", other)
          .isEqualTo(other == change || isNeededAnyway);
    }
  }

  @Test
  void isEvaluatedByATestThatRefusesWhatItDoesNotKnow() {
    Request request = update("asff", "Confidence=1");

    assertThatThrownBy(
            () ->
                new IamPolicy(
                        List.of(
                            Project.json(
                                """
                                {"Effect": "Allow", "NotAction": "s3:GetObject", "Resource": "*"}\
                                """)))
                    .evaluate(request))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("NotAction");
    assertThatThrownBy(
            () ->
                new IamPolicy(
                        List.of(
                            Project.json(
                                """
                                {"Effect": "Allow", "Action": "securityhub:*", "Resource": "*"}\
                                """)))
                    .evaluate(request))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("securityhub:*");
    assertThatThrownBy(
            () ->
                new IamPolicy(
                        List.of(
                            Project.json(
                                """
                                {"Effect": "Allow", "Action": "securityhub:BatchUpdateFindings", "Resource": "*",
                                 "Condition": {"StringLike": {"aws:PrincipalTag/team": "a*"}}}\
                                """)))
                    .evaluate(request))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("StringLike");
  }
}
