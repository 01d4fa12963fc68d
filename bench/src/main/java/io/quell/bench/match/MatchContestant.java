package io.quell.bench.match;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.quell.finding.Finding;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.EventReader;
import io.quell.rule.Card;
import io.quell.run.RuleEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Something that is done with the bytes of events.
///
/// @param what what is done
/// @param rules with how many rules; 0 where it knows none
/// @param work does it with all events, and returns a number that depends on all of it
record MatchContestant(String what, int rules, ToIntFunction<List<byte[]>> work) {
  static final String TOKENS = "jackson-core, tokens only";
  static final String READ = "Quell, read into findings";
  static final String DECIDED = "Quell, read and decided";
  static final String RULER = "event-ruler";

  private static final JsonFactory FACTORY = new JsonFactory();

  /// The parser alone: nothing is taken from it.
  static MatchContestant tokens() {
    return ofEach(TOKENS, 0, MatchContestant::tokens);
  }

  /// The event as the function reads it.
  static MatchContestant read() {
    return ofEach(READ, 0, event -> findings(event).size());
  }

  /// The event as the function reads it, and what the rules say of each finding: the update with
  /// its note and mark where one matches.
  static MatchContestant decided(RuleEngine engine, int rules) {
    return decided(DECIDED, engine, rules);
  }

  /// The same under another name.
  static MatchContestant decided(String what, RuleEngine engine, int rules) {
    return ofEach(what, rules, event -> count(engine, event));
  }

  static MatchContestant ruler(RulerBook book, int rules) {
    return ofEach(RULER, rules, book::count);
  }

  /// What is done with one event after the other.
  static MatchContestant ofEach(String what, int rules, ToIntFunction<byte[]> work) {
    return new MatchContestant(
        what,
        rules,
        events -> {
          int sum = 0;
          for (byte[] event : events) {
            sum += work.applyAsInt(event);
          }
          return sum;
        });
  }

  /// The findings, and the rules that match them.
  private static int count(RuleEngine engine, byte[] event) {
    int count = 0;
    for (Finding finding : findings(event)) {
      count += 1 + engine.evaluate(finding).matched().size();
    }
    return count;
  }

  /// The ids of the rules that match an event's findings.
  static Set<String> matched(RuleEngine engine, byte[] event) {
    Set<String> ids = new HashSet<>();
    for (Finding finding : findings(event)) {
      for (Card card : engine.evaluate(finding).matched()) {
        ids.add(card.id());
      }
    }
    return ids;
  }

  /// The findings of an event, as the function reads it.
  static List<Finding> findings(byte[] event) {
    List<Delivery> deliveries = EventReader.read(event).deliveries();
    return deliveries.getFirst().findings();
  }

  private static int tokens(byte[] event) {
    int tokens = 0;
    try (JsonParser parser = FACTORY.createParser(event)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }
}
