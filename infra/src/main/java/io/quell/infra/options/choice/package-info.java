/// The options that are one of a few words, one type each.
@NullMarked
package io.quell.infra.options.choice;

import org.jspecify.annotations.NullMarked;
