/// Options that several commands have: which rules are meant, and which hub.
@NullMarked
package io.quell.cli.options;

import org.jspecify.annotations.NullMarked;
