/// What a book makes of one finding, and in what two books differ on it.
@NullMarked
package io.quell.cli.backtest.effect;

import org.jspecify.annotations.NullMarked;
