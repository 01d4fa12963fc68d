package io.quell.bench.start;

import io.quell.lambda.QuellHandler;
import java.util.List;
import java.util.Map;

/// A handler, and how it is run.
///
/// @param name what the table calls it
/// @param handler the handler's class
/// @param isPrimed whether its hook runs before the snapshot
/// @param isC1 whether Java compiles with C1 alone, which starts faster and ends slower
/// @param isOfPackage whether all of it comes from Quell's package, or the SDK is as published
/// @param environment more variables
record Contestant(
    String name,
    Class<?> handler,
    boolean isPrimed,
    boolean isC1,
    boolean isOfPackage,
    Map<String, String> environment) {
  private static final Map<String, String> LEVERS =
      Map.of("QUELL_LEVERS", "appconfig:app/environment/levers");

  Contestant(String name, Class<?> handler, boolean isPrimed, boolean isC1) {
    this(name, handler, isPrimed, isC1, true, Map.of());
  }

  static final String NO_OP = "no-op handler";
  static final String BARE = "bare SDK call";
  static final String QUELL = "Quell";

  /// Those of the way from a snapshot, at one level of the compiler.
  static List<Contestant> fromSnapshot(boolean isC1) {
    return List.of(
        new Contestant(NO_OP, NoOpHandler.class, true, isC1),
        new Contestant(BARE, BareCallHandler.class, true, isC1, false, Map.of()),
        new Contestant(QUELL, QuellHandler.class, true, isC1),
        new Contestant(
            "Quell with levers, as deployed", QuellHandler.class, true, isC1, true, LEVERS),
        new Contestant("Quell, nothing done before", QuellHandler.class, false, isC1));
  }

  /// Those of the way without a snapshot.
  static List<Contestant> fromStart(boolean isC1) {
    return List.of(
        new Contestant(NO_OP, NoOpHandler.class, false, isC1),
        new Contestant(BARE, BareCallHandler.class, false, isC1, false, Map.of()),
        new Contestant("bare SDK call, in Quell's package", BareCallHandler.class, false, isC1),
        new Contestant(QUELL, QuellHandler.class, false, isC1));
  }

  String level() {
    return isC1 ? "C1" : "all tiers";
  }
}
