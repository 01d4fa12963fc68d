/// A finding that is made up, by its values, and how each format writes it.
@NullMarked
package io.quell.lint.solver.example;

import org.jspecify.annotations.NullMarked;
