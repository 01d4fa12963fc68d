/// `quell run`: the rules on what is in files, against a hub.
@NullMarked
package io.quell.cli.run;

import org.jspecify.annotations.NullMarked;
