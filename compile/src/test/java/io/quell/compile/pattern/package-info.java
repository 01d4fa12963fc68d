/// Tests of the event patterns by AWS's own matcher.
@NullMarked
package io.quell.compile.pattern;

import org.jspecify.annotations.NullMarked;
