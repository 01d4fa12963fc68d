/// What one value of a finding has to be, and values that are so.
@NullMarked
package io.quell.lint.solver.value;

import org.jspecify.annotations.NullMarked;
