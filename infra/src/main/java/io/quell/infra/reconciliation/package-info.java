/// The second function, which looks for findings that are not as the rules want them, and what
/// starts it.
@NullMarked
package io.quell.infra.reconciliation;

import org.jspecify.annotations.NullMarked;
