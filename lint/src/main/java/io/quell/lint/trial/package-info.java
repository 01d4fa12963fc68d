/// Rules tried on the examples that a file of rules gives of them.
@NullMarked
package io.quell.lint.trial;

import org.jspecify.annotations.NullMarked;
