/// The words of a file of rules, and what they mean.
@NullMarked
package io.quell.rulefile.word;

import org.jspecify.annotations.NullMarked;
