/// Rules, the criteria and decisions they are made of, and the engine that runs them over findings.
@NullMarked
package io.quell.engine;

import org.jspecify.annotations.NullMarked;
