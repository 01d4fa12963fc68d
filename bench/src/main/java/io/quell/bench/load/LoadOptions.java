package io.quell.bench.load;

import io.quell.lambda.CallBudget;
import io.quell.localhub.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What is to be measured.
///
/// @param events how many events there are
/// @param processes how many processes of the function work at a time
/// @param burst how many events come at once
/// @param every how long it is from one burst to the next
/// @param visibility how long after it was received a message comes again that was not deleted
/// @param kills whether a process is killed in the middle
/// @param faults what goes wrong in the hub, as `quell hub --fault` takes it
record LoadOptions(
    int events,
    int processes,
    int burst,
    Duration every,
    Duration visibility,
    boolean kills,
    List<String> faults) {
  private static final int EVENTS = 1_000_000;
  private static final int BURST = 50_000;
  private static final int EVERY_SECONDS = 45;
  private static final String NUMBER = "[0-9]{1,9}";

  /// Reads `[EVENTS [PROCESSES]] [--burst EVENTS] [--every SECONDS] [--visibility SECONDS] [--kill]
  /// [FAULT...]`.
  ///
  /// @throws IllegalArgumentException for something else
  static LoadOptions read(List<String> args) {
    int[] numbers = {EVENTS, CallBudget.CONCURRENCY};
    int given = 0;
    int burst = BURST;
    int every = EVERY_SECONDS;
    int visibility = CallBudget.VISIBILITY_SECONDS;
    boolean kills = false;
    List<String> faults = new ArrayList<>();
    for (Iterator<String> each = args.iterator(); each.hasNext(); ) {
      String arg = each.next();
      switch (arg) {
        case "--kill" -> kills = true;
        case "--burst" -> burst = Integer.parseInt(each.next());
        case "--every" -> every = Integer.parseInt(each.next());
        case "--visibility" -> visibility = Integer.parseInt(each.next());
        default -> {
          if (arg.matches(NUMBER) && given < numbers.length) {
            numbers[given++] = Integer.parseInt(arg);
          } else {
            Fault _ = Fault.parse(arg); // to refuse at once what is none
            faults.add(arg);
          }
        }
      }
    }
    return new LoadOptions(
        numbers[0],
        numbers[1],
        Math.min(burst, numbers[0]),
        Duration.ofSeconds(every),
        Duration.ofSeconds(visibility),
        kills,
        faults);
  }

  /// How many bursts there are.
  int bursts() {
    return Math.ceilDiv(events, burst);
  }

  /// The number of the event that an update of an event's finding raises: those after all others.
  int ownEvent(int event) {
    return events + event;
  }

  /// The number of the event whose finding an event is about: its own, or that of one that was
  /// updated.
  int firstEvent(int event) {
    return event % events;
  }

  /// Whether an event of this number was raised by an update.
  boolean isOwn(int event) {
    return event >= events;
  }

  /// How many events have a finding that matches a rule.
  int matching() {
    return Math.ceilDiv(events, EventKind.ONE_IN);
  }

  /// How much time the function has for an invocation: the stack's, or less where messages come
  /// again earlier.
  Duration timeOut() {
    Duration sixth =
        visibility.minusSeconds(CallBudget.BATCH_WINDOW_SECONDS).dividedBy(6); // as in the stack
    Duration most = Duration.ofSeconds(CallBudget.FUNCTION_TIMEOUT_SECONDS);
    return sixth.compareTo(most) < 0 ? sixth : most;
  }
}
