package io.quell.localhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.asff.AsffSeverities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;

/// Real findings in the hub. They lie beside the project; where they are missing, these tests are
/// skipped.
class CorpusTest {
  private static final Path CORPUS = Path.of("..", "..", "shared", "corpus", "asff");

  @BeforeAll
  static void needsTheCorpus() {
    assumeTrue(
        Files.isDirectory(CORPUS), "There is no corpus at " + CORPUS.toAbsolutePath().normalize());
  }

  @Test
  void isReadThroughTheSdkAsItWasSeeded() throws IOException {
    try (LocalHub hub = LocalHub.start();
        SecurityHubClient client = HubCalls.client(hub)) {
      List<ObjectNode> findings = findings();
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
  void isImportedWithItsSeverityAndResources() throws IOException {
    try (LocalHub hub = LocalHub.start()) {
      for (ObjectNode finding : findings()) {
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

  private static List<ObjectNode> findings() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(CorpusTest::read)
          .toList();
    }
  }

  /// Most files hold a finding, some an event that carries findings.
  private static Stream<ObjectNode> read(Path file) {
    JsonNode document;
    try {
      document = HubCalls.json(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode carried = document.at("/detail/findings");
    return (carried.isArray() ? carried.valueStream() : Stream.of(document))
        .map(ObjectNode.class::cast);
  }
}
