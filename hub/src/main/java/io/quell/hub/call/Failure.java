package io.quell.hub.call;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Why a finding's update, or a call as a whole, did not go through.
public record Failure(String code, String message, ErrorPolicy reaction) {
  /// The sentence of one place in the SDK's list of places, which begins with its class.
  private static final Pattern PROFILE =
      Pattern.compile(
          "ProfileCredentialsProvider\\([^:]*\\): (?!Profile file contained no credentials for"
              + " profile 'default')(?<reason>.*?)(?=: ProfileFile\\(|,"
              + " ContainerCredentialsProvider\\()");

  /// What the service says of a finding that it left unprocessed.
  public static Failure ofFinding(@Nullable String code, @Nullable String message) {
    String known = Objects.requireNonNullElse(code, "NoErrorCode");
    return new Failure(known, String.valueOf(message), ErrorPolicy.ofFinding(known));
  }

  public static Failure of(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code =
        details == null || details.errorCode() == null
            ? "Http" + e.statusCode()
            : details.errorCode();
    return new Failure(
        code, String.valueOf(e.getMessage()), ErrorPolicy.ofCall(code, e.statusCode()));
  }

  public static Failure of(SdkException e) {
    String message = String.valueOf(e.getMessage());
    if (isOfAnswer(e)) {
      return unreadable(e);
    }
    return message.startsWith("Unable to load credentials")
        ? silent(
            ErrorPolicy.NO_CREDENTIALS,
            "no AWS credentials are found: name a profile in AWS_PROFILE, set AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, or give the function a role"
                + ofProfile(message))
        : silent(ErrorPolicy.CALL_LOST, message);
  }

  /// What was wrong with the profile that was named, of what the SDK says of all places where it
  /// has looked; nothing where it does not name one.
  private static String ofProfile(String message) {
    Matcher profile = PROFILE.matcher(message);
    return profile.find() ? ". Of the profile the AWS SDK says: " + profile.group("reason") : "";
  }

  /// Whether an answer came that the SDK cannot read. Its cause may be an `IOException` of the
  /// reader of JSON, as if the network had failed; the SDK says it in words alone.
  public static boolean isOfAnswer(SdkException e) {
    return String.valueOf(e.getMessage()).startsWith("Unable to unmarshall response");
  }

  /// An answer that cannot be used, whatever is wrong with it.
  public static Failure unreadable(RuntimeException e) {
    return silent(ErrorPolicy.ANSWER_UNREADABLE, "the answer cannot be read: " + e);
  }

  public static Failure silent(String code, String message) {
    return new Failure(code, message, ErrorPolicy.ofSilence(code));
  }
}
