/// What is found by looking at the alternatives inside of criteria one by one.
@NullMarked
package io.quell.lint.alternatives;

import org.jspecify.annotations.NullMarked;
