package io.quell.localhub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A local AWS Security Hub that the AWS SDKs and the AWS CLI can use: set their endpoint to [#endpoint()].
///
/// It has the operations BatchImportFindings, GetFindings and BatchUpdateFindings with the limits and error codes of
/// the service, and raises the service's events. Findings live in memory and are gone when the hub closes. Requests
/// need credentials of any kind, because the SDKs demand them; the hub looks at none. All methods may be called from
/// any thread.
public final class LocalHub implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final EventListeners listeners = new EventListeners();
  private final FindingStore store;
  private final HubEndpoint endpoint;
  private volatile CollectionUpdate collectionUpdate = CollectionUpdate.REPLACES;

  private LocalHub(HttpServer server, InstantSource clock) {
    this.server = server;
    store = new FindingStore(finding -> {
      if (!listeners.isEmpty()) {
        listeners.publish(FindingEvent.of(finding, clock.instant()));
      }
    });
    endpoint = new HubEndpoint(
        List.of(
            new BatchImportFindings(store, clock),
            new GetFindings(store, clock),
            new BatchUpdateFindings(store, clock, () -> collectionUpdate)));
  }

  /// Starts a hub on a free port of the loopback interface.
  public static LocalHub start() {
    return start(0);
  }

  /// Starts a hub on this port of the loopback interface, or on a free one if the port is 0.
  ///
  /// Throws [IllegalArgumentException] for a port outside 0–65535 and [UncheckedIOException] for one that is in use.
  public static LocalHub start(int port) {
    return start(port, InstantSource.system());
  }

  static LocalHub start(int port, InstantSource clock) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port + ".");
    }
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The local hub cannot listen on port " + port + " of " + LOOPBACK + ": " + e.getMessage() + ".",
          e);
    }
    LocalHub hub = new LocalHub(server, clock);
    server.createContext("/", hub.endpoint);
    server.setExecutor(hub.threads);
    server.start();
    return hub;
  }

  /// The hub's address, such as `http://127.0.0.1:45670`.
  public URI endpoint() {
    return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort());
  }

  /// Calls the listener with each event from now on: JSON text in EventBridge's envelope, one finding in an event.
  ///
  /// Every import and every update raises an event, one that changes nothing as well; [#seed(String)] raises none. A
  /// listener gets its events one after the other, in the order of the changes, on a thread of its own: it may be slow,
  /// and may call the hub. What it throws goes to standard error, and the next event comes all the same.
  public void onEvent(Consumer<String> listener) {
    listeners.add(listener);
  }

  /// Chooses what an update does to the collections that a finding has already; [CollectionUpdate#REPLACES] until then.
  public void collectionUpdate(CollectionUpdate reading) {
    collectionUpdate = reading;
  }

  /// Puts a finding into the hub as it is, without an event, in place of an earlier one with the same identifier.
  ///
  /// Only Id and ProductArn are needed. An attribute that differs from its value in FindingProviderFields counts as set
  /// by a customer. Throws [IllegalArgumentException] for text that is not such a finding.
  public void seed(String findingJson) {
    JsonNode finding;
    try {
      finding = Json.read(findingJson);
    } catch (IOException e) {
      throw new IllegalArgumentException("The finding to seed is not JSON: " + Json.reason(e), e);
    }
    if (!(finding instanceof ObjectNode object)) {
      throw new IllegalArgumentException("The finding to seed is JSON, but not an object.");
    }
    Violations violations = new Violations();
    Part part = new Part("finding", object);
    violations.object(part, "Id", "ProductArn");
    violations.text(part.at("Id"));
    violations.text(part.at("ProductArn"));
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException("The finding to seed cannot be identified: " + violations + ".");
    }
    store.seed(object);
  }

  /// All findings as they are now, each as JSON text, in the order in which they first came.
  public List<String> findings() {
    return store.all().stream().map(finding -> Json.write(finding.content())).toList();
  }

  /// The finding with this identifier as JSON text, if the hub has it.
  public Optional<String> finding(String id, String productArn) {
    return store.find(new FindingIdentifier(id, productArn)).map(finding -> Json.write(finding.content()));
  }

  /// How many HTTP calls of an operation were received so far, those that were refused included; 0 for an operation
  /// that the hub does not have.
  public int calls(String operation) {
    return endpoint.calls(operation);
  }

  /// Stops the server, gives listeners two seconds for the events that are under way, and then interrupts them.
  @Override
  public void close() {
    server.stop(0);
    threads.close();
    listeners.close();
  }
}
