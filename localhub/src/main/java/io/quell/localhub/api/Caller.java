package io.quell.localhub.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who sends a call, by the access key that signed it. The hub checks no signature.
///
/// @param accessKey the key's id, such as `local`
public record Caller(String accessKey) {
  /// The caller of a request that nobody signed.
  public static final Caller UNKNOWN = new Caller("unknown");

  /// The beginning of a header of Signature Version 4.
  private static final Pattern SIGNED =
      Pattern.compile("AWS4-HMAC-SHA256 .*?Credential=([\\w+=,.@-]+)/.*");

  /// Reads the header `Authorization`; [#UNKNOWN] for any other text.
  public static Caller read(String authorization) {
    Matcher matcher = SIGNED.matcher(authorization);
    return matcher.matches() ? new Caller(matcher.group(1)) : UNKNOWN;
  }

  /// A name in the form of an IAM user's, such as `arn:aws:iam::000000000000:user/local`, in the
  /// account that the hub has where a finding says none.
  ///
  /// AWS has the ARN of the user or of the role's session here.
  public String arn() {
    return "arn:aws:iam::000000000000:user/" + accessKey;
  }
}
