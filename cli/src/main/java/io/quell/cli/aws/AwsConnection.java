package io.quell.cli.aws;

import io.quell.cli.command.LocalService;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Sends calls to AWS's services: signed by the SDK, with the credentials and the Region of the
/// environment, and again where a service throttles or does not answer.
///
/// `AWS_ENDPOINT_URL` and `AWS_ENDPOINT_URL_SERVICE` name other addresses. One on this machine is
/// asked without credentials where the environment has none.
public final class AwsConnection implements AutoCloseable {
  /// Longer than the longest wait that a call asks a service for, the 20 seconds of SQS.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
  /// How often a call is sent at most; with the pauses below that takes a quarter of a minute.
  private static final int TRIES = 7;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  /// The codes that the SDKs try again as throttling (SDKs and tools reference guide, retries).
  private static final Set<String> THROTTLED =
      Set.of(
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "RequestThrottledException",
          "RequestThrottled",
          "TooManyRequestsException",
          "RequestLimitExceeded",
          "BandwidthLimitExceeded",
          "LimitExceededException",
          "PriorRequestNotComplete",
          "SlowDown");

  private final Map<String, String> environment;
  private final SdkHttpClient http;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final AwsCredentialsProvider credentials;
  private final Region region;

  private AwsConnection(
      Map<String, String> environment,
      SdkHttpClient http,
      AwsCredentialsProvider credentials,
      Region region) {
    this.environment = Map.copyOf(environment);
    this.http = http;
    this.credentials = credentials;
    this.region = region;
  }

  /// The services as the variables of the process name them.
  ///
  /// @throws io.quell.cli.command.WrongUseException where the Region is misspelt
  public static AwsConnection of(Map<String, String> environment) {
    boolean isLocal =
        !LocalService.hasCredentials(environment)
            && List.of(AwsService.values()).stream()
                .allMatch(
                    service ->
                        service
                            .address(environment)
                            .filter(address -> LocalService.isAt(URI.create(address)))
                            .isPresent());
    Apache5HttpClient.Builder client =
        Apache5HttpClient.builder()
            .connectionTimeout(LONGEST_CONNECT)
            .socketTimeout(LONGEST_SILENCE);
    if (isLocal) {
      client.proxyConfiguration(
          ProxyConfiguration.builder()
              .useEnvironmentVariableValues(false)
              .useSystemPropertyValues(false)
              .build());
    }
    Region region =
        Optional.ofNullable(environment.get("AWS_REGION"))
            .filter(name -> !name.isBlank())
            .map(Region::of)
            .orElseGet(
                () ->
                    isLocal
                        ? Region.US_EAST_1
                        : DefaultAwsRegionProviderChain.builder().build().getRegion());
    RequiredRegion.check(region.id());
    return new AwsConnection(
        environment,
        client.build(),
        isLocal
            ? StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))
            : DefaultCredentialsProvider.builder().build(),
        region);
  }

  /// Where the services are, for people.
  public String where() {
    String profile = environment.getOrDefault("AWS_PROFILE", "");
    return "Region %s%s".formatted(region.id(), profile.isEmpty() ? "" : ", profile " + profile);
  }

  /// Sends a call, and returns when the service has done it.
  ///
  /// @throws AwsException where the service refuses it, or does not answer
  public AwsAnswer call(AwsRequest request) {
    for (int sent = 1; ; sent++) {
      try {
        return once(request);
      } catch (AwsException e) {
        if (sent == TRIES || !isWorthAnotherTry(e)) {
          throw e;
        }
        pause(sent, e);
      }
    }
  }

  private static boolean isWorthAnotherTry(AwsException refused) {
    return THROTTLED.contains(refused.code())
        || refused.code().startsWith("Internal")
        || refused.code().equals("ServiceException")
        || refused.code().equals("ServiceUnavailable")
        || refused.code().equals("status 429")
        || refused.code().startsWith("status 5")
        || (refused.code().equals(AwsException.UNREACHABLE)
            && !(refused.getCause() instanceof ConnectException)
            && !(refused.getCause() instanceof InterruptedIOException));
  }

  private static void pause(int sent, AwsException refused) {
    long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << sent);
    try {
      Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused;
    }
  }

  private AwsAnswer once(AwsRequest request) {
    URI endpoint = endpoint(request.service());
    String base = String.valueOf(endpoint.getRawPath()).replaceFirst("/$", "");
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(endpoint)
            .encodedPath(base + request.path());
    request.query().forEach(unsigned::putRawQueryParameter);
    request.headers().forEach(unsigned::putHeader);
    ContentStreamProvider payload = ContentStreamProvider.fromByteArray(request.body());
    SignedRequest signed =
        signer.sign(
            details ->
                details
                    .identity(credentials.resolveCredentials())
                    .request(unsigned.build())
                    .payload(payload)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, request.service().prefix())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
    try {
      HttpExecuteResponse response =
          http.prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(signed.request())
                      .contentStreamProvider(signed.payload().orElse(payload))
                      .build())
              .call();
      Optional<AbortableInputStream> body = response.responseBody();
      try (InputStream stream = body.isPresent() ? body.get() : InputStream.nullInputStream()) {
        var answer = new AwsAnswer(response.httpResponse().headers(), stream.readAllBytes());
        if (!response.httpResponse().isSuccessful()) {
          throw refusal(request, response.httpResponse().statusCode(), answer);
        }
        return answer;
      }
    } catch (IOException | UncheckedIOException e) {
      throw new AwsException(request, endpoint.toString(), e);
    }
  }

  private URI endpoint(AwsService service) {
    return URI.create(service.address(environment).orElseGet(() -> ofRegion(service)));
  }

  private String ofRegion(AwsService service) {
    var key = ServiceEndpointKey.builder().region(region);
    if (Boolean.parseBoolean(environment.getOrDefault("AWS_USE_FIPS_ENDPOINT", ""))) {
      key.tags(EndpointTag.FIPS);
    }
    URI host = ServiceMetadata.of(service.prefix()).endpointFor(key.build());
    return "https://" + host;
  }

  /// The name of an error has an address behind a colon, or a namespace before a number sign
  /// (Smithy, AWS JSON and REST JSON, operation error serialization).
  private static AwsException refusal(AwsRequest request, int status, AwsAnswer answer) {
    if (request.service() == AwsService.CLOUDFORMATION) {
      return xmlRefusal(request, status, answer);
    }
    Members body = answer.json();
    String code =
        answer
            .header("x-amzn-ErrorType")
            .or(() -> body.text("__type"))
            .or(() -> body.text("code"))
            .map(type -> type.split(":", -1)[0].replaceFirst("^.*#", ""))
            .orElse("status " + status);
    return new AwsException(
        request,
        code,
        body.text("message").or(() -> body.text("Message")).orElse("no reason given"),
        body);
  }

  private static AwsException xmlRefusal(AwsRequest request, int status, AwsAnswer answer) {
    try {
      Xml error = answer.xml().at("Error").orElseGet(answer::xml);
      return new AwsException(
          request,
          error.text("Code").orElse("status " + status),
          error.text("Message").orElse("no reason given"),
          Members.NONE);
    } catch (IllegalArgumentException notXml) {
      return new AwsException(request, "status " + status, "no reason given", Members.NONE);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
