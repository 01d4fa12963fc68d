package io.quell.bench.load;

import io.quell.bench.SampleEvent;
import io.quell.bench.drain.ThreeRulesBook;
import io.quell.finding.Format;
import java.util.ArrayList;
import java.util.List;

/// What events of a number have in common: their format, and which rule they meet or why they meet
/// none.
///
/// Of those that meet none, a third is about another control, a third in another account, and a
/// third without the tag, as in the mix of the benchmark of matching.
///
/// @param format the format of the finding
/// @param control the control that it is about
/// @param account the account that it is in
/// @param purpose the value of the bucket's tag
record EventKind(Format format, String control, String account, String purpose) {
  /// One in so many matches.
  static final int ONE_IN = 5;

  private static final String CONTROL = "S3.9";
  private static final List<String> PURPOSES = ThreeRulesBook.PURPOSES;
  private static final int MISSES = 3;

  /// Those that match, and then the others.
  static final List<EventKind> ALL = all();

  private static List<EventKind> all() {
    List<EventKind> all = new ArrayList<>();
    for (Format format : Format.values()) {
      PURPOSES.forEach(
          purpose -> all.add(new EventKind(format, CONTROL, ThreeRulesBook.ACCOUNT, purpose)));
    }
    for (Format format : Format.values()) {
      String purpose = PURPOSES.getFirst();
      all.add(new EventKind(format, "Config.1", ThreeRulesBook.ACCOUNT, purpose));
      all.add(new EventKind(format, CONTROL, "777788889999", purpose));
      all.add(new EventKind(format, CONTROL, ThreeRulesBook.ACCOUNT, "web"));
    }
    return all;
  }

  /// The place in [#ALL] of the kind that an event of this number is of.
  static int index(int event) {
    int formats = Format.values().length;
    if (matches(event)) {
      return event / ONE_IN % (formats * PURPOSES.size());
    }
    return formats * PURPOSES.size() + event % (formats * MISSES);
  }

  /// Whether an event of this number meets a rule.
  static boolean matches(int event) {
    return event % ONE_IN == 0;
  }

  /// Whether this kind meets a rule.
  boolean matches() {
    return ALL.indexOf(this) < Format.values().length * PURPOSES.size();
  }

  /// An event of this kind.
  SampleEvent sample() {
    return SampleEvent.of(format).control(control).account(account).purpose(purpose).bucket(1);
  }
}
