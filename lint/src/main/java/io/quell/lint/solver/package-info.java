/// Decides whether criteria can hold at all: a proof that they never do, or a finding on which they
/// do.
@NullMarked
package io.quell.lint.solver;

import org.jspecify.annotations.NullMarked;
