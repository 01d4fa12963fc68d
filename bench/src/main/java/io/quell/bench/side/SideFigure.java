package io.quell.bench.side;

/// What a figure is of.
///
/// @param what the contestant's name
/// @param rules with how many rules
/// @param kind what of it is measured, such as `parsed`
record SideFigure(String what, int rules, String kind) {}
