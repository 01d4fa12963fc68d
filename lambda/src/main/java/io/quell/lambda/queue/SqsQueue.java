package io.quell.lambda.queue;

import io.quell.hub.call.LocalHttp;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/// A FIFO queue of Amazon SQS, all of whose messages are of one group, so that one after the other
/// is worked on. Two equal messages within five minutes are one (content-based deduplication).
///
/// A call that gets no answer is tried again by the SDK.
public final class SqsQueue implements MessageQueue, AutoCloseable {
  /// The one group of messages.
  public static final String GROUP = "reconciliation";

  /// `https://sqs.eu-west-1.amazonaws.com/111122223333/NAME.fifo`, in every partition; the FIPS and
  /// the older names have the Region in other places, and take it from the environment.
  private static final Pattern ADDRESS =
      Pattern.compile("https://sqs\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?/\\d{12}/.+");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private final SqsClient client;
  private final String url;

  private SqsQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /// The queue at a URL. Credentials come from the environment, and so does the endpoint where it
  /// names one (`AWS_ENDPOINT_URL_SQS`); the Region is the URL's, else the environment's. A queue
  /// on this machine asks for no real credentials.
  ///
  /// @throws IllegalArgumentException where this is no address of a FIFO queue
  public static SqsQueue at(String url) {
    if (!isFifo(url)) {
      throw new IllegalArgumentException(
          "'%s' is no URL of a FIFO queue, such as https://sqs.eu-west-1.amazonaws.com/111122223333/NAME.fifo"
              .formatted(url));
    }
    SqsClientBuilder builder = SqsClient.builder().httpClientBuilder(Apache5HttpClient.builder());
    region(url).ifPresent(builder::region);
    URI address = URI.create(url);
    if (LOOPBACK.contains(address.getHost())) {
      builder
          .endpointOverride(address.resolve("/"))
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClientBuilder(LocalHttp.client());
    }
    return new SqsQueue(builder.build(), url);
  }

  private static boolean isFifo(String url) {
    try {
      URI address = URI.create(url);
      return address.getHost() != null && url.endsWith(".fifo");
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static Optional<Region> region(String url) {
    Matcher address = ADDRESS.matcher(url);
    return address.matches() ? Optional.of(Region.of(address.group("region"))) : Optional.empty();
  }

  @Override
  public void send(String body) {
    try {
      client.sendMessage(message -> message.queueUrl(url).messageBody(body).messageGroupId(GROUP));
    } catch (AwsServiceException e) {
      throw new MessageRefusedException(
          "the queue %s did not take the message: %s".formatted(url, e.getMessage()), e);
    } catch (SdkException e) {
      throw new MessageRefusedException(
          "the queue %s did not answer: %s".formatted(url, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
