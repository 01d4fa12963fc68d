/// `quell probe`: finds out how a Security Hub behaves where its documentation does not say.
@NullMarked
package io.quell.cli.probe;

import org.jspecify.annotations.NullMarked;
