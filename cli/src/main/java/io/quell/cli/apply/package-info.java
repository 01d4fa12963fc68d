/// `quell apply`: the rules of a book over the findings that a hub has already.
@NullMarked
package io.quell.cli.apply;

import org.jspecify.annotations.NullMarked;
