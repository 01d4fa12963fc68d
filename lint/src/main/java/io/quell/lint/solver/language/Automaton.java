package io.quell.lint.solver.language;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// The machine that reads a text character by character and tells whether it belongs to a language.
final class Automaton {
  /// More states than any sensible criterion has; beyond them nothing is decided.
  private static final int MOST_STATES = 4_000;

  /// A step from one state to another.
  private record Step(CharacterSet letters, int to) {}

  /// The language is too large to be held.
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final List<List<Step>> steps = new ArrayList<>();
  private final List<List<Integer>> silent = new ArrayList<>();
  private final int end;

  private Automaton(Language language) {
    int start = state();
    end = add(language, start);
  }

  /// The machine of a language, or empty where it would be too large.
  static Optional<Automaton> of(Language language) {
    try {
      return Optional.of(new Automaton(language));
    } catch (TooLarge tooLarge) {
      return Optional.empty();
    }
  }

  private int state() {
    if (steps.size() == MOST_STATES) {
      throw new TooLarge();
    }
    steps.add(new ArrayList<>());
    silent.add(new ArrayList<>());
    return steps.size() - 1;
  }

  /// Adds what reads the language from a state on; the state in which it has been read.
  private int add(Language language, int from) {
    return switch (language) {
      case Language.OneOf(var letters) -> {
        int to = state();
        steps.get(from).add(new Step(letters, to));
        yield to;
      }
      case Language.Concatenation(var parts) -> {
        int at = from;
        for (Language part : parts) {
          at = add(part, at);
        }
        yield at;
      }
      case Language.Choice(var parts) -> {
        int to = state();
        for (Language part : parts) {
          int begin = state();
          silent.get(from).add(begin);
          silent.get(add(part, begin)).add(to);
        }
        yield to;
      }
      case Language.Repeated(var part, int least, int most) -> {
        int at = from;
        for (int times = 0; times < least; times++) {
          at = add(part, at);
        }
        yield most == Language.Repeated.WITHOUT_END ? loop(part, at) : upTo(part, at, most - least);
      }
      case Language.InAnyCase(var text) -> addInAnyCase(CaseFolding.fold(text), from);
    };
  }

  private int loop(Language part, int from) {
    int begin = state();
    silent.get(from).add(begin);
    silent.get(add(part, begin)).add(begin);
    int to = state();
    silent.get(begin).add(to);
    return to;
  }

  private int upTo(Language part, int from, int times) {
    int to = state();
    int at = from;
    silent.get(at).add(to);
    for (int time = 0; time < times; time++) {
      at = add(part, at);
      silent.get(at).add(to);
    }
    return to;
  }

  private int addInAnyCase(String folded, int from) {
    int[] places = new int[folded.length() + 1];
    places[0] = from;
    for (int place = 1; place < places.length; place++) {
      places[place] = state();
    }
    for (int place = 0; place < folded.length(); place++) {
      for (int length = 1;
          length <= CaseFolding.LONGEST && place + length <= folded.length();
          length++) {
        CharacterSet letters = CaseFolding.unfolded(folded.substring(place, place + length));
        if (!letters.equals(CharacterSet.NONE)) {
          steps.get(places[place]).add(new Step(letters, places[place + length]));
        }
      }
    }
    return places[folded.length()];
  }

  /// Every set of letters by which it steps.
  List<CharacterSet> letters() {
    return steps.stream().flatMap(all -> all.stream().map(Step::letters)).distinct().toList();
  }

  /// The states before the first character.
  BitSet begin() {
    var states = new BitSet();
    states.set(0);
    return closed(states);
  }

  /// The states after one more character.
  BitSet step(BitSet states, int character) {
    var next = new BitSet();
    for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
      for (Step step : steps.get(state)) {
        if (step.letters().contains(character)) {
          next.set(step.to());
        }
      }
    }
    return closed(next);
  }

  private BitSet closed(BitSet states) {
    List<Integer> open = new ArrayList<>(states.stream().boxed().toList());
    while (!open.isEmpty()) {
      for (int next : silent.get(open.removeLast())) {
        if (!states.get(next)) {
          states.set(next);
          open.add(next);
        }
      }
    }
    return states;
  }

  /// Whether the characters read so far are a text of the language.
  boolean accepts(BitSet states) {
    return states.get(end);
  }
}
