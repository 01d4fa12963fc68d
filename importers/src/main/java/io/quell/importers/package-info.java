/// Rules of other tools read as Quell's own: criteria and a fixed decision, with a word on each for
/// what became of it.
@NullMarked
package io.quell.importers;

import org.jspecify.annotations.NullMarked;
