/// How findings write the values of fields: what is most likely a slip, and the right spelling.
@NullMarked
package io.quell.lint.forms;

import org.jspecify.annotations.NullMarked;
