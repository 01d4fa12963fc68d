/// Tests of the command that compiles rules.
@NullMarked
package io.quell.cli.compile;

import org.jspecify.annotations.NullMarked;
