package io.quell.testing.runtime;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What AWS checks of a signature (IAM User Guide, Signature Version 4), written without the SDK.
final class Signature {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern FORM =
      Pattern.compile(
          ALGORITHM
              + " Credential=local/([0-9]{8})/([^/]+)/([^/]+)/aws4_request,"
              + " SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");

  private Signature() {}

  /// Why the request is not signed with the secret `local` for the service in the Region; empty
  /// where it is.
  static Optional<String> mistake(
      HttpExchange exchange, byte[] body, String region, String service) {
    String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    Matcher form = FORM.matcher(header);
    if (!form.matches()) {
      return Optional.of("it is " + header);
    }
    if (!form.group(2).equals(region)
        || !form.group(3).equals(service)
        || !form.group(4).contains("host")) {
      return Optional.of("its scope is " + header);
    }
    String scope = String.join("/", form.group(1), region, service, "aws4_request");
    String text =
        String.join(
            "\n",
            ALGORITHM,
            exchange.getRequestHeaders().getFirst("X-Amz-Date"),
            scope,
            hex(sha256(request(exchange, body, form.group(4)).getBytes(StandardCharsets.UTF_8))));
    byte[] key = "AWS4local".getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    String right = hex(hmac(key, text));
    return right.equals(form.group(5))
        ? Optional.empty()
        : Optional.of("it is not the one of " + text);
  }

  private static String request(HttpExchange exchange, byte[] body, String names) {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    List<String> headers =
        Arrays.stream(names.split(";", -1))
            .map(
                name ->
                    name + ":" + String.join(",", exchange.getRequestHeaders().get(name)).strip())
            .toList();
    return String.join(
        "\n",
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        Arrays.stream(query.split("&", -1)).sorted().collect(Collectors.joining("&")),
        String.join("\n", headers),
        "",
        names,
        hex(sha256(body)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
