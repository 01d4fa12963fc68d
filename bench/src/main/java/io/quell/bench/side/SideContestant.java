package io.quell.bench.side;

import java.util.List;

/// Something that is measured once a round.
///
/// @param what the name of it
/// @param rules with how many rules
/// @param command its process
record SideContestant(String what, int rules, List<String> command) {
  static final String LIBRARY = "awsfindingsmanagerlib";
  static final String QUELL = "Quell";
  static final String QUELL_C1 = "Quell, C1 only";
  static final String COMMAND_LINE = "quell run --observe";
  static final String JAVA = "Quell's engine, C1 only";
}
