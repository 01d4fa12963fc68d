package io.quell.hub;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.UnreadableException;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.Deadline;
import io.quell.hub.call.ErrorPolicy;
import io.quell.hub.call.InProcessHttp;
import io.quell.hub.call.LocalHttp;
import io.quell.hub.call.Pace;
import io.quell.hub.call.RateLimiter;
import io.quell.hub.call.RepeatableCall;
import io.quell.hub.call.TimeSource;
import io.quell.hub.query.FindingQuery;
import io.quell.hub.reading.FindingHistory;
import io.quell.hub.reading.FindingReader;
import io.quell.hub.reading.HubPage;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClientBuilder;

/// Applies updates to findings, those in ASFF by BatchUpdateFindings and those in OCSF by
/// BatchUpdateFindingsV2, reads findings, and imports one.
///
/// Calls stay within the quota, which all of them share. What a refusal leads to is said in
/// [ErrorPolicy]. The calls go to the Region of the client: the finding's own, or the home Region
/// of the aggregation, where events of all linked Regions arrive and whose updates are replicated.
public final class SecurityHub implements AutoCloseable {
  private final SecurityHubClient client;
  private final TimeSource time;
  private final int callsAtOnce;
  /// The most findings that one call reads by their identifiers (GetFindings, at most 20 values of
  /// a filter).
  public static final int MOST_READ_AT_ONCE = 20;

  private final RateLimiter updateLimiter;
  private final RateLimiter readLimiter;
  private final Whereabouts whereabouts;
  private final BiConsumer<FindingUpdate, UpdateResult> listener;

  /// @param client the client to send with, which must not retry by itself; this object closes it
  public SecurityHub(SecurityHubClient client) {
    this(client, TimeSource.system());
  }

  SecurityHub(SecurityHubClient client, TimeSource time) {
    this(client, time, UpdateSender.CALLS_AT_ONCE);
  }

  SecurityHub(SecurityHubClient client, TimeSource time, int callsAtOnce) {
    this(client, time, callsAtOnce, Pace.WHOLE_QUOTA);
  }

  private SecurityHub(SecurityHubClient client, TimeSource time, int callsAtOnce, Pace pace) {
    this(
        client,
        time,
        callsAtOnce,
        pace.updates(time),
        pace.reads(time),
        Whereabouts.of(client),
        (_, _) -> {});
  }

  private SecurityHub(
      SecurityHubClient client,
      TimeSource time,
      int callsAtOnce,
      RateLimiter updateLimiter,
      RateLimiter readLimiter,
      Whereabouts whereabouts,
      BiConsumer<FindingUpdate, UpdateResult> listener) {
    this.client = client;
    this.callsAtOnce = callsAtOnce;
    this.time = time;
    this.updateLimiter = updateLimiter;
    this.readLimiter = readLimiter;
    this.whereabouts = whereabouts;
    this.listener = listener;
  }

  /// AWS's Security Hub, or whatever the SDK's own settings name: region, credentials and endpoint
  /// come from the environment (`AWS_REGION`, `AWS_ENDPOINT_URL_SECURITYHUB`, profiles).
  public static SecurityHub fromEnvironment() {
    return new SecurityHub(builder().httpClientBuilder(Apache5HttpClient.builder()).build());
  }

  /// A hub at another address, with region and credentials from the environment.
  public static SecurityHub at(URI endpoint) {
    return new SecurityHub(
        builder()
            .httpClientBuilder(Apache5HttpClient.builder())
            .endpointOverride(endpoint)
            .build());
  }

  /// A server inside this process that answers as AWS does. All is as from the environment, the
  /// endpoint that is looked up and the credentials that sign too, but that the calls then go to
  /// the server, and that its certificate is trusted.
  ///
  /// @param trust trusts the server
  public static SecurityHub inProcess(URI server, X509ExtendedTrustManager trust, TimeSource time) {
    return new SecurityHub(
        builder(new InProcessRoute(server)).httpClientBuilder(LocalHttp.client(trust)).build(),
        time);
  }

  /// A local hub, which asks for no real credentials and is never behind the environment's proxy.
  public static SecurityHub local(URI endpoint) {
    return local(endpoint, TimeSource.system());
  }

