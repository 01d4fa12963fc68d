/// What finds the problems, one class a kind.
@NullMarked
package io.quell.lint.detectors;

import org.jspecify.annotations.NullMarked;
