/// The reconciliation: reads the findings about which no event tells that they are at odds with the
/// rules, in slices, and brings both together again.
@NullMarked
package io.quell.lambda.reconciliation;

import org.jspecify.annotations.NullMarked;
