/// What the function is invoked with: EventBridge events, alone or in a batch of queue messages,
/// read into findings.
@NullMarked
package io.quell.lambda.event;

import org.jspecify.annotations.NullMarked;
