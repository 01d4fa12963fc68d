package io.quell.lambda.publication;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.hub.call.LocalHttp;
import io.quell.lambda.publication.PollFailedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// The two operations of AppConfig's data service, StartConfigurationSession and
/// GetLatestConfiguration, signed and sent by the AWS SDK.
///
/// A poll takes at most as long as it may, however slowly AppConfig answers, and it is not tried
/// again: the next invocation is the next try.
public final class AppConfigData implements ConfigurationSource, AutoCloseable {
  /// The service's name in a signature (AppConfigData 2021-11-11, signingName).
  private static final String SIGNING_NAME = "appconfig";
  /// The limit of the whole poll comes first; this lets go of what it has left behind.
  private static final Duration LONGEST = Duration.ofSeconds(20);
  /// What AppConfig says where nobody has set another interval.
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(60);
  /// The types of what is missing where the application, the environment and the profile are there.
  private static final Set<String> DEPLOYED = Set.of("Deployment", "Configuration");

  private final SdkHttpClient http;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsProvider credentials;
  private final Region region;
  private final URI endpoint;

  private AppConfigData(
      Apache5HttpClient.Builder http,
      AwsCredentialsProvider credentials,
      Region region,
      URI endpoint) {
    this.http = http.connectionTimeout(LONGEST).socketTimeout(LONGEST).build();
    this.credentials = credentials;
    this.region = region;
    this.endpoint = endpoint;
  }

  /// AWS's AppConfig, or whatever the SDK's own settings name: region, credentials and endpoint
  /// come from the environment (`AWS_REGION`, `AWS_ENDPOINT_URL_APPCONFIGDATA`, profiles).
  public static AppConfigData fromEnvironment() {
    Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
    return new AppConfigData(
        Apache5HttpClient.builder(),
        DefaultCredentialsProvider.builder().build(),
        region,
        AppConfigEndpoint.of(System.getenv(), region));
  }

  /// A server inside this process that answers as AWS does. All is as from the environment, but
  /// that the calls go to the server, and that its certificate is trusted.
  ///
  /// @param trust trusts the server
  public static AppConfigData inProcess(URI server, X509ExtendedTrustManager trust) {
    Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
    AppConfigEndpoint.of(System.getenv(), region); // loads what is needed to work it out
    return new AppConfigData(
        LocalHttp.client(trust), DefaultCredentialsProvider.builder().build(), region, server);
  }

  /// A local one, which asks for no real credentials and is never behind the environment's proxy.
  static AppConfigData local(URI endpoint) {
    return new AppConfigData(
        LocalHttp.client(),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
        Region.US_EAST_1,
        endpoint);
  }

