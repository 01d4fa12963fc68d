/// The findings that the hub holds.
@NullMarked
package io.quell.localhub.store;

import org.jspecify.annotations.NullMarked;
