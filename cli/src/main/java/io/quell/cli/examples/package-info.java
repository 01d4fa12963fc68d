/// `quell test`: the examples beside the rules of a file, tried.
@NullMarked
package io.quell.cli.examples;

import org.jspecify.annotations.NullMarked;
