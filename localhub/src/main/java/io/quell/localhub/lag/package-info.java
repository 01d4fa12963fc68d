/// How a hub is late: reads that show an earlier state, updates that take effect afterwards, events
/// out of order.
@NullMarked
package io.quell.localhub.lag;

import org.jspecify.annotations.NullMarked;
