/// How long the packaged function takes for a backlog in its queue, at AWS's quota.
@NullMarked
package io.quell.bench.drain;

import org.jspecify.annotations.NullMarked;
