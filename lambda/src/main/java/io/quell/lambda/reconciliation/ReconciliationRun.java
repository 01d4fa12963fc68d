package io.quell.lambda.reconciliation;

import io.quell.finding.Finding;
import io.quell.finding.FindingIdentifier;
import io.quell.finding.Format;
import io.quell.finding.JsonMembers;
import io.quell.hub.SecurityHub;
import io.quell.hub.UpdateResult;
import io.quell.hub.call.CallRefusedException;
import io.quell.hub.call.Deadline;
import io.quell.hub.query.FindingQuery;
import io.quell.lambda.Mode;
import io.quell.lambda.Quell;
import io.quell.lambda.Ruling;
import io.quell.lambda.Safeguards;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.queue.MessageQueue;
import io.quell.lambda.queue.MessageRefusedException;
import io.quell.lambda.reconciliation.RunTally.Ending;
import io.quell.lambda.reconciliation.SliceReader.Window;
import io.quell.lambda.report.LogLines;
import io.quell.lambda.report.Metrics;
import io.quell.lambda.report.Report;
import io.quell.lambda.report.Result;
import io.quell.run.RuleEngine;
import io.quell.run.RunawayRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One invocation's part of a run: looks at slice after slice, decides on their findings and
/// applies that, until all is done, or the time is up and the rest goes into the queue as one
/// message.
///
/// A window of pages is decided on and applied before the next one is read. So an invocation that
/// is killed has lost nothing but its place: its message comes again, and what is done is not at
/// odds any more.
final class ReconciliationRun {
  /// The part of an invocation's time that is kept for the updates of the last window, and for the
  /// message: three of Lambda's fifteen minutes.
  private static final int PARTS_OF_TIME = 5;
  /// In so much time the updates of a window go out even if none shares a call with another.
  private static final Duration UPDATES_OF_WINDOW = Duration.ofSeconds(150);
  private static final int FINDINGS_A_PAGE = 100;
  /// So many findings of a window whose updates did not go through are read again by the second of
  /// their creation; where there are more, the whole slice is.
  private static final int MOST_AGAIN = 20;
  private static final int MOST_PAGES_AT_ONCE = 10;

  /// What comes of a window.
  private enum Verdict {
    GO_ON,
    OUT_OF_TIME,
    STOP
  }

  /// What a run is given.
  ///
  /// @param engine the rules by which is planned what to look at
  /// @param rulings what decides on each window, as rules and levers are by then
  /// @param hub at the pace of the reconciliation
  /// @param queue where the rest goes
  /// @param log takes the lines of the log
  record Surroundings(
      RuleEngine engine,
      Function<Deadline, Ruling> rulings,
      Metrics metrics,
      SecurityHub hub,
      ReconciliationSettings settings,
      MessageQueue queue,
      Clock clock,
      Consumer<String> log) {}

  private final RunMessage message;
  private final Surroundings given;
  private final RunPlan plan;
  private final Deadline deadline;
  private final Duration reserve;
  private final RunTally tally;
  private final Set<FindingIdentifier> touched = new HashSet<>();
  private final Set<Format> refusedFilters = EnumSet.noneOf(Format.class);
  private final Set<Format> refusedFormats = EnumSet.noneOf(Format.class);
  private final Set<Slice> again = new LinkedHashSet<>();
  private final List<String> failures = new ArrayList<>();
  private final RunawayRules runaways = new RunawayRules();
  private int slicesLeft;
  private int atMost;
  private boolean hasBegun;

  /// @param atMost on how many findings the run may give something back
  /// @param deadline when the invocation ends
  ReconciliationRun(RunMessage message, int atMost, Surroundings given, Deadline deadline) {
    this.message = message;
    this.atMost = atMost;
    this.given = given;
    this.plan = new RunPlan(given.engine(), given.settings().formats());
    this.deadline = deadline;
    this.reserve = deadline.left().dividedBy(PARTS_OF_TIME);
    this.tally = new RunTally(message, given.metrics());
  }

