package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.book.Book;
import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.finding.WorkflowStatus;
import io.quell.infra.options.Options;
import io.quell.lambda.event.EventReader;
import io.quell.rule.RuleHistory;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.testing.Findings;
import io.quell.testing.SampleFinding;
import io.quell.testing.SampleRule;
import io.quell.update.Decision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which events start the function, as AWS's own matcher says.
final class EventRulesTest {
  private static final String IMPORTED = "ImportedFindings";
  private static final String MARKED = "MarkedFindings";
  /// What starts a reconciliation, and takes no finding.
  private static final String DEPLOYED = "Deployed";
  private static final String TRIAGE = "QuellTriageChosen";
  private static final String NOBODY = "nobody";
  private static final Path CORPUS = Project.path("../shared/corpus").normalize();

  private static DeployedRules rules(String formats) {
    return new DeployedRules(Synthesis.template(Map.of("formats", formats)));
  }

  /// A new sample goes in here, with the event rule that takes it, and with the one that
  /// takes it where rules are published later.
  private static final String SAMPLES =
      """
      config-custom-rule.json                                | nobody            | ImportedFindings
      control-ec2-13-sandbox-account.json                    | ImportedFindings  | ImportedFindings
      control-ec2-7-govcloud.json                            | nobody            | ImportedFindings
      control-ecr-3-build-cache.json                         | ImportedFindings  | ImportedFindings
      control-iam-6-before-consolidation.json                | ImportedFindings  | ImportedFindings
      control-s3-9-log-bucket.json                           | ImportedFindings  | ImportedFindings
      control-s3-9-other-bucket.json                         | nobody            | ImportedFindings
      control-s3-9-resource-being-removed.json               | ImportedFindings  | ImportedFindings
      control-s3-9-suppressed-by-a-person.json               | nobody            | nobody
      custom-action-three-products.json                      | QuellTriageChosen | QuellTriageChosen
      custom-action-undo-release.json                        | QuellUndoReleaseChosen | QuellUndoReleaseChosen
      guardduty-credential-exfiltration-restricted-data.json | ImportedFindings  | ImportedFindings
      guardduty-port-probe-bastion.json                      | ImportedFindings  | ImportedFindings
      insight-results.json                                   | nobody            | nobody
      inspector-no-fix-no-exploit.json                       | ImportedFindings  | ImportedFindings
      macie-test-data-bucket.json                            | ImportedFindings  | ImportedFindings
      ocsf-control-s3-9-log-bucket.json                      | ImportedFindings2 | ImportedFindings
      ocsf-guardduty-port-probe-bastion.json                 | ImportedFindings2 | ImportedFindings
      ocsf-inspector-no-fix-no-exploit.json                  | ImportedFindings2 | ImportedFindings
      ocsf-macie-test-data-bucket.json                       | ImportedFindings2 | ImportedFindings
      own-product-two-resources.json                         | ImportedFindings  | ImportedFindings
      partner-severity-normalized-only.json                  | nobody            | ImportedFindings
      sqs-batch.json#1                                       | ImportedFindings  | ImportedFindings
      sqs-batch.json#2                                       | ImportedFindings  | ImportedFindings
      sqs-batch.json#3                                       | ImportedFindings  | ImportedFindings
      """;

  private static final Map<String, String> CORPUS_EVENTS =
      Map.ofEntries(
          Map.entry("CIS-1.3.json", IMPORTED),
          Map.entry("CIS-1.4.json", IMPORTED),
          Map.entry("CIS-bad.json", IMPORTED),
          Map.entry("CIS_1-6-multi-select.json", NOBODY),
          Map.entry("CIS_1-6.json", NOBODY),
          Map.entry("CIS_unsupversion.json", NOBODY),
          Map.entry("afsbp-ec2.7.json", IMPORTED),
          Map.entry("custom-action-mismatch.json", NOBODY),
          Map.entry("event-securityhub-cloudtrail-finding-action.json", NOBODY),
          Map.entry("event-securityhub-iamkey-finding-action.json", NOBODY),
          Map.entry("event-securityhub-insight-2.json", NOBODY),
          Map.entry("event-securityhub-lambda-cross.json", NOBODY));
  private static final Set<String> CLOSED_FINDINGS =
      Set.of(
          "afsbp-s3.2.json",
          "afsbp-s3.3.json",
          "pci-autoscaling.1.json",
          "pci-s3.1.json",
          "pci-s3.2.json");
  private static final Set<String> CUSTOM_ACTIONS_OF_OTHERS =
      Set.of("cis1314-save.json", "cis23.json", "cis28.json", "cis4142.json", "cis43.json");

  @Test
  void takeTheSampleEventsAsListed() {
    assertThat(takersOfSamples(rules("both"))).containsExactlyInAnyOrderEntriesOf(samples(1));
  }

