/// How the command line is read and explained, the same in every command: help, the words of
/// options, and what is said of arguments that make no sense.
@NullMarked
package io.quell.cli.usage;

import org.jspecify.annotations.NullMarked;
