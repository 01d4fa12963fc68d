/// What several commands tell in the same way: findings in a table, numbers by rule, notes, reasons
/// and lines for machines. Nothing here holds more than it shows.
@NullMarked
package io.quell.cli.report;

import org.jspecify.annotations.NullMarked;
