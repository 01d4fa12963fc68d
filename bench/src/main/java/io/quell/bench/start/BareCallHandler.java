package io.quell.bench.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quell.lambda.snapshot.AwsAnswers;
import io.quell.lambda.snapshot.BeforeSnapshot;
import io.quell.lambda.snapshot.LoopbackCertificate;
import io.quell.lambda.snapshot.LoopbackServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClientBuilder;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;

/// Makes one call of BatchUpdateFindings, always the same, and nothing else: what the AWS SDK
/// takes. Before a snapshot it makes ten on clients of their own, as Quell does.
public final class BareCallHandler implements RequestStreamHandler {
  private static final int CALLS_BEFORE_THE_SNAPSHOT = 10;
  private static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";

  private static final AwsSecurityFindingIdentifier FINDING =
      AwsSecurityFindingIdentifier.builder().id("a").productArn(PRODUCT).build();

  private final SecurityHubClient client = builder(Apache5HttpClient.builder()).build();

  /// The handler as Lambda makes it.
  public BareCallHandler() {
    BeforeSnapshot.run(System.getenv(), BareCallHandler::prime);
  }

  private static SecurityHubClientBuilder builder(Apache5HttpClient.Builder http) {
    return SecurityHubClient.builder()
        .httpClientBuilder(http)
        .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  private static void prime() {
    try {
      LoopbackCertificate certificate = LoopbackCertificate.packaged();
      X509ExtendedTrustManager trust = certificate.trust();
      try (LoopbackServer server =
          LoopbackServer.start(certificate, new AwsAnswers(Map.of(), Map.of()))) {
        for (int call = 0; call < CALLS_BEFORE_THE_SNAPSHOT; call++) {
          try (SecurityHubClient primed =
              builder(
                      Apache5HttpClient.builder()
                          .tlsTrustManagersProvider(() -> new TrustManager[] {trust}))
                  .endpointOverride(server.address())
                  .build()) {
            call(primed);
          }
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void call(SecurityHubClient client) {
    var answer =
        client.batchUpdateFindings(
            request ->
                request
                    .findingIdentifiers(FINDING)
                    .note(note -> note.text("Suppressed.").updatedBy("bench"))
                    .workflow(workflow -> workflow.status("SUPPRESSED")));
    if (answer.processedFindings().size() != 1) {
      throw new IllegalStateException("the update was not taken");
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    input.readAllBytes();
    call(client);
  }
}
