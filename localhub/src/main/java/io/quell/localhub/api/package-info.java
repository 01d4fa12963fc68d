/// The operations of the hub, and the ways in which they refuse.
@NullMarked
package io.quell.localhub.api;

import org.jspecify.annotations.NullMarked;