  /// Works until the run, or the time, is at its end.
  ///
  /// @throws ReconciliationFailedException where the hub or the queue refuses something that they
  ///     may take later
  void work() {
    List<Slice> slices =
        message.slices().orElseGet(() -> plan.slices(message.kind(), message.at()));
    var chains =
        new RunChains(given.settings().pace().readsASecond(), given.settings().expectedFindings());
    try {
      if (message.slices().isEmpty() && chains.count() > 1 && !slices.isEmpty()) {
        begin(chains, slices);
      } else {
        lookAt(new ArrayDeque<>(slices));
      }
    } catch (CallRefusedException e) {
      throw failed("the hub refused a read: " + e.getMessage(), e);
    }
  }

  private void begin(RunChains chains, List<Slice> slices) {
    List<RunMessage> messages = chains.messages(message, slices, atMost, this::oldest);
    messages.forEach(part -> send(part));
    end(
        messages.isEmpty() ? Ending.FINISHED : Ending.HANDED_ON,
        "%,d findings are more than one chain can read: there are %d"
            .formatted(given.settings().expectedFindings(), messages.size()),
        messages.stream().mapToInt(part -> part.slices().orElseThrow().size()).sum());
  }

  private Optional<Instant> oldest(Slice slice) {
    Optional<FindingQuery> query = query(slice);
    if (query.isEmpty()) {
      return Optional.empty();
    }
    try {
      return SliceReader.oldest(
          given.hub().page(query.get().created(slice.span()), null).findings());
    } catch (CallRefusedException e) {
      if (isToBeWider(slice, e)) {
        return oldest(slice);
      }
      leaveFormat(slice.format(), e, new ArrayDeque<>());
      return Optional.empty();
    }
  }

  private Optional<FindingQuery> query(Slice slice) {
    Optional<FindingQuery> query = plan.query(slice);
    return refusedFilters.contains(slice.format()) ? query.map(_ -> plan.widerQuery(slice)) : query;
  }

  /// Whether a slice is to be read by a wider query from now on, because the hub does not take the
  /// comparisons of the first one. A wider query that is refused too is a failure.
  private boolean isToBeWider(Slice slice, CallRefusedException refused) {
    boolean isWider = refused.isCallersFault() && refusedFilters.add(slice.format());
    if (isWider) {
      given
          .log()
          .accept(
              JsonMembers.line("WARN", "filter refused")
                  .with("reason", String.valueOf(refused.getMessage()))
                  .with("instead", plan.widerQuery(slice).filters().toString())
                  .toString());
    }
    return isWider;
  }

  private void lookAt(Deque<Slice> open) {
    while (!open.isEmpty()) {
      if (isTimeUp()) {
        handOn(open);
        return;
      }
      Slice slice = open.removeFirst();
      Optional<FindingQuery> query = query(slice);
      if (query.isPresent()) {
        boolean hadAllTime = !hasBegun;
        var reader = new SliceReader(slice, query.get(), given.hub()::page, pagesAtOnce());
        Verdict verdict;
        try {
          verdict = read(reader, slice);
        } catch (CallRefusedException e) {
          if (isToBeWider(slice, e)) {
            open.addFirst(slice);
          } else {
            leaveFormat(slice.format(), e, open);
          }
          continue;
        }
        if (verdict == Verdict.STOP) {
          slicesLeft++;
          slicesLeft += leaveWhatOnlyGivesBack(open);
          continue;
        }
        if (verdict == Verdict.OUT_OF_TIME || reader.hasNext()) {
          boolean comesNoFurther = hadAllTime && isTimeUp() && !tally.hasMended();
          putBack(reader.rest(verdict == Verdict.OUT_OF_TIME, comesNoFurther), open);
        }
        if (verdict == Verdict.OUT_OF_TIME) {
          handOn(open);
          return;
        }
      }
    }
    if (tally.isStopped()) {
      end(
          Ending.STOPPED,
          "it has given back as much as it may, and found more. If that is right, 'quell"
              + " reconcile --%s --yes N' goes on to a higher number"
                  .formatted(message.kind().word()),
          slicesLeft);
    } else if (again.isEmpty()) {
      end(Ending.FINISHED, "all is looked at", 0);
    } else if (tally.hasMended()) {
      handOn(open);
    } else {
      throw failed(
          "%d updates did not go through, the first: %s"
              .formatted(failures.size(), failures.getFirst()),
          null);
    }
  }

