package io.quell.cli;

import io.quell.engine.RuleEngine;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Supplier;

/// All that a command has from outside.
///
/// @param in what the path `-` stands for
/// @param out takes the results
/// @param err takes what is not a result: mistakes, and what goes on
/// @param terminal what people see the two on
/// @param environment the variables of the process
/// @param rules makes the engine; only a command that decides asks for it
record Surroundings(InputStream in, PrintWriter out, PrintWriter err, Terminal terminal,
    Map<String, String> environment, Supplier<RuleEngine> rules) {
  Surroundings {
    environment = Map.copyOf(environment);
  }
}
