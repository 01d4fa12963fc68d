/// `quell rules`: the rules in a list, in JSON, or as a page with an example for each.
@NullMarked
package io.quell.cli.rules;

import org.jspecify.annotations.NullMarked;
