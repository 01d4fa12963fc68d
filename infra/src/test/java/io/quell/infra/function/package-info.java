@NullMarked
package io.quell.infra.function;

import org.jspecify.annotations.NullMarked;
