/// Where findings have what criteria test, as event patterns see them.
@NullMarked
package io.quell.compile.pattern.place;

import org.jspecify.annotations.NullMarked;
