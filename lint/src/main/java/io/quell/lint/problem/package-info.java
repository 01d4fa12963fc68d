/// What can be wrong with a rule book: the kinds of problems, and the problems found.
@NullMarked
package io.quell.lint.problem;

import org.jspecify.annotations.NullMarked;