  /// What a run that has stopped goes on with: what rules may newly want, on which it still sets
  /// what they want.
  ///
  /// @return how many slices are left
  private static int leaveWhatOnlyGivesBack(Deque<Slice> open) {
    int before = open.size();
    open.removeIf(ReconciliationRun::onlyGivesBack);
    return before - open.size();
  }

  private static boolean onlyGivesBack(Slice slice) {
    return switch (slice.reach()) {
      case Reach.Marked _, Reach.Naming _ -> true;
      case Reach.Wanted _, Reach.Unanswered() -> false;
    };
  }

  /// A format that the hub does not show, as where Security Hub is not enabled for it, does not
  /// keep the other one from being looked at.
  ///
  /// @throws CallRefusedException where no format is left, or the hub has not answered
  private void leaveFormat(Format format, CallRefusedException refused, Deque<Slice> open) {
    refusedFormats.add(format);
    if (!refused.isAnswered() || refusedFormats.containsAll(given.settings().formats())) {
      throw refused;
    }
    open.removeIf(slice -> slice.format() == format);
    given
        .log()
        .accept(
            JsonMembers.line("WARN", "format not readable")
                .with("format", format.toString())
                .with(
                    "reason",
                    "%s. The findings of the other format are looked at; the option 'formats' leaves"
                            .formatted(refused.getMessage())
                        + " this one out")
                .toString());
  }

  private void putBack(SliceReader.Rest rest, Deque<Slice> open) {
    for (Slice part : rest.slices().reversed()) {
      open.addFirst(part);
    }
    rest.unending()
        .ifPresent(
            second -> {
              tally.unfinished();
              given
                  .log()
                  .accept(
                      JsonMembers.line("ERROR", "slice without end")
                          .with("created", second.toString())
                          .with(
                              "reason",
                              "more findings were created in this second than an invocation can"
                                  + " read; the others of the run are looked at")
                          .toString());
            });
  }

  /// Reads a slice to its end, or as far as the time and its tokens reach.
  private Verdict read(SliceReader reader, Slice slice) {
    while (reader.hasNext()) {
      if (isTimeUp()) {
        return Verdict.GO_ON;
      }
      hasBegun = true;
      boolean mayGoBad = reader.isBehindFirstPage();
      Window window;
      try {
        window = reader.next(this::isTimeUp);
      } catch (CallRefusedException e) {
        if (e.isCallersFault() && (mayGoBad || reader.isBehindFirstPage())) {
          return Verdict.GO_ON; // a token went bad: what is left begins with a new query
        }
        throw e;
      }
      Verdict verdict = settle(window, slice);
      if (verdict != Verdict.GO_ON) {
        return verdict;
      }
    }
    return Verdict.GO_ON;
  }

  /// The first window is always read: otherwise an invocation with little time would hand on what
  /// it was given.
  private boolean isTimeUp() {
    return hasBegun && deadline.left().compareTo(reserve) < 0;
  }

  private int pagesAtOnce() {
    long updates = given.settings().pace().updatesASecond() * UPDATES_OF_WINDOW.toSeconds();
    return Math.clamp(updates / FINDINGS_A_PAGE, 1, MOST_PAGES_AT_ONCE);
  }

  private Verdict settle(Window window, Slice slice) {
    tally.read(window.findings().size());
    List<Finding> findings =
        window.findings().stream()
            .filter(finding -> !touched.contains(finding.identifier()))
            .toList();
    Report report =
        quell()
            .process(
                List.of(
                    new Delivery(
                        "reconciliation " + message.kind().word(),
                        new Delivery.Findings(findings, window.unreadable()))),
                deadline,
                runaways);
    Report done = withoutUnsent(report);
    LogLines.changes(done).forEach(given.log());
    given.metrics().reconciliationLines(done, given.clock().instant()).forEach(given.log());
    return count(report, slice);
  }

