/// What Quell leaves on a finding about its own changes, and how it reads it again: one type for
/// each format.
@NullMarked
package io.quell.run.mark;

import org.jspecify.annotations.NullMarked;
