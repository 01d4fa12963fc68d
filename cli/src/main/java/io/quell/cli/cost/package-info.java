/// `quell cost`: what a deployment costs a month, and which limit of AWS it meets first. The
/// measured durations and the prices stand in one place each.
@NullMarked
package io.quell.cli.cost;

import org.jspecify.annotations.NullMarked;
