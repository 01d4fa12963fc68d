/// What is found by looking at the alternatives inside of criteria one by one.
@NullMarked
package io.quell.lint.detectors.alternatives;

import org.jspecify.annotations.NullMarked;
