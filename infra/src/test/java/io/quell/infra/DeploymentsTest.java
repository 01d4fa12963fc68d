package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.criteria.Criteria;
import io.quell.infra.cloudformation.AwsAccount;
import io.quell.infra.cloudformation.StackResource;
import io.quell.infra.cloudformation.StackTemplate;
import io.quell.infra.cloudformation.StackUpdate;
import io.quell.infra.cloudformation.StackUpdate.Fate;
import io.quell.infra.options.Options;
import io.quell.rule.Rule;
import io.quell.testing.SampleRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One deployment after another, by the model of CloudFormation: the first one, each change of
/// options, a new rule book, the release before, and the deletion.
final class DeploymentsTest {
  private static final String VERSION = "AWS::Lambda::Version";
  private static final String LOG_GROUP = "AWS::Logs::LogGroup";
  private static final Map<Map<String, Object>, StackTemplate> TEMPLATES = templates();

  private static Map<Map<String, Object>, StackTemplate> templates() {
    Map<Map<String, Object>, StackTemplate> templates = new LinkedHashMap<>();
    PairwiseOptions.all().forEach(options -> templates.put(options, template(options)));
    return templates;
  }

  private static StackTemplate template(Map<String, Object> options) {
    return StackTemplate.of(Synthesis.template(options).json());
  }

  private static StackTemplate template(String... options) {
    Map<String, Object> all = new TreeMap<>();
    for (int at = 0; at < options.length; at += 2) {
      all.put(options[at], options[at + 1]);
    }
    return template(all);
  }

  private static StackTemplate before(String name) {
    return StackTemplate.of(
        Project.json(
            Project.path("infra/src/test/resources/before-1.0.0/%s.json".formatted(name))));
  }

  /// Each set of options after each other one.
  private static void forEachPair(BiConsumer<StackTemplate, StackTemplate> check) {
    TEMPLATES.forEach(
        (from, before) ->
            TEMPLATES.forEach(
                (to, after) -> {
                  try {
                    check.accept(before, after);
                  } catch (AssertionError e) {
                    throw new AssertionError("from %s to %s".formatted(from, to), e);
                  }
                }));
  }

  @Test
  void tryEveryTwoValuesTogether() {
    Set<String> met = new TreeSet<>();
    PairwiseOptions.rows().forEach(options -> met.addAll(PairwiseOptions.pairs(options)));

    assertThat(met)
        .contains("delivery=direct rules=appconfig", "reconcile=off rules=appconfig")
        .hasSize(pairsOfAllValues());
    assertThat(TEMPLATES).hasSizeLessThan(20);
  }

  private static int pairsOfAllValues() {
    List<Integer> sizes = PairwiseOptions.VALUES.values().stream().map(List::size).toList();
    int pairs = 0;
    for (int one = 0; one < sizes.size(); one++) {
      for (int other = one + 1; other < sizes.size(); other++) {
        pairs += sizes.get(one) * sizes.get(other);
      }
    }
    return pairs;
  }

  /// What is kept when it leaves a stack holds state: all but versions, of which there is another
  /// one with each change of the function.
  static Map<String, String> stateful(StackTemplate template) {
    Map<String, String> stateful = new TreeMap<>();
    template
        .resources()
        .forEach(
            (id, resource) -> {
              if (resource.isKept() && !resource.typeId().equals(VERSION)) {
                stateful.put(id, resource.typeId());
              }
            });
    return stateful;
  }

  /// A version is another resource with each change of the function, and the one before stays. With
  /// reconciliation goes its log, and with the stack's own key what it has encrypted could be read
  /// by: both stay too, and the next one is another.
  private static List<String> statefulThatLeaves(StackUpdate update) {
    return update
        .with(Fate.REMOVED, Fate.REMOVED_AND_KEPT, Fate.REPLACED, Fate.REPLACED_AND_KEPT)
        .stream()
        .filter(id -> stateful(update.before()).containsKey(id))
        .filter(
            id ->
                !(id.matches("Quell(ReconciliationLog|Key)[0-9A-F]{8}")
                    && update.fate(id) == Fate.REMOVED_AND_KEPT))
        .toList();
  }

