/// Benchmarks: how long a rule book takes to load, what a finding costs, and the pace of updates.
@NullMarked
package io.quell.bench;

import org.jspecify.annotations.NullMarked;
