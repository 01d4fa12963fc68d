/// The rules, one class a file, and their one ordered list, the [io.quell.rules.ExampleBook].
@NullMarked
package io.quell.rules;

import org.jspecify.annotations.NullMarked;
