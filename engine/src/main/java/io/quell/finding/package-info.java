/// Findings as Quell sees them, and the readers that make them of the formats Security Hub writes.
@NullMarked
package io.quell.finding;

import org.jspecify.annotations.NullMarked;
