package io.quell.bench.side;

import java.util.ArrayList;
import java.util.Arrays;
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

  /// The figures of all rounds, lowest first.
  double[] sorted(SideFigure key) {
    return of(key).stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  /// How many times as much the library takes, in each round, lowest first.
  double[] times(SideFigure key) {
    List<Double> own = of(key);
    List<Double> library = of(new SideFigure(SideContestant.LIBRARY, key.rules(), key.kind()));
    double[] times = new double[own.size()];
    for (int round = 0; round < times.length; round++) {
      times[round] = library.get(round) / own.get(round);
    }
    Arrays.sort(times);
    return times;
  }

  private List<Double> of(SideFigure key) {
    return Objects.requireNonNull(figures.get(key), key::toString);
  }

  static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }
}
