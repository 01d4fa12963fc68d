/// JSON with its places, and what is wrong with it.
@NullMarked
package io.quell.localhub.json;

import org.jspecify.annotations.NullMarked;
