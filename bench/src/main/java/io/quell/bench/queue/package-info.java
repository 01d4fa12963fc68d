/// A queue as SQS has it, read as Lambda reads it: what the benchmarks hand to the packaged
/// function.
@NullMarked
package io.quell.bench.queue;

import org.jspecify.annotations.NullMarked;
