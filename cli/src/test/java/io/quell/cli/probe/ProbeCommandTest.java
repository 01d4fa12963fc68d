package io.quell.cli.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.terminal.Terminal;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.asff.CollectionUpdate;
import io.quell.localhub.fault.Fault;
import io.quell.localhub.lag.Lag;
import io.quell.value.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command against the local hub, through the real SDK.
@Timeout(120)
final class ProbeCommandTest {
  private static final String FIELDS = "Does an update merge or replace the user-defined fields?";
  private static final String TYPES = "Does an update merge or replace the types?";
  private static final String RELATED = "Does an update merge or replace the related findings?";
  private static final String TAKEN = "Can an update take a user-defined field away?";
  private static final String TOGETHER = "Do the fields of one update show together?";
  private static final String ONE_EVENT = "Does one update of several fields raise one event?";
  private static final String NO_CHANGE = "Does an update that changes nothing raise an event?";
  private static final String PASSES = "What becomes of SUPPRESSED when the control passes?";
  private static final String OCSF = "What sets the status of an OCSF finding back?";
  private static final String LAG = "How long until an update shows?";
  private static final String OTHERS = "Has anybody else changed the finding meanwhile?";
  private static final Terminal ASKED = new Terminal(true, true, true, 100, false);

  @TempDir Path folder;

  private LocalHub hub = LocalHub.start();

  @AfterEach
  void close() {
    hub.close();
    List.of("endpointUrl", "region", "accessKeyId", "secretAccessKey")
        .forEach(name -> System.clearProperty("aws." + name));
  }

  private void restart(Lag lag) {
    hub.close();
    hub = LocalHub.start(HubOptions.defaults().withSeed(5).withLag(lag));
  }

