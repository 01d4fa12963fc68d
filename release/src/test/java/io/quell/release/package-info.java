/// Tests of the function without rules.
@NullMarked
package io.quell.release;

import org.jspecify.annotations.NullMarked;
