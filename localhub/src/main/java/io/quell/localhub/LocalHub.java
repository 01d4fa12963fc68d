package io.quell.localhub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.asff.AsffIdentifier;
import io.quell.localhub.asff.BatchImportFindings;
import io.quell.localhub.asff.BatchUpdateFindings;
import io.quell.localhub.asff.CollectionUpdate;
import io.quell.localhub.asff.ProviderFields;
import io.quell.localhub.fault.Faults;
import io.quell.localhub.filter.GetFindings;
import io.quell.localhub.history.ChangeLog;
import io.quell.localhub.history.GetFindingHistory;
import io.quell.localhub.json.GivenFinding;
import io.quell.localhub.lag.Agenda;
import io.quell.localhub.ocsf.BatchUpdateFindingsV2;
import io.quell.localhub.ocsf.ImportedOcsfFinding;
import io.quell.localhub.ocsf.OcsfIdentifier;
import io.quell.localhub.page.OpenQueries;
import io.quell.localhub.page.PageTokens;
import io.quell.localhub.store.ChangeSource;
import io.quell.localhub.store.FindingStore;
import io.quell.localhub.store.StoredFinding;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A local AWS Security Hub that the AWS SDKs and the AWS CLI can use: set their endpoint to
/// [#endpoint()].
///
/// It has the operations in [HubOperation] with the limits and error codes of the service, and
/// raises the service's events. With [HubOptions#withLag] it is late as AWS is: what is said below
/// of the findings is said of them as they are, not as a call sees them. ASFF and OCSF findings are
/// apart: an update of the one changes nothing in the other. Findings live in memory and are gone
/// when the hub closes. Requests need credentials of any kind, because the SDKs demand them; the
/// hub looks at none. All methods may be called from any thread.
public final class LocalHub implements AutoCloseable {
  /// Null where the hub is called inside the process alone.
  private final @Nullable HubServer server;

  private final InstantSource clock;
  private final EventListeners listeners = new EventListeners();
  private final FindingStore<AsffIdentifier> asff;
  private final FindingStore<String> ocsf;
  private final Agenda agenda;
  private final Faults faults;
  private final Quotas quotas;
  private final HubEndpoint endpoint;
  private volatile CollectionUpdate collectionUpdate = CollectionUpdate.REPLACES;

  private LocalHub(HubOptions options, @Nullable HubServer server) {
    this.server = server;
    clock = options.clock();
    faults = new Faults(options.seed(), options.pause());
    quotas = new Quotas(options.quotas(), clock);
    agenda = new Agenda(options.lag(), options.seed(), clock);
    ChangeLog log = new ChangeLog();
    asff =
        new FindingStore<>(
            AsffIdentifier::of,
            (identifier, before, after, now, source) -> {
              log.changed(identifier, before, after, now, source);
              raise(now, () -> FindingEvent.ofAsff(after.content(), now));
            },
            options.lag().reads());
    ocsf =
        new FindingStore<>(
            OcsfIdentifier::metadataUid,
            (_, _, after, now, _) -> raise(now, () -> FindingEvent.ofOcsf(after.content(), now)),
            options.lag().reads());
    endpoint =
        new HubEndpoint(
            List.of(
                new DescribeHub(clock.instant()),
                new BatchImportFindings(asff, clock),
                GetFindings.ofAsff(
                    asff,
                    clock,
                    agenda,
                    new OpenQueries(options.tokenLife(), clock),
                    options.comparisons()),
                new GetFindingHistory(
                    log, new PageTokens(options.tokenLife(), clock), clock, agenda),
                new BatchUpdateFindings(asff, clock, () -> collectionUpdate, faults, agenda),
                GetFindings.ofOcsf(
                    ocsf,
                    clock,
                    agenda,
                    new OpenQueries(options.tokenLife(), clock),
                    options.comparisons()),
                new BatchUpdateFindingsV2(ocsf, faults, agenda)),
            quotas,
            faults,
            agenda);
    if (server != null) {
      server.start(endpoint);
    }
  }

