/// Sets of texts: what regular expressions match, what two of them have in common, and a
/// text of it.
@NullMarked
package io.quell.lint.solver.language;

import org.jspecify.annotations.NullMarked;
