/// The command that compiles rules into what a deployment takes from them.
@NullMarked
package io.quell.cli.compile;

import org.jspecify.annotations.NullMarked;
