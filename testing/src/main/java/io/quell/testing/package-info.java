/// What the test of a rule says: sample findings, sample rules, and assertions that read as
/// sentences.
@NullMarked
package io.quell.testing;

import org.jspecify.annotations.NullMarked;
