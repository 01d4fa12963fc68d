/// The other book that a backtest compares with: a file of rules, or the book of a git revision,
/// which is compiled as it was.
@NullMarked
package io.quell.cli.backtest.against;

import org.jspecify.annotations.NullMarked;
