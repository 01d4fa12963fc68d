/// Finds what is wrong with a rule book before any finding meets it. The function itself never
/// loads it.
@NullMarked
package io.quell.lint;

import org.jspecify.annotations.NullMarked;
