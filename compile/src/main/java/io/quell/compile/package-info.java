/// What a deployment takes from the rules: which findings start the function, and what it may do.
@NullMarked
package io.quell.compile;

import org.jspecify.annotations.NullMarked;
