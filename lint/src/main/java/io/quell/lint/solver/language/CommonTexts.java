package io.quell.lint.solver.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Texts that belong to all of some languages and to none of others.
public final class CommonTexts {
  /// More than the criteria of a rule need; beyond them nothing is decided.
  private static final int MOST_STATES = 8_000;

  /// What was read so far, and where each machine stands.
  private record Point(@Nullable Point before, int character, List<BitSet> states) {
    String text() {
      var text = new StringBuilder();
      for (Point point = this; point != null && point.before() != null; point = point.before()) {
        text.insert(0, Character.toString(point.character()));
      }
      return text.toString();
    }
  }

  private final List<Automaton> wanted;
  private final List<Automaton> unwanted;

  private CommonTexts(List<Automaton> wanted, List<Automaton> unwanted) {
    this.wanted = wanted;
    this.unwanted = unwanted;
  }

  /// Some of the texts, the shortest first: none at all where there are none, and empty where that
  /// is not known.
  public static Optional<List<String>> of(
      List<Language> wanted, List<Language> unwanted, int most) {
    List<Automaton> positive =
        wanted.stream().flatMap(language -> Automaton.of(language).stream()).toList();
    List<Automaton> negative =
        unwanted.stream().flatMap(language -> Automaton.of(language).stream()).toList();
    return positive.size() < wanted.size() || negative.size() < unwanted.size()
        ? Optional.empty()
        : new CommonTexts(positive, negative).search(most);
  }

  private Optional<List<String>> search(int most) {
    int[] alphabet =
        CharacterSet.representatives(
            Stream.concat(wanted.stream(), unwanted.stream())
                .flatMap(automaton -> automaton.letters().stream())
                .distinct()
                .toArray(CharacterSet[]::new));
    List<String> found = new ArrayList<>();
    Set<List<BitSet>> seen = new HashSet<>();
    Deque<Point> open = new ArrayDeque<>();
    var begin =
        new Point(
            null,
            0,
            Stream.concat(wanted.stream(), unwanted.stream()).map(Automaton::begin).toList());
    open.add(begin);
    seen.add(begin.states());
    while (!open.isEmpty()) {
      Point point = open.remove();
      if (accepts(point.states())) {
        found.add(point.text());
        if (found.size() == most) {
          break;
        }
      }
      for (int character : alphabet) {
        List<BitSet> next = step(point.states(), character);
        if (!next.isEmpty() && seen.add(next)) {
          if (seen.size() > MOST_STATES) {
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
          }
          open.add(new Point(point, character, next));
        }
      }
    }
    return Optional.of(found);
  }

  private boolean accepts(List<BitSet> states) {
    for (int at = 0; at < states.size(); at++) {
      boolean isWanted = at < wanted.size();
      if (automaton(at).accepts(states.get(at)) != isWanted) {
        return false;
      }
    }
    return true;
  }

  private Automaton automaton(int at) {
    return at < wanted.size() ? wanted.get(at) : unwanted.get(at - wanted.size());
  }

  /// Where the machines stand next; nothing where one of the wanted can never accept any more.
  private List<BitSet> step(List<BitSet> states, int character) {
    List<BitSet> next = new ArrayList<>(states.size());
    for (int at = 0; at < states.size(); at++) {
      BitSet stepped = automaton(at).step(states.get(at), character);
      if (at < wanted.size() && stepped.isEmpty()) {
        return List.of();
      }
      next.add(stepped);
    }
    return next;
  }
}
