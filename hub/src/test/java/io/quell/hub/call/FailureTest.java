package io.quell.hub.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;

final class FailureTest {
  /// The sentences as the SDK 2.50.2 says them.
  private static String chain(String profile, String reason) {
    String provider =
        "ProfileCredentialsProvider(profileName=%s, profileFile=ProfileFile(sections=[profiles]))"
            .formatted(profile);
    return "Unable to load credentials from any of the providers in the chain"
        + " AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider(), "
        + provider
        + ", ContainerCredentialsProvider(), InstanceProfileCredentialsProvider()]) :"
        + " [SystemPropertyCredentialsProvider(): Unable to load credentials from system settings.,"
        + " "
        + provider
        + ": "
        + reason
        + ", ContainerCredentialsProvider(): Cannot fetch credentials from container,"
        + " InstanceProfileCredentialsProvider(): Failed to load credentials from IMDS.]";
  }

  private static String of(String profile, String reason) {
    return Failure.of(SdkClientException.create(chain(profile, reason))).message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "sso | The SSO session associated with this profile has expired or is otherwise invalid.",
        "nope | Profile file contained no credentials for profile 'nope'"
      })
  void saysWhatIsWrongWithTheProfile(String profile, String reason) {
    assertThat(of(profile, reason))
        .startsWith("no AWS credentials are found: name a profile in AWS_PROFILE")
        .endsWith("Of the profile the AWS SDK says: " + reason);
    assertThat(of(profile, reason + ": ProfileFile(sections=[])")).endsWith("says: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = "default | Profile file contained no credentials for profile 'default'")
  void saysNothingOfAProfileThatNobodyHasNamed(String profile, String reason) {
    assertThat(of(profile, reason)).endsWith("or give the function a role");
  }
}
