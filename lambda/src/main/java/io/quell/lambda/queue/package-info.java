/// The queue of the reconciliation: the only place that knows what Amazon SQS is like.
@NullMarked
package io.quell.lambda.queue;

import org.jspecify.annotations.NullMarked;
