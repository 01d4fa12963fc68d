package io.quell.bench.result;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The median of some figures, and how far they lie apart.
public final class Spread {
  private final double[] sorted;

  private Spread(double[] sorted) {
    this.sorted = sorted;
  }

  /// That of figures in any order, at least one.
  public static Spread of(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  /// That of each figure divided by the other of the same round.
  public static Spread ofRatios(double[] figures, double[] others) {
    double[] ratios = new double[figures.length];
    for (int at = 0; at < ratios.length; at++) {
      ratios[at] = figures[at] / others[at];
    }
    return of(ratios);
  }

  /// The one in the middle.
  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// What such a share of the figures does not exceed.
  public double quantile(double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))];
  }

  /// The figures, the lowest first.
  public List<Double> list() {
    return Arrays.stream(sorted).boxed().toList();
  }

  /// `median (lowest to highest)`, with so many digits behind the point.
  public String text(int digits) {
    return text(digits, sorted[0], sorted[sorted.length - 1]);
  }

  /// `median (from to)`, where 10 of 100 figures lie below the one and 10 above the other.
  public String within80(int digits) {
    return text(digits, quantile(0.1), quantile(0.9));
  }

  private String text(int digits, double low, double high) {
    String format = "%." + digits + "f";
    return String.format(
        Locale.ROOT, format + " (" + format + " to " + format + ")", median(), low, high);
  }
}
