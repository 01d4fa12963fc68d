package io.quell.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import io.quell.finding.SeverityLabel;
import io.quell.finding.WorkflowStatus;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.FakeTimeSource;
import io.quell.localhub.LocalHub;
import io.quell.testing.Findings;
import io.quell.update.Update;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/// The real SDK over HTTP against the local hub.
final class SecurityHubTest {
  private static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";
  private static final Update SUPPRESS =
      Update.builder().workflowStatus(WorkflowStatus.SUPPRESSED).build();

  private final LocalHub local = LocalHub.start();
  private final SecurityHub hub = SecurityHub.local(local.endpoint());

  @AfterEach
  void stop() {
    hub.close();
    local.close();
  }

  private FindingIdentifier seeded(String id) {
    local.seed(Findings.finding().with(id, "Id").text());
    return new FindingIdentifier.Asff(id, PRODUCT);
  }

  @Test
  void sendsEveryFieldOfAnUpdate() {
    FindingIdentifier finding = seeded("a");
    var update =
        Update.builder()
            .severity(SeverityLabel.LOW)
            .workflowStatus(WorkflowStatus.SUPPRESSED)
            .note(new Note("because", "quell"))
            .userDefinedFields(Map.of("quell.rules", "some-rule"))
            .build();

    assertThat(hub.apply(List.of(new FindingUpdate(finding, update))))
        .containsOnly(Map.entry(finding, new UpdateResult.Processed()));
    assertThat(local.finding("a", PRODUCT).orElseThrow())
        .contains("\"SUPPRESSED\"")
        .contains("\"because\"")
        .contains("\"quell.rules\":\"some-rule\"")
        .contains("\"Label\":\"LOW\"");
  }

  @Test
  void leavesOutWhatAnUpdateDoesNotSet() {
    FindingIdentifier finding = seeded("a");

    hub.apply(List.of(new FindingUpdate(finding, SUPPRESS)));

    assertThat(local.finding("a", PRODUCT).orElseThrow())
        .contains("\"Label\":\"MEDIUM\"")
        .doesNotContain("\"Note\"")
        .doesNotContain("UserDefinedFields");
  }

  @Test
  void tellsWhichFindingsWereNotProcessed() {
    FindingIdentifier known = seeded("a");
    FindingIdentifier unknown = new FindingIdentifier.Asff("nobody", PRODUCT);

    Map<FindingIdentifier, UpdateResult> answers =
        hub.apply(
            List.of(new FindingUpdate(unknown, SUPPRESS), new FindingUpdate(known, SUPPRESS)));

    assertThat(answers.get(known)).isEqualTo(new UpdateResult.Processed());
    assertThat(answers.get(unknown))
        .isInstanceOfSatisfying(
            UpdateResult.Unprocessed.class,
            unprocessed -> {
              assertThat(unprocessed.code()).isEqualTo("FindingNotFound");
              assertThat(unprocessed.worthRetrying()).isFalse();
            });
    assertThat(local.calls("BatchUpdateFindings")).isEqualTo(1);
  }

  @Test
  void tellsOfAHubThatIsNotThere() {
    FindingIdentifier finding = seeded("a");
    try (SecurityHub nobody =
        SecurityHub.local(URI.create("http://127.0.0.1:1"), new FakeTimeSource())) {
      assertThat(nobody.apply(List.of(new FindingUpdate(finding, SUPPRESS))).get(finding))
          .isInstanceOfSatisfying(
              UpdateResult.Unprocessed.class,
              unprocessed -> assertThat(unprocessed.worthRetrying()).isTrue());
    }
  }

  /// A port that was free a moment ago.
  private static URI closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }
  }

  @Test
  void namesAnEndpointThatCannotBeReached() throws IOException {
    URI endpoint = closedPort();
    FindingIdentifier finding = seeded("a");
    try (SecurityHub nobody = SecurityHub.local(endpoint, new FakeTimeSource())) {
      assertThat(nobody.apply(List.of(new FindingUpdate(finding, SUPPRESS))).get(finding))
          .isInstanceOfSatisfying(
              UpdateResult.Unprocessed.class,
              unprocessed ->
                  assertThat(unprocessed.message())
                      .startsWith("the endpoint %s cannot be reached: ".formatted(endpoint))
                      .endsWith("Connection refused"));
      assertThatExceptionOfType(CallRefusedException.class)
          .isThrownBy(() -> nobody.findings(List.of(finding), _ -> {}))
          .withMessageStartingWith("the endpoint %s cannot be reached: ".formatted(endpoint))
          .withMessageEndingWith("Connection refused")
          .withCauseInstanceOf(SdkException.class);
    }
  }

  @Test
  void namesAnEndpointWhoseHostIsNotKnown() {
    FindingIdentifier finding = seeded("a");
    try (SecurityHub nobody =
        SecurityHub.local(URI.create("http://hub.invalid:8090"), new FakeTimeSource())) {
      assertThat(nobody.apply(List.of(new FindingUpdate(finding, SUPPRESS))).get(finding))
          .isInstanceOfSatisfying(
              UpdateResult.Unprocessed.class,
              unprocessed ->
                  assertThat(unprocessed.message())
                      .isEqualTo(
                          "the endpoint http://hub.invalid:8090 cannot be reached: its host is not"
                              + " known"));
    }
  }

  @Test
  void namesAnEndpointThatCutsTheConnection() throws IOException {
    FindingIdentifier finding = seeded("a");
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
      Thread.ofVirtual()
          .start(
              () -> {
                while (!server.isClosed()) {
                  try {
                    server.accept().close();
                  } catch (IOException e) { // the test is over
                    return;
                  }
                }
              });
      try (SecurityHub cut = SecurityHub.local(endpoint, new FakeTimeSource())) {
        assertThat(cut.apply(List.of(new FindingUpdate(finding, SUPPRESS))).get(finding))
            .isInstanceOfSatisfying(
                UpdateResult.Unprocessed.class,
                unprocessed ->
                    assertThat(unprocessed.message())
                        .startsWith("the endpoint %s did not answer: ".formatted(endpoint)));
      }
    }
  }
}