  /// Makes the hub the one that `--aws` finds.
  private void beAws() {
    System.setProperty("aws.endpointUrl", hub.endpoint().toString());
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  private CommandLineRun probe(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("probe", "--endpoint-url", hub.endpoint().toString()));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--settle")) {
      arguments.addAll(List.of("--settle", "300ms"));
    }
    return CommandLineRun.of(arguments.toArray(String[]::new));
  }

  private static String answer(CommandLineRun run, String question) {
    return String.valueOf(line(run, question).get("answer"));
  }

  private static Map<?, ?> line(CommandLineRun run, String question) {
    return run.json("answer").stream()
        .filter(line -> question.equals(line.get("question")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no answer to: " + question + "\n" + run));
  }

  private static Map<String, Object> json(String text) {
    try {
      return JsonTree.object(Objects.requireNonNull(Json.read(text)));
    } catch (UnreadableException e) {
      throw new AssertionError(text, e);
    }
  }

  private void assertArchived() {
    assertThat(hub.findings())
        .singleElement()
        .satisfies(text -> assertThat(json(text)).containsEntry("RecordState", "ARCHIVED"));
  }

  /// Calls the listener with the finding in each event.
  private void onFinding(Consumer<Map<String, Object>> listener) {
    hub.onEvent(
        event ->
            listener.accept(
                JsonTree.objects(json(event), List.of("detail", "findings")).getFirst()));
  }

  @Test
  void findsThatAHubReplacesCollections() {
    hub.collectionUpdate(CollectionUpdate.REPLACES);
    CommandLineRun run = probe("--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    for (String question : List.of(FIELDS, TYPES, RELATED)) {
      assertThat(answer(run, question)).startsWith("replace: ");
    }
    assertThat(answer(run, TAKEN)).startsWith("yes");
    assertThat(line(run, FIELDS).get("meaning")).asString().contains("the reading 'replace'");
    assertArchived();
  }

  @Test
  void findsThatAHubMergesCollections() {
    hub.collectionUpdate(CollectionUpdate.MERGES);
    CommandLineRun run = probe("--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    for (String question : List.of(FIELDS, TYPES, RELATED)) {
      assertThat(answer(run, question)).startsWith("merge: ");
    }
    assertThat(answer(run, TAKEN)).startsWith("no");
    assertThat(line(run, FIELDS).get("meaning")).asString().contains("the reading 'merge'");
    assertArchived();
  }

  @Test
  void findsTheSameThroughALag() {
    Duration lag = Duration.ofMillis(1_500);
    restart(new Lag(lag, lag, Duration.ZERO));
    hub.collectionUpdate(CollectionUpdate.MERGES);
    CommandLineRun run = probe("--json", "--settle", "2s");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(answer(run, FIELDS)).startsWith("merge: ");
    assertThat(answer(run, TOGETHER)).startsWith("yes, as far as ");
    assertThat(answer(run, PASSES)).isEqualTo("it stays");
    // five updates, each late by up to three seconds: a second time to ask, at least once
    assertThat(answer(run, LAG).split(", ")).hasSize(5).anyMatch(time -> time.endsWith(" s"));
    assertArchived();
  }

  @Test
  void saysWhatItCannotWatchAndHowToFindOut() {
    CommandLineRun run = probe("--json");
    for (String question : List.of(ONE_EVENT, NO_CHANGE, OCSF)) {
      assertThat(line(run, question))
          .satisfies(
              line -> {
                assertThat(line.get("watched")).isEqualTo(false);
                assertThat(line.get("answer")).asString().startsWith("not watched: ");
                assertThat(line.get("meaning")).asString().contains("docs/probe.md");
              });
    }
  }

  @Test
  void countsEventsInAFile() throws IOException {
    restart(Lag.NONE.withEvents(Duration.ofMillis(300)));
    Path file = Files.writeString(folder.resolve("events.jsonl"), "no event\n{broken\n");
    hub.faults().inject(Fault.duplicateEvents()); // which are the same event
    hub.onEvent(event -> append(file, "2026-11-20T12:00:00 " + event + "\n"));
    CommandLineRun run = probe("--json", "--settle", "1s", "--events", file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(answer(run, ONE_EVENT)).isEqualTo("yes");
    assertThat(answer(run, NO_CHANGE)).isEqualTo("yes");
  }

  @Test
  void seesEventsThatComeTwiceAndThoseThatDoNotCome() throws IOException {
    Path file = Files.writeString(folder.resolve("events.jsonl"), "");
    AtomicReference<Map<String, Object>> before = new AtomicReference<>(Map.of());
    hub.onEvent(
        event -> {
          Map<String, Object> finding =
              new HashMap<>(
                  JsonTree.objects(json(event), List.of("detail", "findings")).getFirst());
          finding.remove("ProcessedAt"); // which moves with every update
          if (!finding.equals(before.getAndSet(finding))) {
            append(file, event + "\n");
            append(file, event.replace("\"id\":\"", "\"id\":\"again-") + "\n");
          }
        });
    CommandLineRun run = probe("--json", "--settle", "500ms", "--events", file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(answer(run, ONE_EVENT)).isEqualTo("no: 2 events came");
    assertThat(answer(run, NO_CHANGE)).startsWith("no, none came in ");
  }

  @Test
  void saysThatNoEventReachesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("events.jsonl"), "");
    CommandLineRun run = probe("--json", "--wait", "1s", "--events", file.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(answer(run, ONE_EVENT))
        .contains("no event of the finding came to " + file)
        .doesNotStartWith("no:");
    assertThat(line(run, NO_CHANGE).get("watched")).isEqualTo(false);
  }

  @Test
  void importsNothingWhereTheFileOfEventsCannotBeRead() {
    CommandLineRun run = probe("--events", folder.resolve("missing").toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("--events", "there is no such file");
    assertThat(hub.findings()).isEmpty();
  }

  @Test
  void findsThatAPassEndsASuppression() {
    onFinding(
        finding -> {
          if (JsonTree.text(finding, "Compliance", "Status").orElse("").equals("PASSED")
              && "ACTIVE".equals(finding.get("RecordState"))
              && JsonTree.text(finding, "Workflow", "Status").orElse("").equals("SUPPRESSED")) {
            Map<String, Object> resolved = new LinkedHashMap<>(finding);
            resolved.put("Workflow", Map.of("Status", "RESOLVED"));
            hub.seed(Json.write(resolved));
          }
        });
    CommandLineRun run = probe("--json", "--settle", "1s");
    assertThat(answer(run, PASSES)).isEqualTo("it becomes RESOLVED");
  }

  @Test
  void seesHalfAnUpdate() {
    onFinding(
        finding -> {
          if (String.valueOf(finding.get("Confidence")).equals("10")
              && "ACTIVE".equals(finding.get("RecordState"))) {
            Map<String, Object> half = new LinkedHashMap<>(finding);
            half.remove("Confidence");
            hub.seed(Json.write(half));
            pause(Duration.ofSeconds(2));
            hub.seed(Json.write(finding));
          }
        });
    // A read waits so long that the listener has been there before.
    hub.faults().inject(Fault.delay(Duration.ofMillis(500)).on(HubOperation.GET_FINDINGS));
    CommandLineRun run = probe("--json");
    assertThat(answer(run, TOGETHER)).matches("no: [1-9] of [0-9]+ reads showed some of them");
  }

  @Test
  void saysThatSomebodyElseHasChangedTheFinding() {
    CountDownLatch once = new CountDownLatch(1);
    onFinding(
        finding -> {
          if (JsonTree.text(finding, "Workflow", "Status").orElse("").equals("SUPPRESSED")
              && once.getCount() > 0) {
            once.countDown();
            Map<String, Object> changed = new LinkedHashMap<>(finding);
            changed.put(
                "Note",
                Map.of("Text", "mine", "UpdatedBy", "a bot", "UpdatedAt", "2026-11-20T12:00:00Z"));
            hub.seed(Json.write(changed));
          }
        });
    assertThat(answer(probe("--json", "--settle", "1s"), OTHERS)).isEqualTo("yes: a note by a bot");
  }

  @Test
  void asksNobodyAboutOthersWhereThereAreNone() {
    assertThat(probe().out()).contains(FIELDS).doesNotContain(OTHERS);
  }

  @Test
  void archivesTheFindingWhereAnUpdateIsDenied() {
    hub.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.BATCH_UPDATE_FINDINGS));
    CommandLineRun run = probe();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("an update was refused", "InvalidAccessException");
    assertArchived();
  }

  @Test
  void archivesTheFindingWhereAnUpdateIsUnprocessed() {
    hub.faults().inject(Fault.unprocessed(UnprocessedCode.INVALID_INPUT));
    CommandLineRun run = probe();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("an update was refused", "InvalidInput");
    assertArchived();
  }

  @Test
  void archivesTheFindingWhereAReadIsDenied() {
    hub.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.GET_FINDINGS));
    CommandLineRun run = probe();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the finding cannot be read", "InvalidAccessException");
    assertArchived();
  }

  @Test
  void archivesTheFindingWhereAChangeNeverShows() {
    restart(Lag.NONE.withUpdates(Duration.ofDays(1)));
    CommandLineRun run = probe("--wait", "1s");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the update of several fields does not show after", "--wait");
    assertArchived();
  }

  @Test
  void goesThroughAFlakyHub() {
    hub.faults().inject(Fault.refuse(ServiceError.THROTTLED).times(3));
    hub.faults().inject(Fault.cutAfter().on(HubOperation.BATCH_IMPORT_FINDINGS).times(1));
    hub.faults().inject(Fault.unprocessed(UnprocessedCode.CONCURRENT_UPDATE_ERROR).times(2));
    CommandLineRun run = probe("--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(answer(run, FIELDS)).startsWith("replace");
    assertArchived();
  }

  @Test
  void saysHowToArchiveByHandWhereArchivingIsRefused() {
    onFinding(
        _ ->
            hub.faults()
                .inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.BATCH_IMPORT_FINDINGS)));
    CommandLineRun run = probe();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "the import with a control that passes was refused",
            "the finding could not be archived",
            "finding quell-probe/",
            "docs/probe.md has the command");
    assertThat(run.out()).contains(FIELDS); // what was found until then
  }

  @Test
  void saysThatNothingCouldBeImported() {
    hub.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.BATCH_IMPORT_FINDINGS));
    CommandLineRun run = probe();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the import was refused").doesNotContain("is still there");
    assertThat(hub.findings()).isEmpty();
  }

  @Test
  void saysThatTheHubCannotBeDescribed() {
    hub.faults().inject(Fault.refuse(ServiceError.DENIED).on(HubOperation.DESCRIBE_HUB));
    CommandLineRun run = probe();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("securityhub:DescribeHub").hasLineCount(1);
    assertThat(hub.calls(HubOperation.BATCH_IMPORT_FINDINGS)).isZero();
  }

  @Test
  void archivesTheFindingWhereItIsInterrupted() throws InterruptedException {
    restart(Lag.NONE.withUpdates(Duration.ofDays(1)));
    CountDownLatch imported = new CountDownLatch(1);
    onFinding(_ -> imported.countDown());
    Thread running = Thread.ofPlatform().start(() -> probe());
    imported.await();
    pause(Duration.ofMillis(500));
    running.interrupt();
    running.join();
    assertArchived();
  }

  @Test
  void asksBeforeItWritesToAnAccount() {
    beAws();
    CommandLineRun refused =
        new Shell().terminal(ASKED).input("n\n").run("probe", "--aws", "--settle", "300ms");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("account 000000000000, Region us-east-1", "Go on? [y/N]", "nothing was sent");
    assertThat(hub.calls(HubOperation.BATCH_IMPORT_FINDINGS)).isZero();
    CommandLineRun agreed =
        new Shell().terminal(ASKED).input("y\n").run("probe", "--aws", "--settle", "300ms");
    assertThat(agreed.exitCode()).as(agreed.err()).isZero();
    assertArchived();
  }

  @Test
  void writesToNoAccountWhereNobodyCanBeAsked() {
    beAws();
    CommandLineRun run = CommandLineRun.of("probe", "--aws");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("add --yes if it shall");
    assertThat(hub.calls(HubOperation.BATCH_IMPORT_FINDINGS)).isZero();
    assertThat(CommandLineRun.of("probe", "--aws", "--yes", "--settle", "300ms").exitCode())
        .isZero();
    assertArchived();
  }

  @Test
  void itsFindingIsMetByNoRuleByAccident() {
    probe();
    Map<String, Object> finding = json(hub.findings().getFirst());
    assertThat(JsonTree.text(finding, "FindingProviderFields", "Severity", "Label"))
        .contains("INFORMATIONAL");
    assertThat(finding.get("ProductArn"))
        .isEqualTo("arn:aws:securityhub:us-east-1:000000000000:product/000000000000/default");
    for (String member : List.of("Id", "GeneratorId", "Title", "Description")) {
      assertThat(String.valueOf(finding.get(member))).startsWith("quell-probe");
    }
    assertThat(finding.toString()).doesNotContain("SecurityControlId");
    assertThat(JsonTree.objects(finding, List.of("Resources")))
        .containsExactly(Map.of("Type", "Other", "Id", "quell-probe"));
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
