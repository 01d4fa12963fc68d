/// `quell redrive`: dead letters of a deployed stack back to where they are worked on.
@NullMarked
package io.quell.cli.redrive;

import org.jspecify.annotations.NullMarked;
