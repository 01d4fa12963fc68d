/// What a finding costs from the bytes of its event to the decision, held against the bare tokens
/// of the parser and against event-ruler with the same criteria.
@NullMarked
package io.quell.bench.match;

import org.jspecify.annotations.NullMarked;
