/// Options that several commands have: which rules are meant, which hub, and times.
@NullMarked
package io.quell.cli.options;

import org.jspecify.annotations.NullMarked;
