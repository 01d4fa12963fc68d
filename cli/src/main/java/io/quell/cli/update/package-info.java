/// `quell update`: sets fields on findings for people.
@NullMarked
package io.quell.cli.update;

import org.jspecify.annotations.NullMarked;
