/// Passes over the findings that a hub has: they are read, decided on and updated in portions, so
/// that memory does not grow with their number; what several commands show, ask and limit.
@NullMarked
package io.quell.cli.sweep;

import org.jspecify.annotations.NullMarked;