  /// What there was no time to send is told when it is found again.
  private static Report withoutUnsent(Report report) {
    return new Report(
        report.entries().stream()
            .map(
                entry ->
                    new Report.Entry(
                        entry.delivery(),
                        entry.results().stream().filter(result -> !isUnsent(result)).toList()))
            .toList(),
        report.ruleBook(),
        report.levers(),
        report.leftOut());
  }

  private static boolean isUnsent(Result result) {
    return result.failure().filter(UpdateResult.Unprocessed::isOutOfTime).isPresent();
  }

  /// Levers that are pulled while an invocation runs count from the next window on.
  private Quell quell() {
    Ruling ruling = given.rulings().apply(deadline);
    boolean isObserving = given.settings().mode() == Mode.OBSERVE || ruling.isObserving();
    return isObserving
        ? Quell.observing(
            _ -> ruling, new Safeguards(Integer.MAX_VALUE, Optional.empty(), given.clock()))
        : Quell.enforcing(
            _ -> ruling, given.hub(), new Safeguards(atMost, Optional.empty(), given.clock()));
  }

  private Verdict count(Report report, Slice slice) {
    Verdict verdict = Verdict.GO_ON;
    Set<Slice> failed = new LinkedHashSet<>();
    for (Result result : report.results()) {
      if (isUnsent(result)) {
        verdict = Verdict.OUT_OF_TIME; // counted when it is found again
        continue;
      }
      if (result.isSuperseded() || result.evaluation().update().isEmpty()) {
        continue;
      }
      Finding finding = result.evaluation().finding();
      FindingIdentifier identifier = finding.identifier();
      boolean isSent = result.outcome() instanceof Result.Sent;
      if (isSent && !result.evaluation().givenBack().isEmpty()) {
        atMost--;
      }
      touched.add(identifier);
      tally.atOdds(isSent && !result.hasFailed());
      if (result.outcome() instanceof Result.NotGivenBack) {
        tally.stopped();
        verdict = onlyGivesBack(slice) ? Verdict.STOP : verdict;
      }
      result
          .failure()
          .filter(UpdateResult.Unprocessed::worthRetrying)
          .ifPresent(
              failure -> {
                failures.add(
                    "finding %s: %s (%s)".formatted(identifier, failure.message(), failure.code()));
                failed.add(FindingQuery.createdAt(finding).map(slice::at).orElse(slice));
              });
    }
    again.addAll(failed.size() > MOST_AGAIN ? Set.of(slice) : failed);
    return verdict;
  }

  /// The rest goes into the queue, and behind it what did not go through: another invocation tries
  /// that once more.
  private void handOn(Deque<Slice> open) {
    List<Slice> rest = Stream.concat(open.stream(), again.stream()).distinct().toList();
    if (message.depth() == RunMessage.DEEPEST) {
      end(
          Ending.GIVEN_UP,
          (open.isEmpty()
                  ? "some updates do not go through, as their decisions say. Left are "
                  : "the chain of invocations is at its end: there are more findings, marked or"
                      + " open, than QUELL_RECONCILE_FINDINGS says, or reads and updates are too"
                      + " slow. Left are ")
              + rest,
          rest.size());
      return;
    }
    send(message.next(rest, atMost));
    end(
        Ending.HANDED_ON,
        open.isEmpty() ? "some updates did not go through" : "the time of the invocation is up",
        rest.size());
  }

  private void send(RunMessage next) {
    try {
      given.queue().send(next.toString());
    } catch (MessageRefusedException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
  }

  private ReconciliationFailedException failed(String reason, @Nullable Throwable cause) {
    end(Ending.FAILED, reason, 0);
    return new ReconciliationFailedException(
        "the reconciliation %s of %s broke off: %s"
            .formatted(message.kind().word(), message.at(), reason),
        cause);
  }

  private void end(Ending ending, String reason, int slicesLeft) {
    tally
        .lines(
            ending, reason, atMost, slicesLeft, given.engine().version(), given.clock().instant())
        .forEach(given.log());
  }
}
