package io.quell.cli.redrive;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a pass through a queue of dead letters has come to so far. The thread that tells of an
/// interruption reads it too.
final class RedriveCounts {
  private final Map<String, Long> reasons = new LinkedHashMap<>();
  private long redriven;
  private long returned;
  private long unreadable;
  private long refused;
  private long tooLarge;
  private int mostRedrives;

  synchronized void sawReason(DeadLetter letter) {
    reasons.merge(letter.reason(), 1L, Long::sum);
    mostRedrives = Math.max(mostRedrives, letter.redrives());
  }

  synchronized void redrove(long more) {
    redriven += more;
  }

  synchronized void sawReturned(DeadLetter letter) {
    returned++;
    mostRedrives = Math.max(mostRedrives, letter.redrives());
  }

  synchronized void sawUnreadable() {
    unreadable++;
  }

  synchronized void sawRefused(long more) {
    refused += more;
  }

  synchronized void sawTooLarge(long more) {
    tooLarge += more;
  }

  /// How many messages there were, by why they were there, the most frequent first.
  synchronized Map<String, Long> reasons() {
    Map<String, Long> sorted = new LinkedHashMap<>();
    reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /// How many messages were read, without those that came back.
  synchronized long seen() {
    return reasons.values().stream().mapToLong(Long::longValue).sum();
  }

  /// How many messages are where they are worked on.
  synchronized long redriven() {
    return redriven;
  }

  /// How many came back while the pass went on, and were left.
  synchronized long returned() {
    return returned;
  }

  /// How many cannot be read, and were left.
  synchronized long unreadable() {
    return unreadable;
  }

  /// How many the queue did not take, and were left.
  synchronized long refused() {
    return refused;
  }

  /// How many of the refused ones no queue would take as they are.
  synchronized long tooLarge() {
    return tooLarge;
  }

  /// How often the message was redriven that was redriven most often.
  synchronized int mostRedrives() {
    return mostRedrives;
  }

  /// Whether messages are left that another pass would find again.
  synchronized boolean hasLeft() {
    return returned + unreadable + refused > 0;
  }
}
