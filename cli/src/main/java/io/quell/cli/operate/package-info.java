/// `quell stop`, `start` and `drain`: whether a deployed stack takes events, and works on them.
@NullMarked
package io.quell.cli.operate;

import org.jspecify.annotations.NullMarked;
