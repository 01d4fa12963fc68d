/// The way of an event to the function: the event rules, the custom actions, the queues, and the
/// pace that all of them keep.
@NullMarked
package io.quell.infra.intake;

import org.jspecify.annotations.NullMarked;