  @Test
  void takeTheSampleEventsAsListedWhereRulesArePublishedLater() {
    assertThat(takersOfSamples(rulesForAnyBook())).containsExactlyInAnyOrderEntriesOf(samples(2));
  }

  /// The names of the samples, with what a column says of each.
  private static Map<String, String> samples(int column) {
    Map<String, String> samples = new TreeMap<>();
    SAMPLES
        .lines()
        .map(line -> line.split("\\|", -1))
        .forEach(row -> samples.put(row[0].strip(), row[column].strip()));
    return samples;
  }

  private static Map<String, String> takersOfSamples(DeployedRules rules) {
    Map<String, String> takers = new TreeMap<>();
    Project.jsonFiles(Project.events())
        .forEach(
            file -> events(file).forEach((name, event) -> takers.put(name, takers(rules, event))));
    return takers;
  }

  /// A batch from the queue has one event a message.
  static Map<String, JsonNode> events(Path file) {
    JsonNode json = Project.json(file);
    Map<String, JsonNode> events = new LinkedHashMap<>();
    if (!json.has("Records")) {
      events.put(file.getFileName().toString(), json);
    }
    json.path("Records")
        .forEach(
            message ->
                events.put(
                    "%s#%d".formatted(file.getFileName(), events.size() + 1),
                    Project.json(message.get("body").asText())));
    return events;
  }

  private static String takers(DeployedRules rules, JsonNode event) {
    List<String> takers = rules.taking(event);
    return takers.isEmpty() ? NOBODY : String.join(", ", takers);
  }

  /// What takes the events where rules are published later.
  private static DeployedRules rulesForAnyBook() {
    return new DeployedRules(Synthesis.template(Map.of("rules", "appconfig")));
  }

  @Test
  void takeTheEventsOfTheCorpusAsListedWhereRulesArePublishedLater() {
    needCorpus();
    DeployedRules rules = rulesForAnyBook();

    assertThat(
            Project.jsonFiles(CORPUS.resolve("events")).stream()
                .collect(
                    Collectors.toMap(
                        file -> file.getFileName().toString(),
                        file -> takers(rules, Project.json(file)))))
        .containsExactlyInAnyOrderEntriesOf(CORPUS_EVENTS);
  }

  @Test
  void takeOfTheCorpusOnlyFindingsThatRulesCouldMatch() {
    needCorpus();
    DeployedRules rules = rules("both");
    List<Path> files = Project.jsonFiles(CORPUS.resolve("asff"));

    assertThat(files)
        .hasSizeGreaterThan(100)
        .filteredOn(file -> isTaken(rules, eventOf(Project.json(file))))
        .isEmpty();
  }

  @Test
  void
      takeEveryFindingOfTheCorpusButResolvedOnesAndCustomActionsOfOthersWhereRulesArePublishedLater() {
    needCorpus();
    DeployedRules rules = rulesForAnyBook();

    Set<String> refused =
        Project.jsonFiles(CORPUS.resolve("asff")).stream()
            .filter(file -> rules.taking(eventOf(Project.json(file))).isEmpty())
            .map(file -> file.getFileName().toString())
            .collect(Collectors.toSet());

    assertThat(refused)
        .isEqualTo(
            Stream.of(CLOSED_FINDINGS, CUSTOM_ACTIONS_OF_OTHERS)
                .flatMap(Set::stream)
                .collect(Collectors.toSet()));
  }

  /// The sample events are always asked; the corpus, too, where it is beside the project.
  private static void needCorpus() {
    if (!Files.isDirectory(CORPUS)) {
      System.out.println("with the sample events alone: there is no corpus at " + CORPUS);
    }
    assumeTrue(Files.isDirectory(CORPUS), "the corpus is not beside the project");
  }

  /// Some files are a whole event, most a finding alone.
  private static JsonNode eventOf(JsonNode json) {
    return json.has("detail") ? json : imported(json.toString());
  }

  private static JsonNode imported(String findings) {
    return Project.json(
        """
        {"source": "aws.securityhub", "detail-type": "Security Hub Findings - Imported", "account": "111122223333",
         "region": "eu-west-1", "detail": {"findings": [%s]}}\
        """
            .formatted(findings));
  }

  private static JsonNode importedV2(String findings) {
    return Project.json(
        """
        {"source": "aws.securityhub", "detail-type": "Findings Imported V2", "account": "111122223333",
         "region": "eu-west-1", "detail": {"findings": [%s]}}\
        """
            .formatted(findings));
  }

  /// A finding that a rule matches.
  private static String asff(String recordState, String status) {
    return """
    {"Id": "a", "ProductArn": "arn:aws:securityhub:eu-west-1::product/aws/securityhub", "RecordState": "%s",
     "Workflow": {"Status": "%s"}, "AwsAccountId": "999988887777"}\
    """
        .formatted(recordState, status);
  }

