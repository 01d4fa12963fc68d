/// Tests of what the stack synthesizes to.
@NullMarked
package io.quell.infra;

import org.jspecify.annotations.NullMarked;
