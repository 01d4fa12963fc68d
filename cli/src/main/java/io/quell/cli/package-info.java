/// The command line: runs the function's own code on files, against a local Security Hub or a real
/// one.
@NullMarked
package io.quell.cli;

import org.jspecify.annotations.NullMarked;
