/// Which findings a call gets, in which order and on which page.
@NullMarked
package io.quell.localhub.filter;

import org.jspecify.annotations.NullMarked;