  @Test
  void removeAndReplaceNothingThatHoldsState() {
    forEachPair(
        (before, after) -> {
          StackUpdate update = StackUpdate.between(before, after);
          assertThat(statefulThatLeaves(update)).isEmpty();
          assertThat(before.all(VERSION))
              .extracting(StackResource::logicalId)
              .allSatisfy(
                  id ->
                      assertThat(update.fate(id))
                          .isIn(Fate.UNTOUCHED, Fate.UPDATED, Fate.REMOVED_AND_KEPT));
        });
  }

  /// The queue and the alias stay what they are, and so does everything that people or the
  /// commands have the name of.
  @Test
  void keepWhatCommandsName() {
    forEachPair(
        (before, after) -> {
          StackUpdate update = StackUpdate.between(before, after);
          for (String type :
              List.of(
                  "AWS::SQS::Queue",
                  "AWS::Lambda::Function",
                  "AWS::Lambda::Alias",
                  "AWS::Lambda::EventSourceMapping",
                  "AWS::Lambda::EventInvokeConfig",
                  "AWS::AppConfig::DeploymentStrategy")) {
            assertThat(before.all(type))
                .extracting(StackResource::logicalId)
                .filteredOn(id -> !id.startsWith("QuellReconciliation"))
                .allSatisfy(id -> assertThat(update.fate(id)).isIn(Fate.UNTOUCHED, Fate.UPDATED));
          }
        });
  }

  @Test
  void useNoNameTwice() {
    forEachPair(
        (before, after) -> {
          AwsAccount account = new AwsAccount();
          account.deploy(before);
          account.deploy(after);
          account.deploy(before);
          account.delete();
          account.deploy(after);
          assertThat(account.leftBehind()).isPositive();
        });
  }

  /// CloudFormation creates and updates what a resource needs before it. What an event rule needs
  /// is there, and permits, before its first event, and is deleted after it.
  private static void checkThatStartersComeLast(StackTemplate template) {
    for (StackResource rule : template.all("AWS::Events::Rule")) {
      Set<String> needs = template.allThatItNeeds(rule.logicalId());
      assertThat(needs)
          .as(rule.logicalId())
          .containsAll(
              rule.logicalId().startsWith("QuellReconciliation")
                  ? found(
                      template, "Reconciliation(Unstarted)?RunsPolicy|ReconciliationMessages", 3)
                  : found(
                      template,
                      "FindingsPolicy|UndeliveredPolicy|Live|LiveEventRules|Batches|Retries",
                      6));
    }
    for (StackResource schedule : template.all("AWS::Scheduler::Schedule")) {
      assertThat(template.allThatItNeeds(schedule.logicalId()))
          .as(schedule.logicalId())
          .containsAll(
              found(
                  template,
                  "Reconciliation(Unstarted)?RunsPolicy|ReconciliationMessages"
                      + "|ReconciliationScheduleRolePermissions",
                  4));
    }
    // Lambda refuses a mapping, or a destination, that the function's role does not permit.
    for (String type :
        List.of("AWS::Lambda::EventSourceMapping", "AWS::Lambda::EventInvokeConfig")) {
      for (StackResource taker : template.all(type)) {
        String role =
            taker.logicalId().startsWith("QuellReconciliation")
                ? "ReconciliationRolePermissions"
                : "RolePermissions";
        assertThat(template.allThatItNeeds(taker.logicalId()))
            .as(taker.logicalId())
            .containsAll(found(template, role, 1));
      }
    }
  }

  /// The logical ids of constructs: the CDK adds eight digits of a hash to each.
  private static List<String> found(StackTemplate template, String ids, int expected) {
    List<String> found =
        template.resources().keySet().stream()
            .filter(id -> id.matches("Quell(%s)[0-9A-F]{8}".formatted(ids)))
            .toList();
    assertThat(found).as(ids).hasSize(expected);
    return found;
  }