  /// A local hub that is called by another time than the machine's. See [#local(URI)].
  public static SecurityHub local(URI endpoint, TimeSource time) {
    return new SecurityHub(localClient(endpoint), time);
  }

  /// A local hub in the same process, which is called without a connection.
  public static SecurityHub local(InProcessHttp.Hub hub) {
    return new SecurityHub(
        localBuilder(URI.create("http://localhost")).httpClient(new InProcessHttp(hub)).build());
  }

  static SecurityHubClient localClient(URI endpoint) {
    return localBuilder(endpoint).httpClientBuilder(LocalHttp.client(endpoint)).build();
  }

  private static SecurityHubClientBuilder localBuilder(URI endpoint) {
    return builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  /// The same hub at another pace. Both have one client: closing either closes it.
  public SecurityHub at(Pace pace) {
    return new SecurityHub(client, time, callsAtOnce, pace);
  }

  /// The same hub, at the same pace, which tells what becomes of each update once that is known,
  /// one at a time: a log that hears it has the answered calls where the process is killed, too.
  /// Where the listener throws, nothing more is sent, and what it has thrown is thrown.
  public SecurityHub telling(BiConsumer<FindingUpdate, UpdateResult> hearing) {
    return new SecurityHub(
        client, time, callsAtOnce, updateLimiter, readLimiter, whereabouts, hearing);
  }

  /// What is tried again, and when, is decided in one place, and that is not the SDK.
  private static SecurityHubClientBuilder builder(ExecutionInterceptor... more) {
    return SecurityHubClient.builder()
        .overrideConfiguration(
            settings -> {
              settings
                  .retryStrategy(AwsRetryStrategy.doNotRetry())
                  .addExecutionInterceptor(new NamedEndpoint());
              for (ExecutionInterceptor one : more) {
                settings.addExecutionInterceptor(one);
              }
            });
  }

  /// Sends updates, as few calls as equal updates allow, and waits for the answers.
  ///
  /// @param deadline when to stop; what has not been processed by then is answered as worth another
  ///     try
  /// @return for every finding named in `updates` what became of it; no failure of a call is thrown
  public Map<FindingIdentifier, UpdateResult> apply(
      Collection<FindingUpdate> updates, Deadline deadline) {
    return new UpdateSender(
            client, updateLimiter, whereabouts, time, callsAtOnce, deadline, listener)
        .run(updates);
  }

  /// Sends updates when nothing is in a hurry. See [#apply(Collection, Deadline)].
  public Map<FindingIdentifier, UpdateResult> apply(Collection<FindingUpdate> updates) {
    return apply(updates, Deadline.farOff(time));
  }

  /// How many calls the updates take when none is refused.
  public static int calls(Collection<FindingUpdate> updates) {
    return Batch.of(updates).size();
  }

  /// The Region that is called.
  public String region() {
    return client.serviceClientConfiguration().region().id();
  }

  /// Reads the findings that match, all pages of them, in the hub's order.
  ///
  /// @param filters the member `Filters` of GetFindings, or for OCSF of GetFindingsV2
  /// @throws CallRefusedException where a call is refused, or gets no answer however often it is
  ///     tried
  /// @throws UnreadableException where the hub answers with something that is no finding
  public void findings(Format format, Map<String, Object> filters, Consumer<Finding> taker)
      throws UnreadableException {
    new FindingReader(client, readLimiter, time, RepeatableCall.MANY_TRIES)
        .read(format, filters, taker);
  }

  /// Reads findings by their identifiers, 20 a call; those that the hub does not have are left out.
  /// Reads lag behind updates by minutes (API reference, GetFindings).
  ///
  /// @param identifiers each [#isReadable]
  /// @throws CallRefusedException where a call is refused, or gets no answer
  /// @throws UnreadableException where the hub answers with something that is no finding
  public void findings(Collection<? extends FindingIdentifier> identifiers, Consumer<Finding> taker)
      throws UnreadableException {
    for (List<FindingIdentifier> page : pages(identifiers)) {
      Format format = page.getFirst().format();
      new FindingReader(client, readLimiter, time, RepeatableCall.MANY_TRIES)
          .read(
              format,
              FindingReader.filters(format, page),
              finding -> {
                if (page.contains(finding.identifier())) { // another product may have the same Id
                  taker.accept(finding);
                }
              });
    }
  }

  /// Reads findings by their identifiers within an invocation, which has no time for many tries.
  ///
  /// @param named one of [#pages]
  /// @return those that the hub has. What else is told cannot be read, whichever finding it is
  /// @throws CallRefusedException where the call is refused, or gets no answer
  public HubPage page(List<FindingIdentifier> named) {
    Format format = named.getFirst().format();
    var reader = new FindingReader(client, readLimiter, time, RepeatableCall.FEW_TRIES);
    List<Finding> findings = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    String nextToken = null;
    int pages = 0;
    do {
      if (++pages > named.size()) {
        throw CallRefusedException.refused("the answer does not come to an end", false, null);
      }
      HubPage page =
          reader.page(format, FindingReader.filters(format, named), List.of(), nextToken);
      page.findings().stream()
          .filter(finding -> named.contains(finding.identifier())) // another may have the same Id
          .forEach(findings::add);
      unreadable.addAll(page.unreadable());
      nextToken = page.nextToken().orElse(null);
    } while (nextToken != null);
    return new HubPage(findings, unreadable, Optional.empty());
  }

  /// Reads what has happened to a finding in the last 90 days.
  ///
  /// @throws CallRefusedException where a call is refused, or gets no answer
  public FindingHistory history(FindingIdentifier.Asff finding) {
    return FindingHistory.read(client, time, finding);
  }

  /// Reads one page of the findings that a query asks for, at most 100, in the order in which they
  /// were created where the hub keeps to that.
  ///
  /// @param nextToken what the page before has answered, or null for the first page
  /// @throws CallRefusedException where the call is refused, or gets no answer however often it is
  ///     tried; a token that is not good any more is the caller's fault
  public HubPage page(FindingQuery query, @Nullable String nextToken) {
    return new FindingReader(client, readLimiter, time, RepeatableCall.MANY_TRIES)
        .page(query.format(), query.filters(), query.inOrderOfCreation(), nextToken);
  }

  /// Reads one page of the findings that a filter finds, at most 100, in the hub's order.
  ///
  /// @param filters the member `Filters` of GetFindings, or for OCSF of GetFindingsV2
  /// @param nextToken what the page before has answered, or null for the first page
  /// @throws CallRefusedException as for the page of a query of Quell's own
  public HubPage page(Format format, Map<String, Object> filters, @Nullable String nextToken) {
    return new FindingReader(client, readLimiter, time, RepeatableCall.MANY_TRIES)
        .page(format, filters, List.of(), nextToken);
  }

  /// Findings as calls read them: those of one format together, at most 20 (GetFindings, values of
  /// a filter).
  public static List<List<FindingIdentifier>> pages(
      Collection<? extends FindingIdentifier> identifiers) {
    List<List<FindingIdentifier>> pages = new ArrayList<>();
    for (Format format : Format.values()) {
      List<FindingIdentifier> all = new ArrayList<>();
      identifiers.stream().filter(one -> one.format() == format).forEach(all::add);
      for (int from = 0; from < all.size(); from += MOST_READ_AT_ONCE) {
        pages.add(all.subList(from, Math.min(all.size(), from + MOST_READ_AT_ONCE)));
      }
    }
    return pages;
  }

  /// Whether a finding can be read by its identifier: no filter takes the parts of one that has no
  /// `metadata.uid`.
  public static boolean isReadable(FindingIdentifier identifier) {
    return !(identifier instanceof FindingIdentifier.OcsfParts);
  }

  /// The ARN of the hub, which names partition, Region and account:
  /// `arn:aws:securityhub:eu-west-1:111122223333:hub/default`.
  ///
  /// @throws CallRefusedException where the call is refused, or Security Hub is not enabled
  public String hubArn() {
    return RepeatableCall.answer(time, () -> client.describeHub(_ -> {}).hubArn());
  }

  /// Imports a finding in ASFF, as its provider does.
  ///
  /// @param finding its members
  /// @throws CallRefusedException where the call or the finding is refused, or the call gets no
  ///     answer however often it is tried
  public void importFinding(Map<String, Object> finding) {
    new FindingImporter(client, time).send(finding);
  }

  @Override
  public void close() {
    client.close();
  }
}
