package io.quell.cli.identity;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/// The name by which AWS knows whose credentials a command has.
public final class CallerIdentity {
  /// A log is not worth a longer wait.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final String UNKNOWN = "unknown";

  private CallerIdentity() {}

  /// The caller with the credentials and the Region of the environment: the ARN that STS answers
  /// (GetCallerIdentity, which needs no permission), such as
  /// `arn:aws:sts::111122223333:assumed-role/Security/alice`. Where STS is not reachable, the id of
  /// the access key, which CloudTrail has too; `unknown` where there are no credentials.
  public static String ofEnvironment() {
    try (DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        StsClient client = builder().credentialsProvider(credentials).build()) {
      return of(client, credentials);
    } catch (SdkException noRegion) {
      return UNKNOWN;
    }
  }

  static StsClientBuilder builder() {
    return StsClient.builder()
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(settings -> settings.apiCallTimeout(LONGEST_WAIT));
  }

  static String of(StsClient client, AwsCredentialsProvider credentials) {
    try {
      return client.getCallerIdentity().arn();
    } catch (SdkException notReachable) {
      return accessKey(credentials);
    }
  }

  private static String accessKey(AwsCredentialsProvider credentials) {
    try {
      AwsCredentials found = credentials.resolveCredentials();
      return "access key "
          + found.accessKeyId()
          + found.accountId().map(account -> " of account " + account).orElse("");
    } catch (SdkException none) {
      return UNKNOWN;
    }
  }
}
