/// What a backtest counts and keeps: bounded, however many findings there are.
@NullMarked
package io.quell.cli.backtest.tally;

import org.jspecify.annotations.NullMarked;
