package io.quell.localhub.fault;

import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// A way in which the hub misbehaves on purpose: what happens, where, and how often.
///
/// A new fault happens always and everywhere that it can; the methods on a fault give narrower
/// copies:
///
/// ```java
/// var operation = HubOperation.BATCH_UPDATE_FINDINGS;
/// hub.faults().inject(Fault.refuse(ServiceError.THROTTLED).on(operation).times(2));
/// var code = UnprocessedCode.CONCURRENT_UPDATE_ERROR;
/// hub.faults().inject(Fault.unprocessed(code).of("a").times(1));
/// hub.faults().inject(Fault.cutAfter().fraction(0.01));
/// ```
///
/// @param effect what happens
/// @param operations the operations it happens to; empty for [Effect.DuplicateEvents], which is no
///     operation's
/// @param findings the Id, metadata.uid or finding_info.uid of the findings it happens to; empty
///     for all
/// @param fraction how likely it is to happen each time that it could, from 0 to 1
/// @param times how often it happens at most
public record Fault(
    Effect effect, Set<HubOperation> operations, Set<String> findings, double fraction, int times) {
  /// What a fault does.
  public sealed interface Effect {
    /// The whole call is refused, and nothing done.
    record Refuse(ServiceError refusal) implements Effect {}

    /// A finding comes back as unprocessed, and is not updated.
    record Unprocessed(UnprocessedCode code) implements Effect {}

    /// The call waits before anything is done.
    record Delay(Duration duration) implements Effect {}

    /// The connection is cut before the call is read: nothing is done.
    record CutBefore() implements Effect {}

    /// The connection is cut when everything is done: only the answer is lost. A call that the hub
    /// refuses is answered.
    record CutAfter() implements Effect {}

    /// An event is delivered twice, with the same id.
    record DuplicateEvents() implements Effect {}
  }

  /// Checks that the fault could happen so.
  ///
  /// @throws IllegalArgumentException for a fault that could not happen so
  public Fault {
    operations = Set.copyOf(operations);
    findings = Set.copyOf(findings);
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "A fault's fraction is a number from 0 to 1, not " + fraction + ".");
    }
    if (times < 1) {
      throw new IllegalArgumentException("A fault happens at least once, not " + times + " times.");
    }
    if (!findings.isEmpty() && !(effect instanceof Effect.Unprocessed)) {
      throw new IllegalArgumentException(
          "Only an unprocessed finding can be chosen; " + effect + " has none.");
    }
    if (effect instanceof Effect.Delay(Duration duration) && duration.isNegative()) {
      throw new IllegalArgumentException("A delay is not negative: " + duration + ".");
    }
    Set<HubOperation> possible = possible(effect);
    for (HubOperation operation : operations) {
      if (!possible.contains(operation)) {
        throw new IllegalArgumentException(
            effect + " does not happen to " + operation.apiName() + ".");
      }
    }
  }

  /// Calls are refused.
  public static Fault refuse(ServiceError error) {
    return always(new Effect.Refuse(error));
  }

  /// Findings come back as unprocessed.
  public static Fault unprocessed(UnprocessedCode code) {
    return always(new Effect.Unprocessed(code));
  }

  /// Calls take longer.
  public static Fault delay(Duration duration) {
    return always(new Effect.Delay(duration));
  }

  /// Connections are cut before the call took effect.
  public static Fault cutBefore() {
    return always(new Effect.CutBefore());
  }

  /// Connections are cut after the call took effect.
  public static Fault cutAfter() {
    return always(new Effect.CutAfter());
  }

  /// Events are delivered twice.
  public static Fault duplicateEvents() {
    return always(new Effect.DuplicateEvents());
  }

  /// Reads a fault from text, as the command line has it:
  ///
  /// | text | what happens |
  /// |---|---|
  /// | `throttle=0.1` | a tenth of the calls is throttled |
  /// | `deny`, `invalid`, `conflict`, `internal` | calls are refused in other ways |
  /// | `throttle=3x` | the first three calls are refused |
  /// | `ConcurrentUpdateError=0.05` | a twentieth of the findings is left unprocessed |
  /// | `delay=200ms` | every call waits; `s` and `ms` are known |
  /// | `cut=0.01` | a hundredth of the connections is cut before the call takes effect |
  /// | `cut-after=0.01` | a hundredth of the connections is cut after the call took effect |
  /// | `duplicate-events=1` | every event is delivered twice |
  /// | `throttle=0.1@GetFindings` | only on this operation |
  ///
  /// Without a number the fault happens always.
  ///
  /// @throws IllegalArgumentException for other text; the message names it and what is allowed
  public static Fault parse(String text) {
    return FaultText.read(text);
  }

  /// On these operations only.
  ///
  /// @throws IllegalArgumentException where it cannot happen on one of them
  public Fault on(HubOperation... chosen) {
    return new Fault(effect, EnumSet.copyOf(Arrays.asList(chosen)), findings, fraction, times);
  }

  /// To these findings only, by Id, metadata.uid or finding_info.uid.
  public Fault of(String... chosen) {
    return new Fault(effect, operations, Set.of(chosen), fraction, times);
  }

  /// So likely, each time that it could happen.
  public Fault fraction(double likelihood) {
    return new Fault(effect, operations, findings, likelihood, times);
  }

  /// So often at most.
  public Fault times(int most) {
    return new Fault(effect, operations, findings, fraction, most);
  }

  private static Fault always(Effect effect) {
    return new Fault(effect, possible(effect), Set.of(), 1, Integer.MAX_VALUE);
  }

  private static Set<HubOperation> possible(Effect effect) {
    Set<HubOperation> possible = EnumSet.allOf(HubOperation.class);
    switch (effect) {
      case Effect.Refuse(ServiceError error) ->
          possible.removeIf(operation -> !error.knownTo(operation));
      case Effect.Unprocessed(UnprocessedCode code) ->
          possible.removeIf(operation -> operation != code.operation());
      case Effect.DuplicateEvents() -> possible.clear();
      case Effect.Delay _, Effect.CutBefore _, Effect.CutAfter _ -> {}
    }
    return possible;
  }
}
