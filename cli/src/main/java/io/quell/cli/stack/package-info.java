/// A deployed stack: what it consists of, and what can be asked of its parts.
@NullMarked
package io.quell.cli.stack;

import org.jspecify.annotations.NullMarked;
