/// How long the packaged function takes for an event when it is warm, and how much memory for the
/// largest batch.
@NullMarked
package io.quell.bench.warm;

import org.jspecify.annotations.NullMarked;
