/// The command line: runs the function's own code on files, against a local Security Hub or a real
/// one. Here is what knows all commands; each has a package of its own.
@NullMarked
package io.quell.cli;

import org.jspecify.annotations.NullMarked;
