/// The result of a backtest as one HTML page that needs nothing else.
@NullMarked
package io.quell.cli.backtest.page;

import org.jspecify.annotations.NullMarked;
