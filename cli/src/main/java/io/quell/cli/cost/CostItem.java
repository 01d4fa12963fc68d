package io.quell.cli.cost;

/// What is paid for in a month.
///
/// @param name what it is
/// @param number how much of it
/// @param price the price
/// @param dollars what it costs
record CostItem(String name, double number, Price price, double dollars) {}
