package io.quell.bench.load;

import io.quell.finding.Format;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.fault.Fault;
import io.quell.value.JsonTree;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// The local Security Hub with AWS's quota and the findings that match a rule. It has the others
/// too, and takes note where one of them is named in an update.
final class LoadHub implements AutoCloseable {
  private static final List<HubOperation> UPDATES =
      List.of(HubOperation.BATCH_UPDATE_FINDINGS, HubOperation.BATCH_UPDATE_FINDINGS_V2);
  private static final List<HubOperation> READS =
      List.of(HubOperation.GET_FINDINGS, HubOperation.GET_FINDINGS_V2);

  private final LocalHub hub = LocalHub.start(HubOptions.defaults().withAwsQuotas());
  private final LoadOptions options;
  private final AtomicInteger raised = new AtomicInteger();
  private final Set<Integer> wronglyNamed = ConcurrentHashMap.newKeySet();

  LoadHub(LoadOptions options, LoadEvents events) {
    this.options = options;
    matching().forEach(event -> hub.seed(events.finding(event)));
    hub.seedWhenNamed(
        new LocalHub.Findings() {
          @Override
          public Optional<String> asff(String id, String productArn) {
            return named(id);
          }

          @Override
          public Optional<String> ocsf(String metadataUid) {
            return named(metadataUid);
          }

          private Optional<String> named(String identifier) {
            int event = LoadEvents.event(identifier);
            wronglyNamed.add(event);
            return Optional.of(events.finding(event));
          }
        });
    options.faults().forEach(fault -> hub.faults().inject(Fault.parse(fault)));
  }

  private IntStream matching() {
    return IntStream.range(0, options.events()).filter(EventKind::matches);
  }

  URI endpoint() {
    return hub.endpoint();
  }

  /// Has each event that an update raises told, by the number of the event that its finding came
  /// with.
  void onUpdate(IntConsumer listener) {
    hub.onEvent(
        event -> {
          raised.incrementAndGet();
          listener.accept(LoadEvents.event(identifier(event)));
        });
  }

  /// How many events updates have raised.
  int raised() {
    return raised.get();
  }

  private static String identifier(String event) {
    try {
      if (Json.read(event) instanceof Map<?, ?> members) {
        Map<String, Object> finding =
            JsonTree.objects(JsonTree.object(members), List.of("detail", "findings")).getFirst();
        return JsonTree.text(finding, "Id")
            .or(() -> JsonTree.text(finding, "metadata", "uid"))
            .orElseThrow();
      }
    } catch (UnreadableException e) {
      throw new IllegalStateException(event, e);
    }
    throw new IllegalStateException(event);
  }

  /// The finding of an event as it is now.
  String finding(int event) {
    String identifier = LoadEvents.identifier(event);
    return (LoadEvents.format(event) == Format.ASFF
            ? hub.finding(identifier, LoadEvents.PRODUCT)
            : hub.ocsfFinding(identifier))
        .orElseThrow();
  }

  /// How many findings that match no rule an update has named.
  int wronglyNamed() {
    return wronglyNamed.size();
  }

  /// How many findings that match a rule were updated never.
  int neverUpdated() {
    return (int) matching().filter(event -> updates(event) == 0).count();
  }

  /// How many findings that match a rule were updated more than once.
  int updatedAgain() {
    return (int) matching().filter(event -> updates(event) > 1).count();
  }

  private int updates(int event) {
    String identifier = LoadEvents.identifier(event);
    return LoadEvents.format(event) == Format.ASFF
        ? hub.effectiveUpdates(identifier, LoadEvents.PRODUCT)
        : hub.effectiveUpdates(identifier);
  }

  int updateCalls() {
    return UPDATES.stream().mapToInt(hub::calls).sum();
  }

  int throttledUpdates() {
    return UPDATES.stream().mapToInt(hub::refusedByQuota).sum();
  }

  int readCalls() {
    return READS.stream().mapToInt(hub::calls).sum();
  }

  int throttledReads() {
    return READS.stream().mapToInt(hub::refusedByQuota).sum();
  }

  @Override
  public void close() {
    hub.close();
  }
}
