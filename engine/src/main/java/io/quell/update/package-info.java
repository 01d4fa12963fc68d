/// What can be asked for: decisions, the changes that they are made of, updates, and their limits.
@NullMarked
package io.quell.update;

import org.jspecify.annotations.NullMarked;
