/// The rule book that runs: what its author lists and a file of rules, put together.
@NullMarked
package io.quell.book;

import org.jspecify.annotations.NullMarked;
