/// `quell backtest`: what the rules would change, before they do.
@NullMarked
package io.quell.cli.backtest;

import org.jspecify.annotations.NullMarked;
