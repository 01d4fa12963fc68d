/// Criteria made up by chance, for Quell's own property tests.
@NullMarked
package io.quell.testing.random;

import org.jspecify.annotations.NullMarked;
