/// The rule book that is checked, and what the checks go by.
@NullMarked
package io.quell.lint.book;

import org.jspecify.annotations.NullMarked;
