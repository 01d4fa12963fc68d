package io.quell.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That the local AppConfig would notice a request that AWS refuses.
final class LocalAppConfigTest {
  private static final String SCOPE =
      "AWS4-HMAC-SHA256 Credential=local/20260601/us-east-1/%s/aws4_request, SignedHeaders=%s,"
          + " Signature="
          + "0".repeat(64);

  private static String answer(String authorization) throws Exception {
    try (LocalAppConfig appConfig = LocalAppConfig.start();
        HttpClient client = HttpClient.newHttpClient()) {
      URI address = appConfig.endpoint().resolve("/configuration?configuration_token=x");
      return client
          .send(
              HttpRequest.newBuilder(address)
                  .header("Authorization", authorization)
                  .header("X-Amz-Date", "20260601T000000Z")
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic bG9jYWw6bG9jYWw=", "AWS4-HMAC-SHA256"})
  void refusesWhatIsNotSigned(String authorization) throws Exception {
    assertThat(answer(authorization)).contains("it is " + authorization);
  }

  @Test
  void refusesTheSignatureOfAnotherRequestOrService() throws Exception {
    assertThat(answer(SCOPE.formatted("appconfig", "host;x-amz-date")))
        .contains("it is not the one of");
    assertThat(answer(SCOPE.formatted("appconfigdata", "host;x-amz-date")))
        .contains("its scope is");
    assertThat(answer(SCOPE.formatted("appconfig", "x-amz-date"))).contains("its scope is");
  }
}