  /// Starts a hub on a free port of the loopback interface.
  public static LocalHub start() {
    return start(HubOptions.defaults());
  }

  /// Starts a hub with options.
  ///
  /// @throws UncheckedIOException for a port that is in use
  public static LocalHub start(HubOptions options) {
    return new LocalHub(options, HubServer.at(options.port()));
  }

  /// A hub without a server, which only [#answer] calls.
  public static LocalHub inProcess() {
    return new LocalHub(HubOptions.defaults(), null);
  }

  /// The hub's address, such as `http://127.0.0.1:45670`.
  ///
  /// @throws IllegalStateException for a hub without a server
  public URI endpoint() {
    if (server == null) {
      throw new IllegalStateException("this hub has no server");
    }
    return server.address();
  }

  /// Answers a call as the server does over HTTP.
  ///
  /// @param method such as `PATCH`
  /// @param path such as `/findings/batchupdate`
  /// @param authorization the header of that name, which says who calls
  /// @param body JSON in UTF-8
  /// @return empty where the call is not answered, for a fault cuts its connection
  public Optional<HubAnswer> answer(
      String method, String path, Optional<String> authorization, byte[] body) {
    return endpoint.answer(method, path, authorization, body);
  }

  /// Calls the listener with each event from now on: JSON text in EventBridge's envelope, one
  /// finding in an event.
  ///
  /// Every import and every update raises an event, one that changes nothing as well;
  /// [#seed(String)] raises none. A listener gets its events one after the other, in the order of
  /// the changes unless events are late, on a thread of its own: it may be slow, and may call the
  /// hub. What it throws goes to standard error, and the next event comes all the same.
  public void onEvent(Consumer<String> listener) {
    listeners.add(listener);
  }

  /// Chooses what an update does to the collections that a finding has already;
  /// [CollectionUpdate#REPLACES] until then.
  public void collectionUpdate(CollectionUpdate reading) {
    collectionUpdate = reading;
  }

  /// The faults of this hub: how it is made to misbehave.
  public Faults faults() {
    return faults;
  }

  /// Puts a finding into the hub as it is, without an event, in place of an earlier one with the
  /// same identifier.
  ///
  /// A finding with `metadata` is OCSF and needs metadata.uid; another one is ASFF and needs Id and
  /// ProductArn. A severity (in ASFF any attribute) that differs from the provider's in
  /// vendor_attributes or FindingProviderFields counts as set by a customer, and so do an OCSF
  /// finding's comment and a status that providers do not set.
  ///
  /// @throws IllegalArgumentException for text that is not such a finding
  public void seed(String findingJson) {
    GivenFinding given = GivenFinding.read(findingJson, "The finding to seed");
    agenda.catchUp();
    seed(given);
  }

  private void seed(GivenFinding given) {
    if (given.ocsf()) {
      ocsf.seed(given.content(), ImportedOcsfFinding.setByCustomer(given.content()));
    } else {
      asff.seed(given.content(), ProviderFields.differingFromProvider(given.content()));
    }
  }

  /// Finds findings that are seeded when they are first asked for by their identifiers.
  public interface Findings {
    /// The ASFF finding with this identifier as JSON text, or empty where there is none.
    Optional<String> asff(String id, String productArn);

    /// The OCSF finding with this metadata.uid as JSON text, or empty where there is none.
    Optional<String> ocsf(String metadataUid);
  }

  /// Has findings seeded, as [#seed(String)] does, when an update or [#finding(String, String)] and
  /// [#ocsfFinding(String)] first name them. Until then the hub does not have them: lists and
  /// filters do not show them.
  public void seedWhenNamed(Findings findings) {
    asff.whenMissing(
        identifier ->
            findings.asff(identifier.id(), identifier.productArn()).ifPresent(this::seedNamed));
    ocsf.whenMissing(metadataUid -> findings.ocsf(metadataUid).ifPresent(this::seedNamed));
  }

  /// A call is under way, which has caught up already.
  private void seedNamed(String findingJson) {
    seed(GivenFinding.read(findingJson, "The finding that is named"));
  }

