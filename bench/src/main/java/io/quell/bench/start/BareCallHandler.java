package io.quell.bench.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quell.bench.Invocations;
import io.quell.lambda.snapshot.AwsAnswers;
import io.quell.lambda.snapshot.BeforeSnapshot;
import io.quell.lambda.snapshot.LoopbackCertificate;
import io.quell.lambda.snapshot.LoopbackServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClientBuilder;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;

/// Makes one call of BatchUpdateFindings, always the same, and nothing else: what the AWS SDK
/// takes. The call has as many findings as the variable [#FINDINGS] says, one where there is none.
/// Before a snapshot it makes ten on clients of their own, as Quell does.
public final class BareCallHandler implements RequestStreamHandler {
  /// The environment variable with the number of findings in the call.
  public static final String FINDINGS = "BENCH_FINDINGS";

  private static final int CALLS_BEFORE_THE_SNAPSHOT = 10;
  private static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";

  private static final List<AwsSecurityFindingIdentifier> NAMED =
      IntStream.range(0, Integer.parseInt(System.getenv().getOrDefault(FINDINGS, "1")))
          .mapToObj(
              at ->
                  AwsSecurityFindingIdentifier.builder()
                      .id(Invocations.id(at))
                      .productArn(PRODUCT)
                      .build())
          .toList();

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
                    .findingIdentifiers(NAMED)
                    .note(note -> note.text("Suppressed.").updatedBy("bench"))
                    .workflow(workflow -> workflow.status("SUPPRESSED")));
    if (answer.processedFindings().size() != NAMED.size()) {
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
