/// The parts of an event pattern: what one member has to be, and several together.
@NullMarked
package io.quell.compile.pattern.matcher;

import org.jspecify.annotations.NullMarked;
