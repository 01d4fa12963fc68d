/// What all commands get from outside, and how one says that it cannot do what it was asked for.
@NullMarked
package io.quell.cli.command;

import org.jspecify.annotations.NullMarked;
