/// The result of a backtest as a table, as JSON lines and as Markdown.
@NullMarked
package io.quell.cli.backtest.report;

import org.jspecify.annotations.NullMarked;