  /// A finding that a rule matches.
  private static String ocsf(int statusId) {
    return """
    {"metadata": {"uid": "a", "product": {"uid": "arn:aws:securityhub:eu-west-1::productv2/aws/securityhub"}},
     "status_id": %d, "cloud": {"account": {"uid": "999988887777"}}}\
    """
        .formatted(statusId);
  }

  private static boolean isTaken(DeployedRules rules, JsonNode event) {
    return !rules.taking(event).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, NEW, true",
    "ACTIVE, NOTIFIED, true",
    "ACTIVE, SUPPRESSED, false",
    "ACTIVE, RESOLVED, false",
    "ARCHIVED, NEW, false",
    "ARCHIVED, NOTIFIED, false"
  })
  void takeOnlyAsffFindingsThatAreActiveAndOpen(String recordState, String status, boolean taken) {
    assertThat(isTaken(rules("both"), imported(asff(recordState, status)))).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "0, true",
    "1, true",
    "2, true",
    "3, false",
    "4, false",
    "5, false",
    "6, false",
    "99, false"
  })
  void takeOnlyOcsfFindingsThatAreOpen(int statusId, boolean taken) {
    assertThat(isTaken(rules("both"), importedV2(ocsf(statusId)))).isEqualTo(taken);
  }

  @Test
  void doNotPutTogetherWhatTwoFindingsHave() {
    JsonNode event = imported(asff("ARCHIVED", "NEW") + "," + asff("ACTIVE", "SUPPRESSED"));

    assertThat(rules("both").taking(event)).isEmpty();
  }

  @Test
  void takeFindingsThatDoNotSayWhetherTheyAreOpen() {
    assertThat(isTaken(rules("both"), imported("{\"Id\": \"a\"}"))).isTrue();
    assertThat(isTaken(rules("both"), importedV2("{\"metadata\": {\"uid\": \"a\"}}"))).isTrue();
  }

  @Test
  void takeOnlyTheFormatsThatAreAskedFor() {
    JsonNode asff = imported(asff("ACTIVE", "NEW"));
    JsonNode ocsf = importedV2(ocsf(1));

    assertThat(rules("asff").taking(asff)).containsExactly(IMPORTED);
    assertThat(rules("asff").taking(ocsf)).isEmpty();
    assertThat(rules("ocsf").taking(asff)).isEmpty();
    assertThat(rules("ocsf").taking(ocsf)).containsExactly(IMPORTED);
  }

  /// What rules find out by patterns alone, the event rules let through exactly.
  @Test
  void takeTheSamplesThatRulesMatchAndNoOthers() {
    RuleEngine engine = Book.packaged().engine(Clock.systemUTC());
    Map<String, Boolean> taken = new TreeMap<>();
    Map<String, Boolean> matched = new TreeMap<>();
    Project.jsonFiles(Project.events())
        .forEach(
            file ->
                events(file)
                    .forEach(
                        (name, event) -> {
                          taken.put(name, takers(rules("both"), event).startsWith(IMPORTED));
                          matched.put(name, isMatched(engine, event));
                        }));

    assertThat(taken).isEqualTo(matched).containsValues(true, false);
  }

  /// Whether a rule matches an open finding of an event that Security Hub sends by itself.
  static boolean isMatched(RuleEngine engine, JsonNode event) {
    return event.get("detail-type").asText().contains("Imported")
        && EventReader.event(Project.value(event)).findings().stream()
            .filter(EventRulesTest::isOpen)
            .anyMatch(finding -> !engine.evaluate(finding).matched().isEmpty());
  }

  private static boolean isOpen(Finding finding) {
    return finding
        .workflowStatus()
        .filter(EnumSet.of(WorkflowStatus.NEW, WorkflowStatus.NOTIFIED)::contains)
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "QuellTriage, QuellTriageChosen",
    "QuellRelease, QuellReleaseChosen",
    "QuellUndoRelease, QuellUndoReleaseChosen",
    "Other, nobody"
  })
  void tellCustomActionsApart(String action, String taker) {
    JsonNode event =
        Project.json(
            imported(asff("ACTIVE", "SUPPRESSED"))
                .toString()
                .replace(
                    "Security Hub Findings - Imported", "Security Hub Findings - Custom Action")
                .replace(
                    "\"region\"",
                    "\"resources\":[\"arn:aws:securityhub:eu-west-1:111122223333:action/custom/%s\"],\"region\""
                        .formatted(action)));

    assertThat(takers(rules("both"), event)).isEqualTo(taker);
  }

  /// A finding that a book has suppressed, as the engine itself has marked it.
  private static String suppressed(String book) {
    RuleEngine engine =
        new RuleEngine(
            List.of(SampleRule.rule("a").decides(Decision.suppress())),
            RuleHistory.NONE,
            "version",
            BookSettings.of(book, Set.of()),
            Clock.systemUTC());
    SampleFinding sample = Findings.finding().account("999988887777");
    return sample.after(engine.evaluate(sample.read()).update()).text();
  }

  /// The first is suppressed, the second open, so that a rule still matches it.
  @ParameterizedTest
  @CsvSource({
    "both, Quell, MarkedFindings, 'ImportedFindings, MarkedFindings'",
    "asff, Quell, MarkedFindings, 'ImportedFindings, MarkedFindings'",
    "ocsf, Quell, nobody, nobody",
    "both, unnamed, MarkedFindings, 'ImportedFindings, MarkedFindings'",
    "both, Quell-pilot, nobody, ImportedFindings"
  })
  void takeWhatTheirBookHasChanged(
      String formats, String book, String takerOfSuppressed, String takersOfOpen) {
    String marked = suppressed(book);
    JsonNode open = imported(marked.replace("\"SUPPRESSED\"", "\"NOTIFIED\""));

    assertThat(takers(rules(formats), imported(marked))).isEqualTo(takerOfSuppressed);
    assertThat(takers(rules(formats), open)).isEqualTo(takersOfOpen);
  }

  @Test
  void takeTheMarksOfTheBooksThatTheOptionsName() {
    DeployedRules rules =
        new DeployedRules(Synthesis.template(Map.of("book", "prod", "formerBooks", "Old")));

    assertThat(takers(rules, imported(suppressed("prod")))).isEqualTo(MARKED);
    assertThat(takers(rules, imported(suppressed("Old")))).isEqualTo(MARKED);
    assertThat(takers(rules, imported(suppressed("Quell")))).isEqualTo(NOBODY);
    assertThat(takers(rules, imported(suppressed("unnamed")))).isEqualTo(NOBODY);
  }

  @Test
  void leaveWhatQuellHasSuppressedAloneWhereNobodyWatches() {
    DeployedRules rules = new DeployedRules(Synthesis.template(Map.of("watch", "off")));

    assertThat(rules.taking(imported(suppressed("Quell")))).isEmpty();
    assertThat(rules.patterns()).doesNotContainKey(MARKED).containsKey(IMPORTED);
  }

  /// Where no rule says anything of what happened to a finding, and where one does.
  @ParameterizedTest
  @CsvSource({
    "'', true",
    "'\"activity_id\": null, ', true",
    "'\"activity_id\": 0, ', true",
    "'\"activity_id\": 1, ', true",
    "'\"activity_id\": 2, ', true",
    "'\"activity_id\": 3, ', false",
    "'\"activity_id\": 99, ', true"
  })
  void takeNoOcsfFindingThatItsProviderHasClosed(String activity, boolean taken) {
    JsonNode event = importedV2(ocsf(1).replace("\"status_id\"", activity + "\"status_id\""));

    assertThat(isTaken(rules("both"), event)).isEqualTo(taken);
    assertThat(isTaken(rulesForAnyBook(), event)).isEqualTo(taken);
  }

  @Test
  void takeWhatARuleAsksOfTheActivityItself() {
    QuellProps props =
        QuellProps.of(
            Options.defaults(),
            Synthesis.jar(),
            List.of(
                SampleRule.rule("a").when(Criteria.raw("activity_id").is("2")),
                SampleRule.rule("b").when(Criteria.control("S3.1"))));
    DeployedRules rules = new DeployedRules(Synthesis.template(props));
    String finding = ocsf(1).replace("\"status_id\"", "\"activity_id\": 2, \"status_id\"");

    assertThat(isTaken(rules, importedV2(finding))).isTrue();
    assertThat(isTaken(rules, importedV2(ocsf(1)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.config", "my.own"})
  void takeNothingFromElsewhere(String source) {
    JsonNode event =
        Project.json(imported(asff("ACTIVE", "NEW")).toString().replace("aws.securityhub", source));

    assertThat(rules("both").taking(event)).isEmpty();
  }

  @Test
  void haveNoCustomActionForOcsfFindings() {
    assertThat(rules("ocsf").patterns()).containsOnlyKeys(IMPORTED, MARKED, DEPLOYED);
    assertThat(new DeployedRules(Synthesis.template(Map.of("customActions", "off"))).patterns())
        .containsOnlyKeys(IMPORTED, IMPORTED + 2, MARKED, DEPLOYED);
    assertThat(rules("asff").patterns())
        .containsOnlyKeys(
            IMPORTED, MARKED, TRIAGE, "QuellReleaseChosen", "QuellUndoReleaseChosen", DEPLOYED);
  }

  @Test
  void stayWithinTheLengthOfAPattern() {
    // PutRule, EventPattern
    assertThat(rules("both").patterns().values())
        .hasSize(7)
        .allSatisfy(pattern -> assertThat(pattern.length()).isLessThanOrEqualTo(2_048));
  }
}
