/// What Quell's functions are made of: the jar, and what each has of its own.
@NullMarked
package io.quell.infra.function;

import org.jspecify.annotations.NullMarked;
