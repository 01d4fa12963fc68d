package io.quell.localhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalHubTest {
  @Test
  void listensOnLoopbackOnly() {
    try (LocalHub hub = LocalHub.start()) {
      assertThat(hub.endpoint()).hasScheme("http").hasHost("127.0.0.1");
      assertThat(hub.endpoint().getPort()).isPositive();
    }
  }

  @Test
  void listensOnTheGivenPort() {
    URI earlier;
    try (LocalHub hub = LocalHub.start()) {
      earlier = hub.endpoint();
    }
    try (LocalHub hub = LocalHub.start(HubOptions.defaults().withPort(earlier.getPort()))) {
      assertThat(hub.endpoint()).isEqualTo(earlier);
    }
  }

  @Test
  void saysThatAPortIsInUse() {
    try (LocalHub hub = LocalHub.start()) {
      int port = hub.endpoint().getPort();
      assertThatThrownBy(() -> LocalHub.start(HubOptions.defaults().withPort(port)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen on port " + port);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refusesANumberThatIsNoPort(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HubOptions.defaults().withPort(port))
        .withMessageContaining("0 to 65535");
  }

  @Test
  void listensNoMoreOnceClosed() {
    LocalHub hub = LocalHub.start();
    URI endpoint = hub.endpoint();
    hub.close();
    assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void seedsAFindingAsItIs() {
    try (LocalHub hub = LocalHub.start()) {
      hub.seed("{\"Id\": \"a\", \"ProductArn\": \"p\", \"Confidence\": 1.50}");
      assertThat(hub.finding("a", "p"))
          .contains("{\"Id\":\"a\",\"ProductArn\":\"p\",\"Confidence\":1.50}");
      assertThat(hub.finding("a", "q")).isEmpty();
      assertThat(hub.finding("b", "p")).isEmpty();
    }
  }

  @Test
  void replacesASeededFindingInItsPlace() {
    try (LocalHub hub = LocalHub.start()) {
      hub.seed("{\"Id\":\"a\",\"ProductArn\":\"p\"}");
      hub.seed("{\"Id\":\"b\",\"ProductArn\":\"p\"}");
      hub.seed("{\"Id\":\"a\",\"ProductArn\":\"p\",\"Title\":\"new\"}");
      assertThat(hub.findings())
          .containsExactly(
              "{\"Id\":\"a\",\"ProductArn\":\"p\",\"Title\":\"new\"}",
              "{\"Id\":\"b\",\"ProductArn\":\"p\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "\"a\"",
        "null",
        "{\"Id\":\"a\"}",
        "{\"ProductArn\":\"p\"}",
        "{\"Id\":\" \",\"ProductArn\":\"p\"}",
        "{\"Id\":1,\"ProductArn\":\"p\"}",
        "{\"Id\":null,\"ProductArn\":\"p\"}",
        "{\"Id\":\"a\",\"ProductArn\":\"p\"} {}",
        "{\"metadata\": {}}",
        "{\"metadata\": {\"uid\": \"\"}, \"Id\": \"a\", \"ProductArn\": \"p\"}",
        "{\"metadata\": \"x\"}"
      })
  void refusesToSeedWhatIsNoFinding(String text) {
    try (LocalHub hub = LocalHub.start()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> hub.seed(text))
          .withMessageContaining("The finding to seed");
      assertThat(hub.findings()).isEmpty();
    }
  }

  @Test
  void seedsEitherFormat() {
    try (LocalHub hub = LocalHub.start()) {
      hub.seed("{\"metadata\":{\"uid\":\"o\"},\"severity_id\":1.0}");
      hub.seed("{\"Id\":\"a\",\"ProductArn\":\"p\"}");
      assertThat(hub.findings()).containsExactly("{\"Id\":\"a\",\"ProductArn\":\"p\"}");
      assertThat(hub.ocsfFindings())
          .containsExactly("{\"metadata\":{\"uid\":\"o\"},\"severity_id\":1.0}");
      assertThat(hub.ocsfFinding("o")).isPresent();
      assertThat(hub.ocsfFinding("a")).isEmpty();
    }
  }

  @Test
  void seedsWhatIsNamedAndNothingElse() {
    try (LocalHub hub = LocalHub.start()) {
      hub.seedWhenNamed(
          new LocalHub.Findings() {
            @Override
            public Optional<String> asff(String id, String productArn) {
              return id.equals("a") && productArn.equals("p")
                  ? Optional.of("{\"Id\":\"a\",\"ProductArn\":\"p\"}")
                  : Optional.empty();
            }

            @Override
            public Optional<String> ocsf(String metadataUid) {
              return metadataUid.equals("o")
                  ? Optional.of("{\"metadata\":{\"uid\":\"o\"}}")
                  : Optional.empty();
            }
          });

      assertThat(hub.findings()).isEmpty();
      assertThat(hub.finding("b", "p")).isEmpty();
      assertThat(hub.finding("a", "p")).isPresent();
      assertThat(hub.findings()).containsExactly("{\"Id\":\"a\",\"ProductArn\":\"p\"}");
      assertThat(hub.ocsfFindings()).isEmpty();
      assertThat(hub.ocsfFinding("o")).contains("{\"metadata\":{\"uid\":\"o\"}}");
      assertThat(hub.ocsfFinding("p")).isEmpty();
    }
  }

  @Test
  void countsCallsByOperation() {
    try (LocalHub hub = Findings.hub("a", "b")) {
      HubCalls.send(hub, "POST", "/findings", "not JSON");
      HubCalls.send(hub, "POST", "/findings", "{}");
      HubCalls.send(hub, "GET", "/nowhere", "");
      assertThat(hub.calls("BatchImportFindings")).isEqualTo(2);
      assertThat(hub.calls("GetFindings")).isEqualTo(2);
      assertThat(hub.calls("BatchUpdateFindings")).isZero();
      assertThat(hub.calls("DescribeHub")).isZero();
    }
  }

  @Test
  void hasNoAddressWithoutAServer() {
    try (LocalHub hub = LocalHub.inProcess()) {
      assertThatIllegalStateException().isThrownBy(hub::endpoint);
      assertThat(hub.answer("GET", "/accounts", Optional.empty(), new byte[0]))
          .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(200));
    }
  }
}
