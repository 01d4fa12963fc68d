/// What the function is invoked with: EventBridge events, alone or in a batch of queue messages,
/// read into findings.
@NullMarked
package io.quell.event;

import org.jspecify.annotations.NullMarked;
