/// What the tests of every package share: sample findings, and assertions that read as sentences.
@NullMarked
package io.quell.testing;

import org.jspecify.annotations.NullMarked;
