package io.quell.hub;

import io.quell.engine.Update;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Note;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClientBuilder;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.NoteUpdate;

/// Applies updates to findings by BatchUpdateFindings.
public final class SecurityHub implements AutoCloseable {
  /// The codes of an unprocessed finding that a later try may not meet again (BatchUpdateFindings, ErrorCode).
  private static final Set<String> PASSING = Set.of("ConcurrentUpdateError", "InternalFailure");
  private static final Duration ONE_CALL = Duration.ofSeconds(30);
  private static final Duration ONE_ATTEMPT = Duration.ofSeconds(10);

  private final SecurityHubClient client;

  /// @param client the client to send with; this object closes it
  public SecurityHub(SecurityHubClient client) {
    this.client = client;
  }

  /// AWS's Security Hub, or whatever the SDK's own settings name: region, credentials and endpoint come from the
  /// environment (`AWS_REGION`, `AWS_ENDPOINT_URL_SECURITYHUB`, profiles).
  public static SecurityHub fromEnvironment() {
    return new SecurityHub(builder().build());
  }

  /// A hub at another address, with region and credentials from the environment.
  public static SecurityHub at(URI endpoint) {
    return new SecurityHub(builder().endpointOverride(endpoint).build());
  }

  /// A local hub, which asks for no real credentials and is never behind the environment's proxy.
  public static SecurityHub local(URI endpoint) {
    var noProxy = ProxyConfiguration.builder().useEnvironmentVariableValues(false).useSystemPropertyValues(false)
        .build();
    return new SecurityHub(builder().httpClientBuilder(Apache5HttpClient.builder().proxyConfiguration(noProxy))
        .endpointOverride(endpoint).region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))).build());
  }

  private static SecurityHubClientBuilder builder() {
    return SecurityHubClient.builder().httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(settings -> settings.apiCallTimeout(ONE_CALL).apiCallAttemptTimeout(ONE_ATTEMPT));
  }

  /// Sends updates, as few calls as equal updates allow, and waits for the answers.
  ///
  /// @return for every finding named in `updates` what became of it; no failure of a call is thrown
  public Map<FindingIdentifier, Answer> apply(Collection<FindingUpdate> updates) {
    Map<FindingIdentifier, Answer> answers = new LinkedHashMap<>();
    Batch.of(updates).forEach(batch -> send(batch, answers));
    return answers;
  }

  private void send(Batch batch, Map<FindingIdentifier, Answer> answers) {
    try {
      read(client.batchUpdateFindings(request(batch)), batch, answers);
    } catch (SdkException e) {
      Answer answer = refused(e);
      batch.findings().forEach(finding -> answers.put(finding, answer));
    }
  }

  private static BatchUpdateFindingsRequest request(Batch batch) {
    Update update = batch.update();
    var request = BatchUpdateFindingsRequest.builder()
        .findingIdentifiers(batch.findings().stream().map(SecurityHub::identifier).toList());
    update.severity().ifPresent(label -> request.severity(severity -> severity.label(label.name())));
    update.workflowStatus().ifPresent(status -> request.workflow(workflow -> workflow.status(status.name())));
    update.note().map(SecurityHub::note).ifPresent(request::note);
    if (!update.userDefinedFields().isEmpty()) {
      request.userDefinedFields(update.userDefinedFields());
    }
    return request.build();
  }

  private static AwsSecurityFindingIdentifier identifier(FindingIdentifier identifier) {
    return switch (identifier) {
      case FindingIdentifier.Asff(var id, var productArn) -> AwsSecurityFindingIdentifier.builder().id(id)
          .productArn(productArn).build();
    };
  }

  private static NoteUpdate note(Note note) {
    return NoteUpdate.builder().text(note.text()).updatedBy(note.author()).build();
  }

  private static void read(BatchUpdateFindingsResponse response, Batch batch,
      Map<FindingIdentifier, Answer> answers) {
    Map<FindingIdentifier, Answer> answered = new LinkedHashMap<>();
    response.processedFindings().forEach(finding -> answered.put(identifier(finding), new Answer.Processed()));
    response.unprocessedFindings().forEach(finding -> answered.put(identifier(finding.findingIdentifier()),
        new Answer.Unprocessed(finding.errorCode(), String.valueOf(finding.errorMessage()),
            PASSING.contains(finding.errorCode()))));
    for (FindingIdentifier finding : batch.findings()) {
      answers.put(finding, answered.getOrDefault(finding, new Answer.Unprocessed("NotAnswered",
          "the answer names the finding neither as processed nor as unprocessed", true)));
    }
  }

  private static FindingIdentifier identifier(AwsSecurityFindingIdentifier identifier) {
    return new FindingIdentifier.Asff(identifier.id(), identifier.productArn());
  }

  /// A call that failed as a whole.
  private static Answer refused(SdkException e) {
    if (e instanceof AwsServiceException service) {
      AwsErrorDetails details = service.awsErrorDetails();
      String code = details == null || details.errorCode() == null
          ? "Http" + service.statusCode()
          : details.errorCode();
      boolean passing = service.statusCode() >= 500 || service.isThrottlingException();
      return new Answer.Unprocessed(code, String.valueOf(service.getMessage()), passing);
    }
    return new Answer.Unprocessed(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), true);
  }

  @Override
  public void close() {
    client.close();
  }
}
