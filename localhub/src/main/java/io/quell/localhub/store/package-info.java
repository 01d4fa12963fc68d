/// The findings that the hub holds, and how one call updates many of them.
@NullMarked
package io.quell.localhub.store;

import org.jspecify.annotations.NullMarked;
