/// What a benchmark comes to: its figures, and the bars that they are held against.
@NullMarked
package io.quell.bench.result;

import org.jspecify.annotations.NullMarked;
