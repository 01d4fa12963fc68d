/// Imported rules held against the tools they come from, each of which is written down here a
/// second time.
@NullMarked
package io.quell.importers;

import org.jspecify.annotations.NullMarked;
