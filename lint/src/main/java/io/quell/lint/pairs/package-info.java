/// What is found by holding rules against each other.
@NullMarked
package io.quell.lint.pairs;

import org.jspecify.annotations.NullMarked;
