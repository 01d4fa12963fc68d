/// How a hub is made to misbehave on purpose.
@NullMarked
package io.quell.localhub.fault;

import org.jspecify.annotations.NullMarked;
