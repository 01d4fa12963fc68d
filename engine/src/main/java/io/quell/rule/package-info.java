/// What the author of a rule sees: the rule, its card, and rules that are data.
@NullMarked
package io.quell.rule;

import org.jspecify.annotations.NullMarked;
