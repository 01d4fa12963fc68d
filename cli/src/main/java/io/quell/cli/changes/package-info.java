/// The log of the changes that commands make: the function's lines, with who has made them.
@NullMarked
package io.quell.cli.changes;

import org.jspecify.annotations.NullMarked;
