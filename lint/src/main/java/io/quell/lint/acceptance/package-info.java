/// What rules accept of the problems found, and what they accept without need.
@NullMarked
package io.quell.lint.acceptance;

import org.jspecify.annotations.NullMarked;
