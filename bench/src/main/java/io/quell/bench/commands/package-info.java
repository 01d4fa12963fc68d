/// How long the command line takes.
@NullMarked
package io.quell.bench.commands;

import org.jspecify.annotations.NullMarked;