  /// Takes an OCSF finding from its provider and raises its event. AWS has no public operation for
  /// this.
  ///
  /// A new finding without a status is New. The provider's severity is kept in vendor_attributes;
  /// severity, status and comment that a customer has set stay. Of OCSF, nothing but metadata.uid
  /// has to be there.
  ///
  /// @throws IllegalArgumentException for text that is no JSON object with a metadata.uid
  public void importOcsf(String findingJson) {
    GivenFinding given = GivenFinding.read(findingJson, "The finding to import");
    if (!given.ocsf()) {
      throw new IllegalArgumentException(
          "The finding to import is not OCSF: it has no metadata.uid.");
    }
    agenda.catchUp(); // as before a call: what is due comes first
    ocsf.change(
        OcsfIdentifier.metadataUid(given.content()),
        clock.instant(),
        ChangeSource.importedBy(OcsfIdentifier.of(given.content()).metadataProductUid()),
        earlier -> {
          ObjectNode imported = ImportedOcsfFinding.of(given.content(), earlier);
          return Optional.of(
              earlier.isPresent() ? earlier.get().imported(imported) : ocsf.arrived(imported));
        });
  }

  /// Makes the updates and delivers the events that have come due by the hub's clock.
  ///
  /// The hub does so by itself as well, soon after they are due and before it answers a call: this
  /// is for those who set its clock and cannot wait.
  public void catchUp() {
    agenda.catchUp();
  }

  /// All ASFF findings as they are now, each as JSON text, in the order in which they first came.
  public List<String> findings() {
    return asff.all().stream().map(StoredFinding::text).toList();
  }

  /// All OCSF findings as they are now, each as JSON text, in the order in which they first came.
  public List<String> ocsfFindings() {
    return ocsf.all().stream().map(StoredFinding::text).toList();
  }

  /// The ASFF finding with this identifier as JSON text, if the hub has it.
  public Optional<String> finding(String id, String productArn) {
    return asff.find(new AsffIdentifier(id, productArn)).map(StoredFinding::text);
  }

  /// The OCSF finding with this metadata.uid as JSON text, if the hub has it.
  public Optional<String> ocsfFinding(String metadataUid) {
    return ocsf.find(metadataUid).map(StoredFinding::text);
  }

  /// How many of the updates of an ASFF finding changed a value of it; 0 for a finding that the hub
  /// does not have.
  ///
  /// An update that sets what the finding has already, as a repeated one does, is processed but not
  /// counted.
  public int effectiveUpdates(String id, String productArn) {
    return asff.find(new AsffIdentifier(id, productArn))
        .map(StoredFinding::effectiveUpdates)
        .orElse(0);
  }

  /// How many of the updates of an OCSF finding changed a value of it, as for ASFF.
  public int effectiveUpdates(String metadataUid) {
    return ocsf.find(metadataUid).map(StoredFinding::effectiveUpdates).orElse(0);
  }

  /// How many HTTP calls of an operation were received so far, those that were refused or cut
  /// included; 0 for an operation that the hub does not have.
  public int calls(String operation) {
    return HubOperation.named(operation).map(endpoint::calls).orElse(0);
  }

  /// How many HTTP calls of an operation were received so far, those that were refused or cut
  /// included.
  public int calls(HubOperation operation) {
    return endpoint.calls(operation);
  }

  /// How many HTTP calls of an operation were refused so far because of its quota.
  public int refusedByQuota(HubOperation operation) {
    return quotas.refused(operation);
  }

  /// Stops the server, gives listeners two seconds for the events that are under way, and then
  /// interrupts them.
  @Override
  public void close() {
    agenda.close();
    faults.close();
    if (server != null) {
      server.close();
    }
    listeners.close();
  }

  private void raise(Instant now, Supplier<ObjectNode> event) {
    if (!listeners.isEmpty()) {
      ObjectNode raised = event.get();
      agenda.event(now, () -> listeners.publish(raised));
      if (faults.duplicatesEvent()) {
        agenda.event(now, () -> listeners.publish(raised));
      }
    }
  }
}
