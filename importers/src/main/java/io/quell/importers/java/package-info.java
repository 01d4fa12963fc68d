/// Writes rules as the rule classes they could have been, each with its test.
@NullMarked
package io.quell.importers.java;

import org.jspecify.annotations.NullMarked;
