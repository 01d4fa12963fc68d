package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.asff.AsffIdentifier;
import io.quell.localhub.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/// The two ways in which tests call a hub: the AWS SDK, and plain HTTP for what the SDK would not
/// send.
public final class HubCalls {
  private static final SdkHttpClient SDK_HTTP = Apache5HttpClient.create();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private HubCalls() {}

  public static SecurityHubClient client(LocalHub hub) {
    return SecurityHubClient.builder()
        .endpointOverride(hub.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(SDK_HTTP)
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  /// What plain HTTP gave back.
  public record Answer(int status, String errorType, JsonNode body) {
    public String message() {
      return body.path("Message").asText();
    }
  }

  public static Answer send(LocalHub hub, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hub.endpoint() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
      JsonNode answer =
          response.body().length == 0 ? JsonText.object() : JsonText.read(response.body());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("x-amzn-ErrorType").orElse(""),
          answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static Answer importFindings(LocalHub hub, JsonNode... findings) {
    ObjectNode request = JsonText.object();
    for (JsonNode finding : findings) {
      request.withArray("Findings").add(finding);
    }
    return send(hub, "POST", "/findings/import", JsonText.write(request));
  }

  public static Answer update(LocalHub hub, Consumer<ObjectNode> members, String... ids) {
    ObjectNode request = JsonText.object();
    for (String id : ids) {
      request
          .withArray("FindingIdentifiers")
          .add(new AsffIdentifier(id, Findings.PRODUCT).toJson());
    }
    members.accept(request);
    return send(hub, "PATCH", "/findings/batchupdate", JsonText.write(request));
  }

  public static JsonNode finding(LocalHub hub, String id) {
    return json(hub.finding(id, Findings.PRODUCT).orElseThrow());
  }

  public static JsonNode json(String text) {
    try {
      return JsonText.read(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
