/// `quell import`: takes over the rules of other tools.
@NullMarked
package io.quell.cli.importing;

import org.jspecify.annotations.NullMarked;
