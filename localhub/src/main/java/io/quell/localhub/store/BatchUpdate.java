package io.quell.localhub.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quell.localhub.api.Caller;
import io.quell.localhub.api.FindingRefused;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.RequestHandler;
import io.quell.localhub.api.UnprocessedCode;
import io.quell.localhub.fault.Faults;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.lag.Agenda;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A customer sets the same values on up to 100 findings.
///
/// One that cannot be updated does not stop the others. A finding that is named twice is updated
/// once. An update that names no value, or only values that the findings have, is processed and
/// raises its events as any other.
///
/// @param <I> what tells one finding from another
public abstract class BatchUpdate<I> implements RequestHandler {
  private final HubOperation operation;
  private final FindingStore<I> store;
  private final Faults faults;
  private final Agenda agenda;

  /// The operation on the findings of this store.
  ///
  /// @param faults what makes the operation leave findings unprocessed
  /// @param agenda makes the changes when their time has come
  protected BatchUpdate(
      HubOperation operation, FindingStore<I> store, Faults faults, Agenda agenda) {
    this.operation = operation;
    this.store = store;
    this.faults = faults;
    this.agenda = agenda;
  }

  /// A finding as the call names it.
  ///
  /// @param processed how the answer names it when it is updated
  /// @param unprocessed how the answer names it when it is not
  /// @param names what a fault may know it by
  public record NamedFinding<I>(
      I identifier, ObjectNode processed, ObjectNode unprocessed, List<String> names) {}

  /// What a request does to a finding.
  @FunctionalInterface
  public interface Update {
    /// The finding as the update leaves it.
    ///
    /// @param now when the update is made, which may be later than it was asked for
    /// @throws FindingRefused where it cannot be made
    StoredFinding of(StoredFinding finding, Instant now);
  }

  /// What the request does to a finding.
  ///
  /// @throws io.quell.localhub.api.ServiceException for a request that the API does not allow
  protected abstract Update update(ObjectNode request);

  /// The findings that a well-formed request names, in its order.
  protected abstract List<NamedFinding<I>> named(ObjectNode request);

  /// How a finding is refused that was named before in the same call.
  protected abstract FindingRefused namedTwice();

  /// How a finding is refused that the hub does not have.
  protected abstract UnprocessedCode notFound();

  @Override
  public final HubOperation operation() {
    return operation;
  }

  @Override
  public final ObjectNode answer(ObjectNode request, Caller caller) {
    Update update = update(request);
    ChangeSource source = ChangeSource.updatedBy(caller.arn());
    ObjectNode response = JsonText.object();
    ArrayNode processed = response.putArray("ProcessedFindings");
    ArrayNode unprocessed = response.putArray("UnprocessedFindings");
    Set<JsonNode> seen = new HashSet<>();
    for (NamedFinding<I> named : named(request)) {
      try {
        if (!seen.add(named.processed())) {
          throw namedTwice();
        }
        faults.refuse(operation, named.names());
        if (agenda.delaysUpdates()) {
          // only to refuse at once what cannot be made: when it is made does not matter
          StoredFinding _ = update.of(present(store.find(named.identifier())), Instant.EPOCH);
          agenda.update(now -> changeLate(named.identifier(), now, source, update));
        } else {
          agenda.update(
              now ->
                  store.change(
                      named.identifier(),
                      now,
                      source,
                      earlier -> Optional.of(update.of(present(earlier), now))));
        }
        processed.add(named.processed());
      } catch (FindingRefused refused) {
        unprocessed.add(refused.addTo(named.unprocessed().deepCopy()));
      }
    }
    return response;
  }

  private StoredFinding present(Optional<StoredFinding> finding) {
    return finding.orElseThrow(() -> new FindingRefused(notFound()));
  }

  /// Changes a finding after the call was answered. One that another update has meanwhile made too
  /// large for this one stays as it is: there is nobody left to tell.
  private void changeLate(I identifier, Instant now, ChangeSource source, Update update) {
    try {
      store.change(
          identifier, now, source, earlier -> earlier.map(finding -> update.of(finding, now)));
    } catch (FindingRefused tooLate) {
      return;
    }
  }
}
