package io.quell.bench.side;

import io.quell.bench.result.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What was measured of each contestant, a figure each round.
final class SideFigures {
  private final Map<SideFigure, List<Double>> figures = new LinkedHashMap<>();

  void add(SideFigure key, double figure) {
    figures.computeIfAbsent(key, _ -> new ArrayList<>()).add(figure);
  }

  List<SideFigure> keys() {
    return List.copyOf(figures.keySet());
  }

  /// The figures of all rounds.
  Spread of(SideFigure key) {
    return Spread.of(rounds(key));
  }

  /// How many times as much the library takes, in each round.
  Spread times(SideFigure key) {
    return Spread.ofRatios(
        rounds(new SideFigure(SideContestant.LIBRARY, key.rules(), key.kind())), rounds(key));
  }

  private double[] rounds(SideFigure key) {
    return Objects.requireNonNull(figures.get(key), key::toString).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
