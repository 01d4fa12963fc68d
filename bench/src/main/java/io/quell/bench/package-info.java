/// Benchmarks of the rule book: how long it takes to load, and what a finding costs.
@NullMarked
package io.quell.bench;

import org.jspecify.annotations.NullMarked;
