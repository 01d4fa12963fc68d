package io.quell.localhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.asff.AsffSeverities;
import io.quell.localhub.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;

/// Real findings in the hub: those of the project's sample events, and those of a corpus that may
/// lie beside the project.
class SampleFindingsTest {
  private static final Path EVENTS = Path.of("../testing/src/test/resources/events");
  private static final Path CORPUS = Path.of("..", "..", "shared", "corpus", "asff");

  // Nobody shall take a run without the corpus for one with it.
  @SuppressWarnings("SystemOut")
  @BeforeAll
  static void saysWhetherTheCorpusIsRead() {
    if (!Files.isDirectory(CORPUS)) {
      System.out.println(
          "There is no corpus at "
              + CORPUS.toAbsolutePath().normalize()
              + ": only the findings of the project's sample events are tested.");
    }
  }

  @Test
  void areReadThroughTheSdkAsTheyWereSeeded() throws IOException {
    try (LocalHub hub = LocalHub.start();
        SecurityHubClient client = HubCalls.client(hub)) {
      List<ObjectNode> findings = asffFindings();
      findings.forEach(finding -> hub.seed(finding.toString()));
      List<String> ids =
          client.getFindingsPaginator(request -> request.maxResults(7)).stream()
              .flatMap(page -> page.findings().stream())
              .map(AwsSecurityFinding::id)
              .toList();
      assertThat(ids)
          .containsExactlyElementsOf(
              findings.stream().map(finding -> finding.path("Id").asText()).distinct().toList());
    }
  }

  @Test
  void areImportedWithTheirSeverityAndResources() throws IOException {
    try (LocalHub hub = LocalHub.start()) {
      for (ObjectNode finding : asffFindings()) {
        JsonNode answer = HubCalls.importFindings(hub, finding).body();
        assertThat(answer.path("FailedFindings")).as(finding.path("Id").asText()).isEmpty();
        JsonNode stored =
            HubCalls.json(
                hub.finding(finding.path("Id").asText(), finding.path("ProductArn").asText())
                    .orElseThrow());
        assertThat(stored.path("Resources")).isEqualTo(finding.path("Resources"));
        assertThat(stored.path("Severity").path("Label").asText()).isIn(AsffSeverities.LABELS);
      }
    }
  }

  @Test
  void areReadInOcsfAsTheyWereSeeded() throws IOException {
    try (LocalHub hub = LocalHub.start()) {
      List<ObjectNode> findings = ocsfFindings();
      findings.forEach(finding -> hub.seed(finding.toString()));
      JsonNode answer = HubCalls.send(hub, "POST", "/findingsv2", "{}").body();
      assertThat(answer.path("Findings"))
          .map(JsonText::write)
          .containsExactlyElementsOf(findings.stream().map(JsonText::write).toList());
    }
  }

  @Test
  void areImportedInOcsfWithTheirSeverityAndResources() throws IOException {
    try (LocalHub hub = LocalHub.start()) {
      for (ObjectNode finding : ocsfFindings()) {
        hub.importOcsf(finding.toString());
        JsonNode stored = OcsfFindings.stored(hub, finding.path("metadata").path("uid").asText());
        assertThat(stored.path("resources")).isEqualTo(finding.path("resources"));
        assertThat(stored.path("severity_id")).isEqualTo(finding.path("severity_id"));
        assertThat(stored.at("/vendor_attributes/severity_id").isNumber()).isTrue();
      }
    }
  }

  private static List<ObjectNode> asffFindings() throws IOException {
    List<ObjectNode> findings =
        new ArrayList<>(samples().stream().filter(finding -> !isOcsf(finding)).toList());
    if (Files.isDirectory(CORPUS)) {
      List<ObjectNode> corpus =
          jsonFiles(CORPUS).flatMap(SampleFindingsTest::corpusFindings).toList();
      assertThat(corpus).isNotEmpty();
      findings.addAll(corpus);
    }
    return findings;
  }

  private static List<ObjectNode> ocsfFindings() throws IOException {
    return samples().stream().filter(SampleFindingsTest::isOcsf).toList();
  }

  private static boolean isOcsf(ObjectNode finding) {
    return finding.has("metadata");
  }

  /// The findings of all sample events, in both formats.
  private static List<ObjectNode> samples() throws IOException {
    List<ObjectNode> findings =
        jsonFiles(EVENTS).flatMap(SampleFindingsTest::sampleFindings).toList();
    assertThat(findings).anyMatch(SampleFindingsTest::isOcsf);
    assertThat(findings).anyMatch(finding -> !isOcsf(finding));
    return findings;
  }

  /// A sample is an event, or a batch from SQS whose messages are events.
  private static Stream<ObjectNode> sampleFindings(JsonNode sample) {
    return sample.has("Records")
        ? sample
            .path("Records")
            .valueStream()
            .map(message -> HubCalls.json(message.path("body").asText()))
            .flatMap(SampleFindingsTest::findingsOfEvent)
        : findingsOfEvent(sample);
  }

  /// Of all events, only those of insight results carry no findings.
  private static Stream<ObjectNode> findingsOfEvent(JsonNode event) {
    List<ObjectNode> findings =
        event.at("/detail/findings").valueStream().map(ObjectNode.class::cast).toList();
    assertThat(findings.isEmpty())
        .as("event %s has no findings", event.path("id").asText())
        .isEqualTo(event.path("detail-type").asText().equals("Security Hub Insight Results"));
    return findings.stream();
  }

  /// Most files of the corpus hold a finding, some an event that carries findings.
  private static Stream<ObjectNode> corpusFindings(JsonNode document) {
    JsonNode carried = document.at("/detail/findings");
    return (carried.isArray() ? carried.valueStream() : Stream.of(document))
        .map(ObjectNode.class::cast);
  }

  private static Stream<JsonNode> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
          .map(SampleFindingsTest::read);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return HubCalls.json(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
