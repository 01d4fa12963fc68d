/// What became of events and findings, and how it is written down: a log line a decision, and
/// metrics.
@NullMarked
package io.quell.lambda.report;

import org.jspecify.annotations.NullMarked;
