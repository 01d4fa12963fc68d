package io.quell.cli.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.cli.terminal.Terminal;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.asff.CollectionUpdate;
import io.quell.localhub.fault.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UpdateCommandTest {
  private static final Terminal PERSON = new Terminal(false, true, true, 100, false);

  @TempDir Path folder;
  private final LocalHub hub = LocalHub.start();

  @AfterEach
  void stop() {
    hub.close();
  }

  private CommandLineRun update(String... arguments) {
    return update(new Shell(), arguments);
  }

  private CommandLineRun update(Shell shell, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("update", "--endpoint-url", hub.endpoint().toString()));
    all.addAll(Arrays.asList(arguments));
    return shell.run(all.toArray(String[]::new));
  }

  private Map<?, ?> asff(String id) {
    return json(hub.finding(id, Samples.PRODUCT).orElseThrow());
  }

  private Map<?, ?> ocsf(String uid) {
    return json(hub.ocsfFinding(uid).orElseThrow());
  }

  private static Map<?, ?> json(String text) {
    try {
      return Objects.requireNonNull((Map<?, ?>) Json.read(text));
    } catch (UnreadableException e) {
      throw new AssertionError(text, e);
    }
  }

  private int calls() {
    return hub.calls(HubOperation.BATCH_UPDATE_FINDINGS)
        + hub.calls(HubOperation.BATCH_UPDATE_FINDINGS_V2);
  }

  private List<String> seeded(int number) {
    List<String> findings =
        IntStream.range(0, number).mapToObj(at -> Samples.logBucket("f" + at)).toList();
    findings.forEach(hub::seed);
    return findings;
  }

  private String file(String text) throws IOException {
    return Samples.file(folder, "findings.json", text);
  }

  @Test
  void setsEveryFieldOfAsff() {
    hub.seed(Samples.logBucket("a"));
    CommandLineRun run =
        update(
            "--id",
            "a",
            "--product-arn",
            Samples.PRODUCT,
            "--severity",
            "low",
            "--normalized-severity",
            "12",
            "--product-severity",
            "3.5",
            "--workflow",
            "NOTIFIED",
            "--note",
            "Known issue",
            "--note-by",
            "ana",
            "--verification-state",
            "false-positive",
            "--confidence",
            "97",
            "--criticality",
            "0",
            "--type",
            "TTPs/Discovery",
            "--type",
            "Effects",
            "--field",
            "ticket=OPS=17",
            "--field",
            "team=x",
            "--related",
            "id,with,commas," + Samples.PRODUCT);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(asff("a"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry(
            "Severity", Map.of("Label", "LOW", "Normalized", 12, "Product", new BigDecimal("3.5")))
        .containsEntry("Workflow", Map.of("Status", "NOTIFIED"))
        .containsEntry("VerificationState", "FALSE_POSITIVE")
        .containsEntry("Confidence", 97)
        .containsEntry("Criticality", 0)
        .containsEntry("Types", List.of("TTPs/Discovery", "Effects"))
        .containsEntry("UserDefinedFields", Map.of("ticket", "OPS=17", "team", "x"))
        .containsEntry(
            "RelatedFindings",
            List.of(Map.of("Id", "id,with,commas", "ProductArn", Samples.PRODUCT)));
    assertThat(asff("a").get("Note"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("Text", "Known issue")
        .containsEntry("UpdatedBy", "ana");
  }

  @Test
  void signsANoteWithTheUsersName() {
    hub.seed(Samples.logBucket("a"));
    update("--id", "a", "--product-arn", Samples.PRODUCT, "--note", "Known issue");
    assertThat(asff("a").get("Note"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("UpdatedBy", System.getProperty("user.name"));
  }

  @Test
  void setsEveryFieldOfOcsf() {
    hub.seed(Samples.ocsfLogBucket("a"));
    assertThat(
            update(
                    "--metadata-uid",
                    "a",
                    "--severity-id",
                    "6",
                    "--status-id",
                    "archived",
                    "--comment",
                    "Known issue")
                .exitCode())
        .isZero();
    assertThat(ocsf("a"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("severity_id", 6)
        .containsEntry("status_id", 5)
        .containsEntry("comment", "Known issue");
  }

  @Test
  void setsWhatBothFormatsHaveOnBoth() {
    hub.seed(Samples.logBucket("a"));
    hub.seed(Samples.ocsfLogBucket("b"));
    CommandLineRun run =
        update(
            "--id",
            "a",
            "--product-arn",
            Samples.PRODUCT,
            "--metadata-uid",
            "b",
            "--severity",
            "LOW",
            "--workflow",
            "SUPPRESSED",
            "--note",
            "Known issue");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("2 findings: 2 processed");
    assertThat(asff("a").get("Workflow")).isEqualTo(Map.of("Status", "SUPPRESSED"));
    assertThat(ocsf("b"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("severity_id", 2)
        .containsEntry("status_id", 3)
        .containsEntry("comment", "Known issue");
  }

  @Test
  void takesOcsfFindingsByTheirParts() {
    hub.seed(Samples.ocsfLogBucket("a"));
    hub.seed(Samples.ocsfLogBucket("b"));
    CommandLineRun run =
        update(
            "--finding-info-uid",
            "info-a",
            "--finding-info-uid",
            "info-b",
            "--cloud-account-uid",
            Samples.ACCOUNT,
            "--metadata-product-uid",
            Samples.PRODUCT_V2,
            "--workflow",
            "RESOLVED");
    assertThat(run.exitCode()).isZero();
    assertThat(ocsf("b").get("status_id")).isEqualTo(4);
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void tellsWhatItSetAndEveryAnswer() {
    hub.seed(Samples.logBucket("a"));
    CommandLineRun run =
        update(
            "--id",
            "a",
            "--id",
            "nobody",
            "--product-arn",
            Samples.PRODUCT,
            "--severity",
            "LOW",
            "--note",
            "Known issue",
            "--note-by",
            "ana");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .containsSubsequence(
            "Sent to " + hub.endpoint(),
            "  severity: LOW",
            "  note by ana: Known issue",
            "Failed",
            "2 findings: 1 processed, 1 unprocessed");
    assertThat(run.lines())
        .anyMatch(line -> line.matches("a +→ LOW +processed"))
        .anyMatch(line -> line.matches("nobody +-, - +unprocessed"))
        .anyMatch(
            line ->
                line.startsWith("  finding nobody: Finding Not Found. ")
                    && line.endsWith(" (FindingNotFound)"));
  }

  @Test
  void showsBeforeAndAfterWhereTheFindingIsRead() throws IOException {
    hub.seed(Samples.logBucket("a"));
    CommandLineRun run = update("--findings", file(Samples.logBucket("a")), "--severity", "LOW");
    assertThat(run.lines())
        .anyMatch(line -> line.matches("S3\\.9 logs-a +MEDIUM → LOW +processed"));
  }

  @Test
  void printsJsonLines() {
    hub.seed(Samples.logBucket("a"));
    CommandLineRun run =
        update(
            "--json",
            "--id",
            "a",
            "--id",
            "nobody",
            "--product-arn",
            Samples.PRODUCT,
            "--workflow",
            "RESOLVED");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json("update")).hasSize(2);
    assertThat(run.json("update").getFirst())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("identifier", Map.of("Id", "a", "ProductArn", Samples.PRODUCT))
        .containsEntry("update", Map.of("Workflow", Map.of("Status", "RESOLVED")))
        .containsEntry("result", "processed");
    assertThat(run.json("update").getLast())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("result", "unprocessed")
        .containsEntry("code", "FindingNotFound")
        .containsEntry("worthRetrying", false);
    assertThat(run.json().getLast())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("message", "summary")
        .containsEntry("processed", 1)
        .containsEntry("unprocessed", 1);
  }

  @Test
  void takesMoreThanOneCallHolds() {
    seeded(250);
    List<String> arguments =
        new ArrayList<>(List.of("--product-arn", Samples.PRODUCT, "--severity", "LOW", "--yes"));
    IntStream.range(0, 250).forEach(at -> arguments.addAll(List.of("--id", "f" + at)));
    CommandLineRun run = update(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("250 findings: 250 processed", "… and 240 more; --all shows them");
    assertThat(calls()).isEqualTo(3);
    assertThat(asff("f249").get("Severity")).isEqualTo(Map.of("Label", "LOW", "Normalized", 1));
  }

  @Test
  void namesAFindingOnceHoweverOftenItIsNamed() throws IOException {
    hub.seed(Samples.logBucket("a"));
    CommandLineRun run =
        update(
            "--id",
            "a",
            "--id",
            "a",
            "--product-arn",
            Samples.PRODUCT,
            "--findings",
            file("[%s, %s]".formatted(Samples.logBucket("a"), Samples.logBucket("a"))),
            "--severity",
            "LOW");
    assertThat(run.out()).contains("1 finding: 1 processed");
  }

  @Test
  void asksBeforeItChangesMany() {
    seeded(101);
    CommandLineRun yes =
        update(new Shell().terminal(PERSON).input("Yes\n"), "--filter", "{}", "--severity", "LOW");
    assertThat(yes.err())
        .isEqualTo(
            "101 findings would change in %s, by 2 update calls. Go on? [y/N] "
                .formatted(hub.endpoint()));
    assertThat(yes.exitCode()).isZero();
    assertThat(calls()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n\n", "\n", "", "yesterday\n"})
  void sendsNothingWithoutAYes(String answer) {
    seeded(101);
    CommandLineRun run =
        update(new Shell().terminal(PERSON).input(answer), "--filter", "{}", "--severity", "LOW");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).endsWith("quell update: nothing was sent%n".formatted());
    assertThat(calls()).isZero();
  }

  @Test
  void refusesToChangeManyWhereNobodyCanBeAsked() throws IOException {
    String all = seeded(101).stream().collect(Collectors.joining(",", "[", "]"));
    CommandLineRun run = update("--findings", file(all), "--severity", "LOW");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "101 findings would change in %s: add --yes if they shall".formatted(hub.endpoint()));
    CommandLineRun piped =
        update(new Shell().terminal(PERSON).input(all), "--findings", "-", "--severity", "LOW");
    assertThat(piped.exitCode()).isEqualTo(2);
    assertThat(calls()).isZero();
  }

  @Test
  void sendsNothingInADryRun() throws IOException {
    String all = seeded(150).stream().collect(Collectors.joining(",", "[", "]"));
    CommandLineRun run =
        CommandLineRun.of("update", "--dry-run", "--findings", file(all), "--severity", "LOW");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "Would be sent to a hub",
            "  severity: LOW",
            "MEDIUM → LOW",
            "not sent",
            "150 findings: 150 not sent; it would take 2 update calls");
    CommandLineRun filtered = update("--dry-run", "--json", "--filter", "{}", "--severity", "LOW");
    assertThat(filtered.json("update"))
        .hasSize(150)
        .allSatisfy(
            line -> {
              assertThat(line.get("update")).isEqualTo(Map.of("Severity", Map.of("Label", "LOW")));
              assertThat(line.get("result")).isEqualTo("not sent");
            });
    assertThat(calls()).isZero();
  }

  @Test
  void readsEveryInputThatRunReads() throws IOException {
    List.of("a", "b", "c").forEach(id -> hub.seed(Samples.logBucket(id)));
    List.of("d", "e").forEach(uid -> hub.seed(Samples.ocsfLogBucket(uid)));
    String event = Samples.file(folder, "event.json", Samples.eventOf(Samples.logBucket("a")));
    String answer =
        Samples.file(
            folder, "answer.json", "{\"Findings\": [%s]}".formatted(Samples.logBucket("b")));
    String ocsf =
        Samples.file(folder, "ocsf.json", Samples.ocsfEventOf(Samples.ocsfLogBucket("d")));
    String both = Samples.logBucket("c") + Samples.ocsfLogBucket("e");
    CommandLineRun run =
        update(
            new Shell().input(both),
            "--findings",
            event,
            answer,
            ocsf,
            "-",
            "--workflow",
            "SUPPRESSED");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("5 findings: 5 processed");
    assertThat(ocsf("e").get("status_id")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"FindingIdentifiers": [{"Id": "a", "ProductArn": "PRODUCT"}, {"ProductArn": "PRODUCT", "Id": "b"}]}
          [{"Id": "a", "ProductArn": "PRODUCT"}, {"Id": "b", "ProductArn": "PRODUCT"}]
          {"MetadataUids": ["c", "d"]}
          ["c", "d"]
          {"FindingIdentifiers": [{"CloudAccountUid": "ACCOUNT", "FindingInfoUid": "info-c", "MetadataProductUid": "V2"}, {"CloudAccountUid": "ACCOUNT", "FindingInfoUid": "info-d", "MetadataProductUid": "V2"}]}
          """)
  void readsListsOfIdentifiers(String list) throws IOException {
    List.of("a", "b").forEach(id -> hub.seed(Samples.logBucket(id)));
    List.of("c", "d").forEach(uid -> hub.seed(Samples.ocsfLogBucket(uid)));
    String text =
        list.replace("PRODUCT", Samples.PRODUCT)
            .replace("ACCOUNT", Samples.ACCOUNT)
            .replace("\"V2\"", '"' + Samples.PRODUCT_V2 + '"');
    CommandLineRun run = update("--findings", file(text), "--workflow", "SUPPRESSED");
    assertThat(run.out()).contains("2 findings: 2 processed");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void namesWhatItCannotReadAndGoesOn() throws IOException {
    hub.seed(Samples.logBucket("a"));
    String text =
        "[%s, {\"Id\": \"x\", \"Title\": \"t\"}, {\"FindingIdentifiers\": [{\"Id\": \"x\"}, 7]}]"
            .formatted(Samples.logBucket("a"));
    CommandLineRun run = update("--findings", file(text), "--workflow", "SUPPRESSED");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "1 finding: 1 processed, 3 unreadable",
            "findings.json, [1]: the finding x has no ProductArn",
            "findings.json, FindingIdentifiers[0]: the finding identifier has no ProductArn",
            "findings.json, FindingIdentifiers[1]: no finding identifier");
  }

  @Test
  void saysThatThereIsNothingToChange() throws IOException {
    CommandLineRun run =
        update("--findings", file("{\"Findings\": []}"), "--workflow", "SUPPRESSED");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("0 findings%n".formatted());
  }

  @Test
  void takesTheFindingsThatMatchAFilter() throws IOException {
    hub.seed(Samples.logBucket("a"));
    hub.seed(Samples.logBucket("b").replace("S3.9", "S3.1"));
    hub.seed(Samples.ocsfLogBucket("c"));
    String filter =
        "{\"ComplianceSecurityControlId\": [{\"Value\": \"S3.9\", \"Comparison\": \"EQUALS\"}]}";
    assertThat(update("--filter", filter, "--severity", "LOW").out())
        .contains("1 finding: 1 processed");
    assertThat(update("--filter", file(filter), "--severity", "LOW").out())
        .contains("1 finding: 1 processed");
    assertThat(
            update("--filter", file("{\"Filters\": %s}".formatted(filter)), "--severity", "LOW")
                .out())
        .contains("1 finding: 1 processed");
    assertThat(update(new Shell().input(filter), "--filter", "-", "--severity", "LOW").out())
        .contains("1 finding: 1 processed");
    assertThat(asff("a").get("Severity")).isEqualTo(Map.of("Label", "LOW", "Normalized", 1));
    assertThat(asff("b").get("Severity")).isEqualTo(Map.of("Label", "MEDIUM"));
  }

  @Test
  void takesTheOcsfFindingsThatMatchAFilter() {
    hub.seed(Samples.ocsfLogBucket("a"));
    hub.seed(Samples.ocsfLogBucket("b").replace("\"status_id\": 1", "\"status_id\": 4"));
    String filter =
        """
        {"CompositeFilters": [{"NumberFilters": [{"FieldName": "status_id", "Filter": {"Eq": 1}}]}]}\
        """;
    assertThat(update("--filter", filter, "--status-id", "2").out())
        .contains("1 finding: 1 processed", "S3.9 logs-a");
    assertThat(ocsf("a").get("status_id")).isEqualTo(2);
    assertThat(ocsf("b").get("status_id")).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Nope": []}                 | --filter: Invalid parameter 'Filters.Nope'. There is no such filter.
          {"CompositeFilters": [{"Nope": []}]} | --filter:
          {"Nope"                      | --filter: no valid JSON at line 1
          []                           | --filter: neither JSON nor a file that can be read: '[]'
          missing.json                 | --filter: neither JSON nor a file that can be read: 'missing.json': there is no such
          """)
  void saysWhatIsWrongWithAFilter(String filter, String sentence) {
    CommandLineRun run = update("--filter", filter, "--severity-id", "LOW", "--json");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(sentence).hasLineCount(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void failsWhereFindingsCannotBeRead() {
    hub.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.GET_FINDINGS));
    CommandLineRun run = update("--filter", "{}", "--severity", "LOW");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("the findings cannot be read: ", "(InvalidAccessException)")
        .hasLineCount(1);
  }

  @Test
  void keepsTheFieldsThatAFindingHas() {
    hub.seed(
        Samples.logBucket("a")
            .replace(
                "\"Title\"",
                "\"UserDefinedFields\": {\"team\": \"x\", \"ticket\": \"old\"},"
                    + " \"RelatedFindings\": [{\"Id\": \"r\", \"ProductArn\": \"p\"}], \"Title\""));
    hub.seed(Samples.logBucket("b"));
    CommandLineRun run = update("--filter", "{}", "--field", "ticket=OPS-17", "--related", "s,p");
    assertThat(run.exitCode()).isZero();
    assertThat(asff("a").get("UserDefinedFields"))
        .isEqualTo(Map.of("team", "x", "ticket", "OPS-17"));
    assertThat(asff("a").get("RelatedFindings"))
        .isEqualTo(
            List.of(Map.of("Id", "r", "ProductArn", "p"), Map.of("Id", "s", "ProductArn", "p")));
    assertThat(asff("b").get("UserDefinedFields")).isEqualTo(Map.of("ticket", "OPS-17"));
  }

  @ParameterizedTest
  @EnumSource(CollectionUpdate.class)
  void keepsTheFieldsOfAFindingThatIsNamed(CollectionUpdate reading) {
    hub.collectionUpdate(reading);
    hub.seed(
        Samples.logBucket("a")
            .replace(
                "\"Title\"",
                "\"UserDefinedFields\": {\"quell.rules\": \"x\", \"ticket\": \"old\"},"
                    + " \"RelatedFindings\": [{\"Id\": \"r\", \"ProductArn\": \"p\"}], \"Title\""));
    CommandLineRun run =
        update(
            "--id",
            "a",
            "--product-arn",
            Samples.PRODUCT,
            "--field",
            "ticket=OPS-17",
            "--related",
            "s,p");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(asff("a").get("UserDefinedFields"))
        .isEqualTo(Map.of("quell.rules", "x", "ticket", "OPS-17"));
    assertThat(asff("a").get("RelatedFindings"))
        .isEqualTo(
            List.of(Map.of("Id", "r", "ProductArn", "p"), Map.of("Id", "s", "ProductArn", "p")));
  }

  @Test
  void readsManyNamedFindingsInFullCalls() {
    List<String> arguments = new ArrayList<>(List.of("--field", "ticket=OPS-17"));
    for (int number = 0; number < 45; number++) {
      hub.seed(
          Samples.logBucket("f" + number)
              .replace("\"Title\"", "\"UserDefinedFields\": {\"team\": \"x\"}, \"Title\""));
      arguments.addAll(List.of("--id", "f" + number));
    }
    arguments.addAll(List.of("--product-arn", Samples.PRODUCT));
    CommandLineRun run = update(arguments.toArray(String[]::new));
    assertThat(run.out()).contains("45 findings: 45 processed");
    assertThat(hub.calls(HubOperation.GET_FINDINGS)).isEqualTo(3);
    assertThat(asff("f44").get("UserDefinedFields"))
        .isEqualTo(Map.of("team", "x", "ticket", "OPS-17"));
  }

  @Test
  void sendsNothingForANamedFindingThatTheHubDoesNotShow() {
    hub.seed(Samples.logBucket("a"));
    CommandLineRun run =
        update("--id", "a", "--id", "gone", "--product-arn", Samples.PRODUCT, "--field", "t=1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("1 processed", "finding gone", "the hub does not show it");
    assertThat(asff("a").get("UserDefinedFields")).isEqualTo(Map.of("t", "1"));
  }

  @Test
  void readsNoNamedFindingWhereNothingIsAdded() {
    hub.seed(Samples.logBucket("a"));
    update("--id", "a", "--product-arn", Samples.PRODUCT, "--severity", "LOW");
    assertThat(hub.calls(HubOperation.GET_FINDINGS)).isZero();
  }

  @Test
  void showsInADryRunWhatANamedFindingWouldHave() {
    hub.seed(
        Samples.logBucket("a")
            .replace("\"Title\"", "\"UserDefinedFields\": {\"team\": \"x\"}, \"Title\""));
    CommandLineRun run =
        update(
            "--id", "a", "--product-arn", Samples.PRODUCT, "--field", "t=1", "--dry-run", "--json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.json("update"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.get("update"))
                    .isEqualTo(Map.of("UserDefinedFields", Map.of("team", "x", "t", "1"))));
    assertThat(calls()).isZero();
  }

  @Test
  void saysThatNamedFindingsCannotBeRead() {
    hub.seed(Samples.logBucket("a"));
    hub.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.GET_FINDINGS));
    CommandLineRun run = update("--id", "a", "--product-arn", Samples.PRODUCT, "--field", "t=1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the findings cannot be read", "InvalidAccessException");
    assertThat(calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "INFORMATIONAL, 1, 0",
    "LOW, 0, 1 to 39",
    "LOW, 90, 1 to 39",
    "MEDIUM, 39, 40 to 69",
    "MEDIUM, 70, 40 to 69",
    "HIGH, 90, 70 to 89",
    "CRITICAL, 89, 90 to 100"
  })
  void refusesALabelAndANumberThatDisagree(String label, String number, String range) {
    CommandLineRun run =
        update(
            "--id",
            "a",
            "--product-arn",
            "p",
            "--severity",
            label,
            "--normalized-severity",
            number);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "--severity %s and --normalized-severity %s disagree: %s is %s, and"
                .formatted(label, number, label, range));
    assertThat(calls()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"INFORMATIONAL, 0", "LOW, 1", "LOW, 39", "MEDIUM, 69", "HIGH, 70", "CRITICAL, 100"})
  void takesALabelAndANumberThatAgree(String label, int number) {
    hub.seed(Samples.logBucket("a"));
    CommandLineRun run =
        update(
            "--id",
            "a",
            "--product-arn",
            Samples.PRODUCT,
            "--severity",
            label,
            "--normalized-severity",
            String.valueOf(number));
    assertThat(run.exitCode()).isZero();
    assertThat(asff("a").get("Severity")).isEqualTo(Map.of("Label", label, "Normalized", number));
  }

  @Test
  void refusesMoreFieldsThanAFindingMayHave() {
    String fields =
        IntStream.range(0, 50)
            .mapToObj(at -> "\"f%d\": \"v\"".formatted(at))
            .collect(Collectors.joining(",", "{", "}"));
    hub.seed(
        Samples.logBucket("a")
            .replace("\"Title\"", "\"UserDefinedFields\": %s, \"Title\"".formatted(fields)));
    CommandLineRun run = update("--filter", "{}", "--field", "ticket=OPS-17");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "finding a, with what it has already: the user-defined fields is 51 of them; allowed is"
                + " at most 50");
    assertThat(calls()).isZero();
  }

  @Test
  void triesAgainWhatMayGoThroughLater() {
    seeded(100);
    hub.faults().inject(Fault.unprocessed(UnprocessedCode.CONCURRENT_UPDATE_ERROR).times(5));
    hub.faults().inject(Fault.refuse(ServiceError.THROTTLED).times(2));
    CommandLineRun run = update("--filter", "{}", "--severity", "LOW");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("100 findings: 100 processed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --confidence 5 --severity LOW | --confidence: findings in OCSF have no such field, and b is one; of what was given they have --severity
          --field a=b                   | --field: findings in OCSF have no such field, and b is one; of what was given they have none
          --note x --note-by ana        | --note-by: findings in OCSF have no such field, and b is one; of what was given they have --note
          --comment x                   | --comment: findings in ASFF have no such field, and a is one
          --severity-id 3               | --severity-id: findings in ASFF have no such field, and a is one
          --status-id ARCHIVED          | --status-id: findings in ASFF have no such field
          """)
  void refusesFieldsThatAFindingsFormatDoesNotHave(String fields, String sentence) {
    hub.seed(Samples.logBucket("a"));
    hub.seed(Samples.ocsfLogBucket("b"));
    List<String> arguments =
        new ArrayList<>(
            List.of("--id", "a", "--product-arn", Samples.PRODUCT, "--metadata-uid", "b"));
    arguments.addAll(List.of(fields.split(" ")));
    CommandLineRun run = update(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(sentence);
    assertThat(run.out()).isEmpty();
    assertThat(calls()).isZero();
  }

  @Test
  void connectsToNothingInADryRun() {
    CommandLineRun run =
        CommandLineRun.of(
            "update", "--dry-run", "--id", "a", "--product-arn", "p", "--severity", "LOW");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("1 finding: 1 not sent; it would take 1 update call");
  }

  @Test
  void saysAtOnceThatNothingListens() {
    hub.close();
    CommandLineRun run = update("--id", "a", "--product-arn", "p", "--severity", "LOW");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("quell update: nothing answers at " + hub.endpoint())
        .hasLineCount(1);
  }
}
