/// How long the packaged function takes to its first response, from its start and from Lambda's
/// snapshot, held against handlers that do less.
@NullMarked
package io.quell.bench.start;

import org.jspecify.annotations.NullMarked;
