/// `quell lint`: what is wrong with the rules, before any finding meets them.
@NullMarked
package io.quell.cli.lint;

import org.jspecify.annotations.NullMarked;