  @Test
  void createWhatSendsEventsAfterAllThatTakesThem() {
    TEMPLATES.values().forEach(DeploymentsTest::checkThatStartersComeLast);
  }

  /// The policies take up to a minute to hold. What takes longest, to publish a version with its
  /// snapshot, lies between them and the event rules.
  @Test
  void publishTheVersionAfterThePolicies() {
    TEMPLATES
        .values()
        .forEach(
            template ->
                assertThat(template.all(VERSION))
                    .singleElement()
                    .satisfies(
                        version ->
                            assertThat(template.allThatItNeeds(version.logicalId()))
                                .containsAll(
                                    found(template, "FindingsPolicy|UndeliveredPolicy", 2))));
  }

  /// The order of a creation would also find the mistake that it is there for.
  @Test
  void wouldFindEventRulesThatComeTooEarly() {
    StackTemplate before = before("queue");

    assertThat(before.all("AWS::Events::Rule"))
        .filteredOn(rule -> rule.logicalId().startsWith("QuellImportedFindings"))
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(before.allThatItNeeds(rule.logicalId()))
                    .doesNotContainAnyElementsOf(
                        found(before, "FindingsPolicy|UndeliveredPolicy|Batches", 3)));
  }

  @ParameterizedTest
  @CsvSource({"delivery, queue, direct", "delivery, direct, queue"})
  void onlyAimTheEventRulesElsewhereWhereTheDeliveryChanges(String option, String from, String to) {
    StackUpdate update = StackUpdate.between(template(option, from), template(option, to));

    assertThat(update.with(Fate.REMOVED, Fate.REPLACED, Fate.REPLACED_AND_KEPT)).isEmpty();
    // Alarms and the dashboard show the way that is taken; direct delivery reserves concurrency,
    // which makes the function's version another one.
    assertThat(update.with(Fate.UPDATED))
        .allMatch(
            id ->
                id.matches(
                    "Quell(ImportedFindings\\d*|MarkedFindings|Quell\\w+Chosen|OldestEvent"
                        + "|LostEvents|Dashboard|Function|Live|FunctionErrors|FunctionThrottles)"
                        + "[0-9A-F]{8}"))
        .anyMatch(id -> id.startsWith("QuellImportedFindings"));
  }

  /// Outside reconciliation, whose queues hold a run that is under way.
  @Test
  void removeNothingThatEventsWaitInOrGoThrough() {
    Set<String> comeAndGo = new TreeSet<>();
    forEachPair(
        (before, after) ->
            StackUpdate.between(before, after).with(Fate.REMOVED).stream()
                .filter(id -> !id.startsWith("QuellReconciliation"))
                // of a topic that goes with it
                .filter(id -> !id.startsWith("QuellAlarmKey"))
                .map(id -> before.resource(id).typeId())
                .forEach(comeAndGo::add));

    assertThat(comeAndGo)
        .contains("AWS::Events::Rule")
        .doesNotContain(
            "AWS::SQS::Queue",
            "AWS::SQS::QueuePolicy",
            "AWS::Lambda::Function",
            "AWS::Lambda::Alias",
            "AWS::Lambda::Permission",
            "AWS::Lambda::EventSourceMapping",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::KMS::Key",
            "AWS::AppConfig::Application",
            "AWS::AppConfig::ConfigurationProfile",
            "AWS::AppConfig::Environment",
            "AWS::AppConfig::DeploymentStrategy",
            LOG_GROUP);
  }

  private static StackTemplate ofRules(int count) {
    List<Rule> rules = new ArrayList<>(Book.packaged().rules());
    IntStream.range(0, count)
        .mapToObj(
            at ->
                SampleRule.rule("r-" + at)
                    .when(Criteria.control("Service%d.%d".formatted(at % 40, at))))
        .forEach(rules::add);
    return StackTemplate.of(
        Synthesis.template(QuellProps.of(Options.defaults(), Synthesis.jar(), rules)).json());
  }

  /// Nothing that permits changes with the book: a policy that names the new event rule would hold
  /// up to a minute after it.
  @Test
  void permitANewEventRuleBeforeItIsThere() {
    StackUpdate grown = StackUpdate.between(ofRules(0), ofRules(400));

    assertThat(grown.with(Fate.CREATED))
        .filteredOn(id -> id.startsWith("QuellImportedFindings"))
        .hasSizeGreaterThan(5);
    for (String type : List.of("AWS::SQS::QueuePolicy", "AWS::Lambda::Permission")) {
      assertThat(grown.after().all(type))
          .isNotEmpty()
          .allSatisfy(
              policy ->
                  assertThat(grown.fate(policy.logicalId()))
                      .as(policy.logicalId())
                      .isEqualTo(Fate.UNTOUCHED));
    }
    checkThatStartersComeLast(grown.after());
  }

  @Test
  void leaveBehindWhatHoldsStateAndNothingElse() {
    TEMPLATES
        .values()
        .forEach(
            template -> {
              StackUpdate deletion = StackUpdate.between(template, StackTemplate.NONE);
              assertThat(deletion.with(Fate.REMOVED_AND_KEPT))
                  .extracting(id -> template.resource(id).typeId())
                  .contains("AWS::SQS::Queue", "AWS::AppConfig::ConfigurationProfile")
                  .isSubsetOf(
                      "AWS::AppConfig::Application",
                      "AWS::AppConfig::ConfigurationProfile",
                      "AWS::AppConfig::Environment",
                      VERSION,
                      LOG_GROUP,
                      "AWS::SQS::Queue",
                      "AWS::KMS::Key");
              assertThat(deletion.with(Fate.REMOVED_AND_KEPT))
                  .filteredOn(id -> !template.resource(id).typeId().equals("AWS::KMS::Key"))
                  .hasSize(template.all("AWS::Scheduler::Schedule").isEmpty() ? 10 : 11);
            });
  }

  /// The state before 1.0.0, as it would be updated in place.
  @ParameterizedTest
  @ValueSource(strings = {"queue", "direct", "appconfig"})
  void takeOverWhatIsDeployed(String name) {
    StackTemplate old = before(name);
    StackTemplate now =
        switch (name) {
          case "queue" -> template();
          case "direct" -> template("delivery", "direct", "mode", "enforce");
          default ->
              template(
                  "rules",
                  "appconfig",
                  "mode",
                  "enforce",
                  "alarmEmails",
                  "team@example.com",
                  "customActions",
                  "stack");
        };
    AwsAccount account = new AwsAccount();
    account.deploy(old);
    StackUpdate update = account.deploy(now);

    // No queue, log, application, environment or profile: their logical ids are the same.
    Set<String> leaving =
        update
            .with(Fate.REMOVED, Fate.REMOVED_AND_KEPT, Fate.REPLACED, Fate.REPLACED_AND_KEPT)
            .stream()
            .filter(id -> !old.resource(id).typeId().startsWith("AWS::CloudWatch::"))
            .map(id -> old.resource(id).typeId() + " " + update.fate(id))
            .collect(Collectors.toSet());
    // A version's logical id has a hash of the function's settings in it. Roles have managed
    // policies now, which are created before the inline ones go.
    Set<String> expected = new TreeSet<>(Set.of(VERSION + " REMOVED", "AWS::IAM::Policy REMOVED"));
    switch (name) {
      // those of single event rules, instead of which there is one for all
      case "direct" -> expected.add("AWS::Lambda::Permission REMOVED");
      // its name has the stack's UUID in it
      case "appconfig" -> expected.add("AWS::AppConfig::DeploymentStrategy REPLACED");
      default -> {}
    }
    assertThat(leaving).isEqualTo(expected);
    assertThat(update.with(Fate.CREATED))
        .extracting(id -> now.resource(id).typeId())
        .contains("AWS::AppConfig::ConfigurationProfile", "AWS::AppConfig::Environment")
        .doesNotContain("AWS::Events::Rule");
    checkThatStartersComeLast(now);
  }
}
