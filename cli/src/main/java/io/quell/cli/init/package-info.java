/// `quell init` and `quell new`: a repository with rules of one's own, and the next rule in it.
@NullMarked
package io.quell.cli.init;

import org.jspecify.annotations.NullMarked;
