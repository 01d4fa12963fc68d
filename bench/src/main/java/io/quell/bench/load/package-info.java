/// A million events in bursts through the packaged function, at AWS's quota.
@NullMarked
package io.quell.bench.load;

import org.jspecify.annotations.NullMarked;
