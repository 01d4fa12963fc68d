/// Values as JSON and text have them: what stands at a path, numbers, times, characters.
@NullMarked
package io.quell.value;

import org.jspecify.annotations.NullMarked;
