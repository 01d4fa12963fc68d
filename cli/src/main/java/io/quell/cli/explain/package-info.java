/// `quell explain`: why rules match findings, or do not.
@NullMarked
package io.quell.cli.explain;

import org.jspecify.annotations.NullMarked;
