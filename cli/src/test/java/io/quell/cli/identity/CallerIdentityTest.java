package io.quell.cli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/// Who a command says it is, against an STS of the test's own.
final class CallerIdentityTest {
  private static final String ARN = "arn:aws:sts::111122223333:assumed-role/Security/alice";
  private static final AwsCredentialsProvider KEY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret"));

  private static String identity(int status, String body, AwsCredentialsProvider credentials)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try (StsClient client =
        CallerIdentity.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .credentialsProvider(credentials)
            .build()) {
      return CallerIdentity.of(client, credentials);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void isTheArnThatStsAnswers() throws IOException {
    String answer =
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <GetCallerIdentityResult>
            <Arn>%s</Arn><UserId>AROAEXAMPLE:alice</UserId><Account>111122223333</Account>
          </GetCallerIdentityResult>
        </GetCallerIdentityResponse>
        """
            .formatted(ARN);
    assertThat(identity(200, answer, KEY)).isEqualTo(ARN);
  }

  @Test
  void isTheAccessKeyWhereStsRefuses() throws IOException {
    assertThat(identity(403, "", KEY)).isEqualTo("access key AKIAEXAMPLE");
  }

  @Test
  void isUnknownWhereThereAreNoCredentials() throws IOException {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("Unable to load credentials");
        };
    assertThat(identity(200, "", none)).isEqualTo("unknown");
  }
}