  @Override
  public Configuration poll(ConfigurationName name, @Nullable String token, Duration timeLimit)
      throws PollFailedException {
    FutureTask<Configuration> poll = new FutureTask<>(() -> latest(name, token));
    Thread.ofVirtual().name("appconfig").start(poll);
    try {
      return poll.get(timeLimit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new PollFailedException(
          "AppConfig at %s did not answer within %d ms".formatted(endpoint, timeLimit.toMillis()),
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PollFailedException failed) {
        throw failed;
      }
      throw new PollFailedException(
          "AppConfig at %s could not be asked: %s".formatted(endpoint, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PollFailedException("the poll of AppConfig was interrupted", e);
    } finally {
      poll.cancel(true);
    }
  }

  private Configuration latest(ConfigurationName name, @Nullable String token)
      throws PollFailedException {
    if (token == null) {
      return getLatestConfiguration(startConfigurationSession(name));
    }
    try {
      return getLatestConfiguration(token);
    } catch (PollFailedException e) {
      if (e.reason() != Reason.SESSION_OVER) {
        throw e;
      }
      return getLatestConfiguration(startConfigurationSession(name));
    }
  }

  private String startConfigurationSession(ConfigurationName name) throws PollFailedException {
    String body =
        Json.write(
            Map.of(
                "ApplicationIdentifier",
                name.application(),
                "EnvironmentIdentifier",
                name.environment(),
                "ConfigurationProfileIdentifier",
                name.profile()));
    Response answer =
        send(
            "StartConfigurationSession",
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .encodedPath(path("/configurationsessions"))
                .putHeader("Content-Type", "application/json")
                .build(),
            body.getBytes(StandardCharsets.UTF_8));
    return answer
        .member("InitialConfigurationToken")
        .orElseThrow(
            () ->
                new PollFailedException(
                    Reason.UNAVAILABLE, "StartConfigurationSession answered without a token"));
  }

  private Configuration getLatestConfiguration(String token) throws PollFailedException {
    Response answer =
        send(
            "GetLatestConfiguration",
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint)
                .encodedPath(path("/configuration"))
                .putRawQueryParameter("configuration_token", token)
                .build(),
            new byte[0]);
    String next =
        answer
            .header("Next-Poll-Configuration-Token")
            .orElseThrow(
                () ->
                    new PollFailedException(
                        Reason.UNAVAILABLE,
                        "GetLatestConfiguration answered without a token for the next poll"));
    Duration interval =
        answer
            .header("Next-Poll-Interval-In-Seconds")
            .filter(text -> text.matches("[0-9]{1,6}"))
            .map(text -> Duration.ofSeconds(Integer.parseInt(text)))
            .orElse(USUAL_INTERVAL);
    return new Configuration(answer.body(), answer.header("Version-Label"), next, interval);
  }

  private String path(String path) {
    String base = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
  }

  private record Response(int status, Map<String, List<String>> headers, SdkBytes body) {
    Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .flatMap(header -> header.getValue().stream())
          .filter(value -> !value.isBlank())
          .findFirst();
    }

    /// A text of the body, where the body is an object of JSON that has it.
    Optional<String> member(String name) {
      try {
        return Json.read(body.asByteArrayUnsafe()) instanceof Map<?, ?> members
                && members.get(name) instanceof String text
            ? Optional.of(text)
            : Optional.empty();
      } catch (UnreadableException _) {
        return Optional.empty();
      }
    }
  }

  private Response send(String operation, SdkHttpRequest request, byte[] body)
      throws PollFailedException {
    ContentStreamProvider payload = ContentStreamProvider.fromByteArray(body);
    Response answer;
    try {
      SignedRequest signed =
          signer.sign(
              unsigned ->
                  unsigned
                      .identity(credentials.resolveIdentity().join())
                      .request(request)
                      .payload(payload)
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                      .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
      answer =
          read(
              http.prepareRequest(
                      HttpExecuteRequest.builder()
                          .request(signed.request())
                          .contentStreamProvider(signed.payload().orElse(payload))
                          .build())
                  .call());
    } catch (IOException | UncheckedIOException e) {
      throw new PollFailedException("%s at %s failed: %s".formatted(operation, endpoint, e), e);
    }
    if (answer.status() / 100 != 2) {
      throw refusal(operation, answer);
    }
    return answer;
  }

  private static Response read(HttpExecuteResponse response) throws IOException {
    Optional<AbortableInputStream> body = response.responseBody();
    try (InputStream stream = body.isPresent() ? body.get() : InputStream.nullInputStream()) {
      return new Response(
          response.httpResponse().statusCode(),
          response.httpResponse().headers(),
          SdkBytes.fromInputStream(stream));
    }
  }

  private static PollFailedException refusal(String operation, Response answer) {
    // The name of the error may be followed by a colon and an address (restJson1, operation error
    // serialization).
    String code =
        answer
            .header("x-amzn-ErrorType")
            .or(() -> answer.member("__type"))
            .or(() -> answer.member("code"))
            .map(type -> type.split(":", -1)[0])
            .orElse("status " + answer.status());
    String message =
        "%s answered %s: %s"
            .formatted(
                operation,
                code,
                answer
                    .member("Message")
                    .or(() -> answer.member("message"))
                    .orElse("no reason given"));
    return new PollFailedException(
        switch (code) {
          case "BadRequestException" ->
              operation.equals("GetLatestConfiguration") ? Reason.SESSION_OVER : Reason.UNAVAILABLE;
          case "ResourceNotFoundException" ->
              answer.member("ResourceType").filter(DEPLOYED::contains).isPresent()
                  ? Reason.NOTHING_DEPLOYED
                  : Reason.UNAVAILABLE;
          default -> Reason.UNAVAILABLE;
        },
        message);
  }

  @Override
  public void close() {
    http.close();
  }
}
