/// `quell hub`: a local Security Hub that runs until it is stopped.
@NullMarked
package io.quell.cli.hub;

import org.jspecify.annotations.NullMarked;
