/// Rules, criteria and decisions, and the engine that runs them over findings.
@NullMarked
package io.quell.engine;

import org.jspecify.annotations.NullMarked;
